"""Standing paragraphs of letters: guidance on appeals, hearings and access.

Statutes are named by title and § only. Each begins with a blank line, so that it can
be added after the text of a letter.
"""

APPEAL_BUILDING = """

    # Klagevejledning

    Du kan klage til Nævnenes Hus over den del af afgørelsen, der handler om retlige
    forhold efter byggeloven. Fristen er fire uger fra den dag, du har fået brevet.
    Reglerne står i byggeloven §§ 23-24. Send klagen til os. Vi ser på sagen igen og
    sender den videre, hvis vi fastholder afgørelsen.
"""

APPEAL_PLANNING = """

    # Klagevejledning

    Du kan klage til Planklagenævnet over retlige spørgsmål efter planloven § 58.
    Fristen er fire uger. Du klager i Klageportalen, som du finder på Nævnenes Hus'
    hjemmeside. Det koster et gebyr, som du får tilbage, hvis du får helt eller delvis
    medhold.
"""

APPEAL_NATURE = """

    # Klagevejledning

    Afgørelsen kan påklages til Miljø- og Fødevareklagenævnet efter
    naturbeskyttelsesloven § 78. Fristen er fire uger. Ansøgeren, ejeren, lokale
    foreninger og enhver med væsentlig interesse i sagen kan klage. Tilladelsen må ikke
    bruges, før fristen er udløbet, eller nævnet har afgjort sagen.
"""

APPEAL_SCREENING = """

    # Klagevejledning

    Afgørelsen kan påklages til Miljø- og Fødevareklagenævnet efter
    miljøvurderingsloven § 49, når det gælder retlige spørgsmål. Fristen er fire uger
    fra offentliggørelsen. Klagen sendes gennem Klageportalen.
"""

APPEAL_SOCIAL = """

    # Hvis du er uenig

    Du kan klage inden fire uger efter, at du har fået brevet. Klag mundtligt eller
    skriftligt til os. Vi vurderer sagen igen, og hvis vi ikke ændrer afgørelsen,
    sender vi klagen til Ankestyrelsen. Reglerne står i retssikkerhedsloven §§ 60, 66
    og 67.
"""

APPEAL_ROADS = """

    # Klagevejledning

    Du kan klage over retlige spørgsmål efter lov om offentlige veje § 132. Fristen er
    fire uger. Send klagen til Vejdirektoratet, og skriv, hvad du mener er forkert.
"""

APPEAL_ACCESS = """

    # Klagevejledning

    Du kan klage over afgørelsen efter offentlighedsloven § 37. Send klagen til os. Vi
    genvurderer sagen og sender den til klageinstansen inden syv arbejdsdage, hvis vi
    ikke giver dig medhold.
"""

PARTY_HEARING = """

    # Din ret til at udtale dig

    Vi sender dig oplysningerne efter forvaltningsloven § 19, før vi afgør sagen. Svar
    gerne skriftligt. Hører vi ikke fra dig inden fristen, afgør vi sagen på det
    grundlag, vi har.
"""

ANSWER_US = """

    Skriv sagens nummer, {sag}, når du svarer. Så finder brevet frem med det samme.
"""
