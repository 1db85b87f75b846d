"""Staben and Borgerservice: recruitment, personnel, a move and a licence."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import PARTY_HEARING

_STILLING = StoryCase(
    key="stilling",
    title="Ansættelse af byplanlægger",
    description="Opslag, samtaler og valg. Ansøgere er undtaget fra aktindsigt.",
    kle_subject="81.03.00",
    kle_facet="G01",
    responsible_unit="personale",
    caseworker="susanne",
    state="informed",
    opened=-42,
    due_in=8,
    sensitivity="confidential",
    exemption_basis="Offentlighedsloven § 21",
    confidential_title="Ansættelse af byplanlægger: ansøgere og samtaler",
)

_PERSONALESAG = StoryCase(
    key="personalesag",
    title="Personalesag",
    description="Kun for dem, der står på adgangslisten.",
    kle_subject="81.28.00",
    kle_facet="G01",
    responsible_unit="personale",
    caseworker="susanne",
    state="opened",
    opened=-12,
    due_in=5,
    sensitivity="vip",
    exemption_basis="Offentlighedsloven § 21",
    confidential_title="Uenighed om arbejdsfordeling i direktionen",
    retention_code="B",
    access_list=("susanne", "kirsten"),
)

_FLYTNING = StoryCase(
    key="flytning",
    title="Kontrol af flytteanmeldelse",
    description="To personer er tilmeldt en bolig, som ejeren siger står tom.",
    kle_subject="23.05.10",
    kle_facet="G01",
    responsible_unit="borgerservice",
    caseworker="tina",
    state="informed",
    opened=-18,
    due_in=7,
    sensitivity="confidential",
    exemption_basis="Offentlighedsloven § 30, nr. 1",
    confidential_title="Kontrol af bopæl, Nørregade 182",
    parties=(StoryParty("sofus", "citizen", "primary_party", "Part"),),
)

_ALKOHOL = StoryCase(
    key="alkohol",
    title="Alkoholbevilling til havnerestaurant, Asaa",
    description="Bevilling til ny restaurant med 60 pladser.",
    kle_subject="22.01.01",
    kle_facet="P19",
    responsible_unit="borgerservice",
    caseworker="tina",
    state="closed",
    opened=-90,
    parties=(StoryParty("havnekroen", "organisation", "primary_party", "Ansøger"),),
)

CASES = (_STILLING, _PERSONALESAG, _FLYTNING, _ALKOHOL)

DOCUMENTS = (
    *file_on(
        _STILLING,
        internal(
            1,
            "Stillingsopslag: byplanlægger",
            -38,
            """
            Vi søger en byplanlægger til Plan i Teknik & Miljø, 37 timer om ugen.

            # Opgaver

            - Lokalplaner fra idé til vedtagelse.
            - Borgermøder og dialog med bygherrer.
            - Vind- og solprojekter sammen med tre kolleger.

            # Vi forventer

            Erfaring med planloven og lyst til at skrive, så alle kan forstå det. Frist
            for ansøgning er {-16}.
            """,
            document_type="other",
            file_kind="html",
            sensitivity="not_confidential",
            earlier=(Earlier(-41, "Til godkendelse i Plan", 4),),
        ),
        internal(
            2,
            "Oversigt over ansøgere",
            -15,
            """
            19 ansøgninger inden fristen, to efter.

            | Nr. | Uddannelse | Erfaring | Samtale
            | 3 | Landinspektør | 6 år i kommune | Ja
            | 7 | Arkitekt | 2 år privat | Nej
            | 11 | Geograf | 9 år i kommune | Ja
            | 14 | Landskabsarkitekt | 4 år i stat | Ja

            Udvalget er enigt om de tre. De øvrige får afslag, når en er ansat.
            """,
            file_kind="docx",
        ),
        sent(
            3,
            "Invitation til samtale",
            -9,
            citizen("verner", "Ansøger"),
            """
            Tak for din ansøgning. Vi vil gerne møde dig til samtale {-4} kl. 13 på
            Dronninglund Rådhus.

            Du møder teamlederen, en kommende kollega og HR. Læs lokalplan 388 inden, og
            fortæl os, hvad du ville have gjort anderledes. Referencer taler vi først om,
            når du siger ja til det.
            """,
        ),
        internal(
            4,
            "Notat fra samtaler",
            -3,
            """
            Tre samtaler er holdt. Kandidat 11 gennemgik lokalplan 388 meget klart og
            har stået for borgermøder med 200 deltagere. Kandidat 3 er stærk på jura, men
            ønsker 30 timer. Kandidat 14 har trukket sig.

            Udvalget peger på kandidat 11. Der indhentes to referencer efter samtykke.
            """,
            file_kind="odt",
            sensitivity="sensitive",
        ),
    ),
    *file_on(
        _PERSONALESAG,
        received(
            1,
            "Henvendelse om arbejdsfordeling",
            -12,
            citizen("asta", "Borgerhenvendelse"),
            """
            Jeg skriver som tillidsvalgt uden for huset. Flere i ledelsen er uenige om,
            hvem der har ansvar for de fælles bevillinger, og det går ud over dem, der
            skal udføre arbejdet.

            Jeg beder om et møde, før det bliver værre, og om, at brevet bliver hos jer to.
            """,
            file_kind="scan-pdf",
        ),
        internal(
            2,
            "Notat om møde med parterne",
            -6,
            """
            Møde holdt med de to berørte hver for sig. Begge ønsker en skriftlig aftale
            om, hvem der beslutter hvad.

            Den ene har været syg i ni dage og har samtykket til, at det står her.
            CPR: 690951-0004. Ny opfølgning om to uger.
            """,
            file_kind="docx",
        ),
    ),
    *file_on(
        _FLYTNING,
        received(
            1,
            "Oplysning om tom bolig",
            -18,
            citizen("gudrun", "Borgerhenvendelse"),
            """
            Jeg ejer lejligheden på Nørregade 182, og den har stået tom siden sommer. Nu
            får jeg post til en, som siger, at han bor der. Jeg kender ham godt, men jeg
            har ikke lejet ud til ham.
            """,
            file_kind="eml",
        ),
        internal(
            2,
            "Opslag om bopæl",
            -16,
            """
            Registeret viser, at Sofus Symbol, 830685-0011, er tilmeldt Nørregade 182 fra
            den første i sidste måned. Forbruget af vand er nul i samme periode efter
            oplysning fra ejeren.

            Der sendes høring efter CPR-loven § 10 og forvaltningsloven § 19.
            """,
            file_kind="txt",
            sensitivity="sensitive",
        ),
        sent(
            3,
            "Partshøring om bopæl",
            -13,
            citizen("sofus", "Part"),
            """
            Du er tilmeldt Nørregade 182, men vi har fået oplyst, at lejligheden står tom.
            Vi skal derfor finde ud af, hvor du bor.

            Send os en kopi af en lejekontrakt eller skriv, hvor du sover de fleste
            nætter. Svar senest {-3}. Ellers kan vi registrere dig et andet sted eller
            uden fast bopæl.
            """
            + PARTY_HEARING,
        ),
        received(
            4,
            "Svar på partshøring om bopæl",
            -5,
            citizen("sofus", "Part"),
            """
            Jeg havde aftalt mundtligt med ejerens søn, at jeg kunne låne lejligheden.
            Det blev ikke til noget, og jeg sover hos en ven på Kirkegade.

            Jeg vil gerne have min adresse der, hvis han siger ja. Han skriver selv.
            """,
            file_kind="scan-pdf",
        ),
    ),
    *file_on(
        _ALKOHOL,
        received(
            1,
            "Ansøgning om alkoholbevilling",
            -90,
            organisation("havnekroen"),
            """
            Havnekroen Attrap ApS søger om alkoholbevilling til en restaurant med 60
            pladser på havnen i Asaa.

            Vi åbner kl. 11 og lukker køkkenet kl. 21.30. Der bliver ikke spillet musik
            udenfor. Bestyreren har drevet kro i 14 år. Budget og leasingaftale er
            vedlagt.
            """,
            released=True,
        ),
        sent(
            2,
            "Høring om alkoholbevilling",
            -84,
            organisation("politi"),
            """
            Vi beder om politiets udtalelse om en ny restaurant på havnen i Asaa efter
            restaurationsloven.

            Der søges om bevilling i otte år og åbent til kl. 24. Nærmeste bolig ligger
            60 meter væk.
            """,
            released=True,
        ),
        received(
            3,
            "Udtalelse om alkoholbevilling",
            -70,
            organisation("politi"),
            """
            Politiet kan anbefale, at der gives bevilling i fire år. Der er ingen
            bemærkninger til selskabet eller bestyreren. Udeserveringen bør slutte kl. 22
            af hensyn til boligerne på Havnegade.
            """,
            file_kind="scan-pdf",
        ),
        sent(
            4,
            "Alkoholbevilling til havnerestaurant",
            -60,
            organisation("havnekroen"),
            """
            I får alkoholbevilling i fire år efter restaurationsloven § 10.

            # Vilkår

            - Udeservering slutter kl. 22.
            - Bestyreren skal være til stede i de fleste åbningstimer.
            - Ændringer i ejerkreds meldes til os inden fire uger.

            # Begrundelse

            Økonomien er gennemgået, og politiet har anbefalet bevilling. Fire år er
            kortere, end I søgte om. Det er det sædvanlige for et nyt sted, hvor der
            ikke er erfaring at bygge på.

            Klage over afgørelsen kan sendes til os inden fire uger.
            """,
            released=True,
        ),
        sent(
            5,
            "Kvittering for bestyrers tiltrædelse",
            -48,
            organisation("havnekroen"),
            """
            Tak for oplysningen om bestyrerens første dag. Bevillingen er nu i kraft, og
            sagen er afsluttet hos os.

            Husk at hænge bevillingen op, så gæsterne kan se den.
            """,
            file_kind="eml",
            released=True,
        ),
    ),
)
