"""Six public news items, and ten for the intranet."""

from bdk_esdh.demo.stories.binder import paragraphs
from bdk_esdh.demo.stories.model import StoryNews


def _public(key: str, day: int, title: str, lead: str, text: str) -> StoryNews:
    return StoryNews(key, title, lead, paragraphs(text), day, "rosa")


def _inside(key: str, day: int, author: str, unit: str, title: str, text: str) -> StoryNews:
    lead, *rest = paragraphs(text)
    return StoryNews(key, title, lead, tuple(rest), day, author, "intranet", unit)


PUBLIC_NEWS = (
    _public(
        "cykelsti",
        -1,
        "Ny cykelsti mellem Klokkerholm og Hjallerup åbner",
        "Stien er 6,2 kilometer lang. Kør med til indvielsen lørdag kl. 10.",
        """
        Vi mødes ved hallen i Klokkerholm. Borgmesteren klipper snoren, og derefter
        cykler vi sammen til Hjallerup, hvor der er kakao og boller.

        Stien er 2,5 meter bred og har fast belægning hele vejen. To underføringer gør,
        at skolebørn ikke skal krydse landevejen.

        Har du brug for plads til en ladcykel eller en kørestol, er der ramper begge
        steder.
        """,
    ),
    _public(
        "skolestart",
        -3,
        "Skolestart 2027: skriv ind senest 11. december",
        "Børn født i 2021 begynder i august. Det tager fem minutter.",
        """
        Du skriver dit barn ind på hjemmesiden. Har I to hjem, skal kun den ene forælder
        gøre det.

        Ønsker I en anden skole end distriktsskolen, så vælg den i samme omgang. I får
        svar i uge 5. Alle skoler holder åbent hus i uge 48.
        """,
    ),
    _public(
        "genbrug-asaa",
        -5,
        "Genbrugspladsen i Asaa får åbent om lørdagen",
        "Vinteren over kan du aflevere kl. 9-14 hver lørdag. Onsdag holder vi lukket.",
        """
        71 mennesker har bedt om det, og nu prøver vi: fra {+10} og til marts er der åbent
        om lørdagen.

        Vi tæller besøg ved porten. Er der nok, fortsætter vi næste vinter.
        """,
    ),
    _public(
        "spildevand-hoering",
        -8,
        "Høring: kloakken i Klokkerholm skal skilles",
        "214 huse er med i planen. Skriv til os senest {+15}.",
        """
        Regn og spildevand skal i hver sit rør, så det ikke løber over i bækken, når det
        skybruder. Det betyder arbejde i vejen og på din grund.

        Læs planen, find din gade på kortet, og skriv din mening. Har du spørgsmål, så
        ring til Forsyning og Affald på 09 45 45 05.
        """,
    ),
    _public(
        "lokalplan-415",
        -13,
        "17 svar om nye boliger i Hjallerup Øst",
        "To veje er flyttet, så gamle ege kan blive stående.",
        """
        Høringen om lokalplan 415 er slut. De fleste svar handler om vejadgang og
        regnvand. Alle svar og vores vurdering står i hvidbogen, som ligger på
        dagsordenen.

        Økonomiudvalget behandler planen på sit næste møde, og byrådet ventes at vedtage
        den i december.
        """,
    ),
    _public(
        "foreninger",
        -18,
        "Søg tilskud til din forening",
        "Fristen er 1. december. Nye foreninger kan få 5.000 kr. at starte for.",
        """
        Du kan søge om hjælp til lokaler og til aktiviteter for medlemmer under 25 år.
        Regnskabet for det forgangne år skal være med.

        Er I helt nye, sender I et budget i stedet. Fritid & Kultur hjælper gerne på
        09 45 45 33.
        """,
    ),
)

INTRANET_NEWS = (
    _inside(
        "brandskema",
        -1,
        "sanne",
        "byg",
        "Nyt skema til brandforhold tages i brug",
        """
        Nyt skema erstatter bilag 4 i alle sager fra den første i næste måned.

        Sager, der allerede er oplyst, fortsætter på det gamle skema.
        """,
    ),
    _inside(
        "puljebiler",
        -1,
        "hanne",
        "",
        "Skal læses: nye regler for kørsel i puljebiler",
        """
        Nøglen bookes sammen med bilen, og bilen sættes til opladning, når du er færdig.

        Glemmer du det to gange, ringer vi til dig. Reglerne er på to sider.
        """,
    ),
    _inside(
        "julefrokost",
        -2,
        "rosa",
        "",
        "Julefrokost: tilmeld dig senest fredag",
        """
        Kantinen skal vide, hvor mange vi bliver.

        Skriv, hvis du spiser uden kød, og om du kommer med eller uden ledsager.
        """,
    ),
    _inside(
        "byg-moede",
        -3,
        "mogens",
        "byg",
        "Referat fra personalemøde i Byg",
        """
        Vi har 31 åbne sager hver, og det er tre færre end i september.

        Telefonen er åben kl. 9-12 fra nu af. Resten af dagen er fri for opkald.
        """,
    ),
    _inside(
        "esdh-skift",
        -4,
        "signe",
        "it",
        "ESDH er lukket lørdag kl. 6-14",
        """
        Vi skifter version. Læg ikke store filer ind fredag eftermiddag.

        Mandag morgen går vi rundt med hjælp. Vejledningen ligger på drift-sagen.
        """,
    ),
    _inside(
        "vinterberedskab",
        -6,
        "birte",
        "vej_park",
        "Vinterberedskabet er på plads",
        """
        38 chauffører, 11 biler og 1.900 ton salt.

        Vagtlisten hænger i skuret og ligger i kalenderen. Byt kun gennem vagtlederen.
        """,
    ),
    _inside(
        "kvalitet",
        -7,
        "bo",
        "aeldre_sundhed",
        "Kvalitetsstandarder 2027 er i høring",
        """
        Tak for jeres bidrag. Det er blevet lettere at læse.

        Vi samler op efter høringen og fortæller, hvad der blev ændret.
        """,
    ),
    _inside(
        "visitation",
        -8,
        "vibe",
        "visitation",
        "Ny måde at skrive begrundelser på",
        """
        Begynd med, hvad borgeren får. Skriv derefter hvorfor.

        To eksempler er vedlagt. De er skrevet om fra rigtige sager, så ingen kan kendes.
        """,
    ),
    _inside(
        "oekonomi",
        -10,
        "pia",
        "oekonomi",
        "Budgetopfølgning 3 er færdig",
        """
        Driften slutter 4,1 mio. kr. under budget, hvis intet ændrer sig.

        Regnearket er låst. Fejl meldes til Rasmus Regneark.
        """,
    ),
    _inside(
        "aabenhed",
        -12,
        "jens",
        "politisk_sekretariat",
        "Aktindsigt: husk listen fra første dag",
        """
        Lav listen over dokumenter, samme dag anmodningen kommer. Så kan vi give de lette
        med det samme.

        Fristen er syv arbejdsdage. Ring til sekretariatet, før den er brugt.
        """,
    ),
)
