"""Byg: a demolition, an appeal and a confidential inspection."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US, APPEAL_BUILDING, PARTY_HEARING

_SVEND = citizen("svend", "Ansøger")
_GUDRUN = citizen("gudrun", "Part")

_NEDRIVNING = StoryCase(
    key="nedrivning",
    title="Nedrivning af landejendom, Thise",
    description="Stuehus fra 1911 og to længer. Stuehuset har bevaringsværdi 4.",
    kle_subject="02.34.30",
    kle_facet="P19",
    responsible_unit="byg",
    caseworker="karla",
    state="informed",
    opened=-31,
    due_in=2,
    retention_code="B",
    parties=(StoryParty("svend", "citizen", "primary_party", "Ansøger"),),
)

_UDHUS = StoryCase(
    key="udhus",
    title="Klage over afslag på udhus, Asaa",
    description="Klage over afslag på udhus på 54 m2 i sommerhusområde.",
    kle_subject="02.34.02",
    kle_facet="K02",
    responsible_unit="byg",
    caseworker="mogens",
    state="decided",
    opened=-28,
    due_in=10,
    parties=(StoryParty("rigmor", "citizen", "primary_party", "Klager"),),
)

_TILSYN = StoryCase(
    key="tilsyn",
    title="Tilsynssag om bygning, Agersted",
    description="Tilsyn efter henvendelse. Indeholder oplysninger om beboernes forhold.",
    kle_subject="02.34.02",
    kle_facet="K08",
    responsible_unit="byg",
    caseworker="karla",
    state="informed",
    opened=-24,
    due_in=6,
    sensitivity="confidential",
    exemption_basis="Offentlighedsloven § 30, nr. 1",
    confidential_title="Ulovlig beboelse i udhus, Mosevej 93, Agersted",
    parties=(StoryParty("gudrun", "citizen", "primary_party", "Ejer"),),
)

CASES = (_NEDRIVNING, _UDHUS, _TILSYN)

DOCUMENTS = (
    *file_on(
        _NEDRIVNING,
        received(
            1,
            "Anmeldelse af nedrivning af landejendom",
            -31,
            _SVEND,
            """
            Jeg anmelder hermed, at jeg vil rive stuehus og to længer ned på min ejendom
            ved Thise. Husene har stået tomme i seks år, og taget på østlængen faldt ned
            i efteråret.

            Jorden skal drives videre som mark. Brønden bliver sløjfet af en autoriseret
            brøndborer, og affaldet bliver sorteret efter kommunens anvisning.
            """,
            file_kind="scan-pdf",
        ),
        internal(
            2,
            "Besigtigelse af landejendom ved Thise",
            -25,
            """
            Besigtiget sammen med Museet Fundsted.

            # Stuehus, 1911

            Røde mursten på granitsokkel, oprindelige vinduer i gavlene. Taget er tæt på
            tre sider. Bevaringsværdi 4.

            # Længer

            Østlængen er styrtet sammen. Vestlængen har eternittag, som efter alderen
            må regnes for asbestholdigt.

            # Foto

            14 billeder er lagt på sagen. Der var ingen tegn på flagermus, men loftet
            kunne ikke undersøges helt.
            """,
            file_kind="odt",
        ),
        sent(
            3,
            "Høring om nedrivning af bevaringsværdigt stuehus",
            -22,
            organisation("museum"),
            """
            En ejer ønsker at rive et stuehus fra 1911 ned. Huset er i kommuneplanen
            registreret med bevaringsværdi 4, og I var med ved besigtigelsen.

            Vi beder om jeres vurdering af, hvad egnen mister, hvis huset forsvinder,
            og om dele af det bør måles op eller fotograferes først. Svar senest {-12}.
            """,
            released=True,
        ),
        received(
            4,
            "Udtalelse om stuehus fra 1911 ved Thise",
            -13,
            organisation("museum"),
            """
            Museet har set på stuehuset. Det er et af fire tilbage på egnen med
            granitsokkel og oprindelige vinduer, og det fortæller om tiden, da gårdene
            flyttede ud fra landsbyen.

            Vi anbefaler, at stuehuset bevares. Giver kommunen lov til nedrivning, bør
            det måles op, og vinduerne bør tilbydes til genbrug. Vi har ingen
            bemærkninger til længerne.
            """,
            released=True,
        ),
        sent(
            5,
            "Partshøring om afslag på nedrivning af stuehus",
            -10,
            _SVEND,
            """
            Vi overvejer at give dig lov til at rive længerne ned, men ikke stuehuset.
            Det sker på baggrund af museets udtalelse af {-13}, som du får med brevet.

            Stuehuset har bevaringsværdi 4. Kommuneplanen siger, at sådanne huse kun må
            rives ned, når de ikke med rimelige midler kan sættes i stand. Vores
            byggetekniker vurderer, at taget kan repareres for omkring 380.000 kr.

            Skriv til os senest {+1}, hvis du er uenig, eller hvis du kender forhold,
            vi ikke har set.
            """
            + PARTY_HEARING
            + ANSWER_US,
            earlier=(Earlier(-12, "Udkast uden museets udtalelse", 1),),
        ),
        received(
            6,
            "Spørgsmål til partshøring om stuehus",
            -2,
            _SVEND,
            """
            Hej

            Jeg har læst jeres brev. Jeg forstår ikke, hvordan I kommer frem til 380.000
            kr. Min egen håndværker siger det dobbelte, når også bjælkelaget er med.

            Kan jeg få en uge mere? Jeg venter på hans tilbud på skrift.
            """,
            file_kind="eml",
            state="received",
        ),
    ),
    *file_on(
        _UDHUS,
        sent(
            1,
            "Afslag på udhus i sommerhusområde",
            -28,
            citizen("rigmor", "Ansøger"),
            """
            Du får ikke tilladelse til at opføre et udhus på 54 m2 på din sommerhusgrund.

            # Begrundelse

            Bygningsreglementet tillader højst 50 m2 småbygninger på en sommerhusgrund,
            og der står allerede en carport på 20 m2. Med udhuset kommer du op på 74 m2.
            Vi kan kun dispensere efter byggeloven § 22, når hensynet bag reglen ikke
            bliver tilsidesat. Det gør det her, fordi grunden er smal, og udhuset tager
            udsigten fra stien langs stranden.

            # Hvad du kan gøre

            Et udhus på højst 30 m2 kan bygges uden dispensation. Ring gerne til mig,
            hvis du vil tale om en mindre løsning.
            """
            + APPEAL_BUILDING,
        ),
        received(
            2,
            "Klage over afslag på udhus",
            -14,
            citizen("rigmor", "Klager"),
            """
            Jeg klager over jeres afslag.

            To af mine naboer har fået lov til at bygge større udhuse, det ene så sent
            som sidste år. Stien langs stranden ligger ni meter lavere end min grund, så
            man kan ikke se udhuset dernede fra. Jeg beder jer komme ud og se på det.

            Jeg har ikke plads til mit bådudstyr på 30 m2.
            """,
            file_kind="scan-pdf",
        ),
        internal(
            3,
            "Genvurdering af klage over udhus",
            -9,
            """
            # Klagens punkter

            - Forskelsbehandling: de to udhuse er på 28 m2 og 30 m2. De krævede ikke
            dispensation. Sagerne er ikke ens.
            - Udsigten: besigtiget. Stien ligger 6-9 meter lavere. Udhuset kan ses fra
            en strækning på omkring 40 meter, mest om vinteren.

            # Indstilling

            Afslaget fastholdes. Hensynet til udsigten vejer mindre end antaget, men
            størrelsen alene er nok til afslag.
            """,
            file_kind="docx",
            earlier=(Earlier(-11, "Før besigtigelsen", 2),),
        ),
        sent(
            4,
            "Klagen over afslag på udhus er sendt videre",
            -7,
            citizen("rigmor", "Klager"),
            """
            Vi har set på sagen igen og været ude ved din grund {-10}. Vi fastholder
            afslaget, fordi den samlede småbebyggelse bliver 74 m2.

            Du har ret i, at udhuset kun kan ses fra en kort del af stien. Det har vi
            skrevet i vores bemærkninger til Nævnenes Hus, som har fået klagen i dag. Du
            hører fra dem.
            """,
        ),
        sent(
            5,
            "Oversendelse af klage over afslag på udhus",
            -7,
            organisation("naevn"),
            """
            Hermed sendes en klage over vores afslag af {-28} på et udhus på 54 m2.

            Klagen er modtaget {-13}, altså inden fristen. Vi fastholder afgørelsen og
            henviser til begrundelsen i den. Ved besigtigelsen fandt vi, at udsigten fra
            stien bliver mindre påvirket end antaget. Det ændrer ikke resultatet.

            Vedlagt: sagens dokumenter i datoorden, fotos og kort.
            """,
        ),
    ),
    *file_on(
        _TILSYN,
        received(
            1,
            "Henvendelse om brug af bygning",
            -24,
            citizen("egon", "Borgerhenvendelse"),
            """
            Jeg skriver, fordi der vist bor nogen i udhuset på Mosevej 93. Der er lys om
            natten, og der står to barnevogne ved døren. Der er ingen skorsten, men en
            ovn med et rør ud ad vinduet.

            Jeg vil gerne være anonym over for ejeren.
            """,
            file_kind="scan-pdf",
        ),
        sent(
            2,
            "Varsel om tilsyn",
            -20,
            _GUDRUN,
            """
            Vi kommer på tilsyn på Mosevej 93 den {-14} kl. 10. Vi vil se på, om udhuset
            bruges til beboelse. Tilsynet sker efter byggeloven § 16 a.

            Du må gerne være til stede og have en med. Passer tiden ikke, så ring senest
            dagen før.
            """,
        ),
        internal(
            3,
            "Tilsynsnotat, Mosevej 93",
            -14,
            """
            Til stede: ejeren og to voksne beboere med et barn på ti måneder.

            # Forhold på stedet

            Udhuset er 32 m2, uden brandvæg mod laden og med én udgang. Der er sat en
            brændeovn op uden skorsten. Ejeren oplyser, at familien flyttede ind i
            august, fordi de mistede deres lejlighed.

            # Notat om personer

            Ejer: Gudrun Gåde, 741169-0005. Beboerne ønsker ikke at få navn på sagen.
            De har fået nummeret til Borgerservice om midlertidig bolig.

            # Vurdering

            Ovnen er farlig og skal slukkes straks. Det blev lovet på stedet.
            """,
            file_kind="odt",
            sensitivity="sensitive",
        ),
        internal(
            4,
            "Telefonnotat om midlertidig bolig",
            -11,
            """
            Samtale med Borgerservice. Familien har fået anvist en lejlighed fra den
            første i næste måned. Ovnen er afmonteret, og der er stillet to elradiatorer
            op. Ejeren sender billeder.
            """,
            file_kind="txt",
        ),
        sent(
            5,
            "Partshøring om påbud",
            -4,
            _GUDRUN,
            """
            Vi overvejer at påbyde dig at stoppe brugen af udhuset til beboelse senest
            {+15}. Udhuset har kun én udgang og ingen brandvæg, og det er ikke godkendt
            til at bo i.

            Vi ved, at familien flytter, og fristen er sat efter det. Du får notatet fra
            tilsynet med brevet. Skriv til os senest {+6}, hvis du er uenig.
            """
            + PARTY_HEARING
            + ANSWER_US,
            earlier=(Earlier(-6, "Udkast", 1),),
        ),
    ),
)
