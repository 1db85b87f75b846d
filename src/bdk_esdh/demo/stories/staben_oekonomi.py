"""Staben: a sale of land and the budget follow-up."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import organisation

_SALG = StoryCase(
    key="erhvervsareal",
    title="Salg af ejendom",
    description="Salg af erhvervsjord efter udbud. Bud og priser er fortrolige.",
    kle_subject="13.06.02",
    kle_facet="G01",
    responsible_unit="oekonomi",
    caseworker="rasmus",
    state="informed",
    opened=-65,
    due_in=14,
    sensitivity="confidential",
    exemption_basis="Offentlighedsloven § 33",
    confidential_title="Salg af 18.400 m2 i Erhvervsparken til Nordbyg Attrap ApS",
    retention_code="B",
    parties=(StoryParty("nordbyg", "organisation", "primary_party", "Køber"),),
)

_BUDGET = StoryCase(
    key="budgetopfoelgning",
    title="Budgetopfølgning 3 pr. 30. september 2026",
    description="Forventet regnskab for drift og anlæg, alle udvalg.",
    kle_subject="00.01.10",
    kle_facet="S00",
    responsible_unit="oekonomi",
    caseworker="rasmus",
    state="decided",
    opened=-40,
    due_in=20,
    retention_code="B",
)

CASES = (_SALG, _BUDGET)

DOCUMENTS = (
    *file_on(
        _SALG,
        internal(
            1,
            "Vurdering af erhvervsjord",
            -65,
            """
            # Grunden

            18.400 m2 byggemodnet erhvervsjord i Erhvervsparkens tredje etape.

            # Pris

            Mægleren anslår 210-240 kr. pr. m2. Sidste salg i området var 218 kr. Grunden
            har en skrå nordside, som trækker ned. Mindsteprisen foreslås sat til 215 kr.

            # Fremgangsmåde

            Offentligt udbud efter kommunestyrelsesloven § 68. Annonce i to uger.
            """,
            file_kind="odt",
        ),
        sent(
            2,
            "Aftale om formidling af salg",
            -55,
            organisation("maegler"),
            """
            I skal stå for udbud og visning. Honoraret er 1,1 % af salgsprisen, dog
            mindst 35.000 kr. Alle bud afleveres lukket til os og åbnes {-30} kl. 10.

            Vi beder om en ugentlig status på skrift. Mindsteprisen må I ikke oplyse.
            """,
        ),
        received(
            3,
            "Bud på erhvervsjord",
            -31,
            organisation("nordbyg"),
            """
            Vi byder 226 kr. pr. m2, i alt 4.158.400 kr. uden moms, på betingelse af,
            at grunden kan overtages inden 1. april, og at der kan etableres en ekstra
            overkørsel mod syd.

            Finansieringen er på plads. Brev fra banken er vedlagt.
            """,
        ),
        internal(
            4,
            "Indstilling om salg til højeste bud",
            -10,
            """
            # To bud

            | Byder | Pris pr. m2 | I alt | Forbehold
            | A | 226 kr. | 4.158.400 kr. | Ekstra overkørsel
            | B | 219 kr. | 4.029.600 kr. | Ingen

            # Vurdering

            Vej & Park kan godkende overkørslen. Den koster køber 140.000 kr. Byder A er
            derfor bedst, og prisen ligger over mindsteprisen.

            # Indstilling

            Jorden sælges til byder A. Bebyggelsespligt i tre år, og kommunen har
            tilbagekøbsret.
            """,
            file_kind="docx",
            earlier=(Earlier(-14, "Før svar fra Vej & Park", 4),),
        ),
        internal(
            5,
            "Udkast til betinget skøde",
            -4,
            """
            # § 1 Det solgte

            Et areal på 18.400 m2, som udstykkes fra kommunens ejendom.

            # § 2 Prisen

            4.158.400 kr. uden moms. 10 % betales ved underskrift, resten ved overtagelse.

            # § 3 Betingelser

            Byrådets godkendelse. Udstykning. Byggeri skal være påbegyndt inden tre år,
            ellers kan kommunen købe tilbage til samme pris.

            # § 4 Jordforurening

            Køber kan træde tilbage, hvis oprensning koster mere end 300.000 kr.
            """,
            document_type="other",
            file_kind="docx",
            state="in_review",
            earlier=(
                Earlier(-7, "Juristens første udkast", 4),
                Earlier(-5, "Tilbagekøb tilføjet", 6),
            ),
        ),
    ),
    *file_on(
        _BUDGET,
        internal(
            1,
            "Samlet budgetopfølgning pr. 30. september 2026",
            -18,
            """
            # Hovedkonklusion

            Driften ventes at slutte 4,1 mio. kr. under budget. Anlæg ventes at bruge
            11,7 mio. kr. mindre end afsat, mest fordi to projekter flytter til 2027.

            # Drift, mio. kr.

            | Udvalg | Budget | Ventet | Afvigelse
            | Økonomiudvalget | 318,4 | 314,9 | -3,5
            | Teknik- og Miljøudvalget | 112,6 | 113,1 | 0,5
            | Børne- og Skoleudvalget | 702,3 | 700,2 | -2,1
            | Fritids- og Kulturudvalget | 64,8 | 64,6 | -0,2
            | Social- og Sundhedsudvalget | 741,0 | 741,0 | 0,0
            | Beskæftigelsesudvalget | 355,7 | 356,9 | 1,2
            | I alt | 2.294,8 | 2.290,7 | -4,1

            # Økonomiudvalget

            Der er færre udgifter til fælles it, og puljen til barsel bliver ikke brugt
            helt. 1,4 mio. kr. foreslås lagt i kassen.

            # Teknik- og Miljøudvalget

            Vintertjenesten i januar kostede 0,9 mio. kr. mere end et gennemsnitligt år.
            Det dækkes delvis af lavere priser på strøm til gadelys.

            # Børne- og Skoleudvalget

            Der er 38 færre elever end ventet. Skolerne har tilpasset holdene, så
            besparelsen er reel.

            # Beskæftigelsesudvalget

            Sygedagpenge ligger 1,2 mio. kr. over budget. Antallet af forløb er faldet
            siden juni, så afvigelsen ventes ikke at vokse.

            # Anlæg

            | Projekt | Rådighed | Forbrug | Bemærkning
            | Cykelsti Klokkerholm-Hjallerup | 14,0 | 13,6 | Åbner i november
            | Byggemodning, Hjallerup Øst | 9,0 | 1,1 | Afventer lokalplan 415
            | Tag på skole i Klokkerholm | 2,4 | 0,1 | Udføres sommeren 2027
            | Bassin ved Stadionvej | 3,0 | 0,0 | Afventer spildevandsplan

            # Likviditet

            Den gennemsnitlige kassebeholdning er 131 mio. kr., 6 mio. kr. mere end for
            et år siden.
            """,
            document_type="report",
            released=True,
            earlier=(
                Earlier(-24, "Uden anlæg", 20),
                Earlier(-21, "Til høring i direktionen", 24),
            ),
        ),
        internal(
            2,
            "Anlæg, oversigt pr. 30. september 2026",
            -18,
            """
            | Projekt | Bevilling | Forbrugt | Status
            | Cykelsti Klokkerholm-Hjallerup | 14,0 mio. kr. | 13,6 mio. kr. | Færdig
            | Byggemodning, Hjallerup Øst | 9,0 mio. kr. | 1,1 mio. kr. | Flyttes
            | Nyt tag i Klokkerholm | 2,4 mio. kr. | 0,1 mio. kr. | Udbud i foråret
            | Bassin ved Stadionvej | 3,0 mio. kr. | 0 kr. | Flyttes
            | Gadelys, sidste etape | 4,2 mio. kr. | 4,0 mio. kr. | Færdig
            | Legeplads i Asaa | 0,6 mio. kr. | 0,6 mio. kr. | Færdig

            Beløb er uden moms og i årets priser.
            """,
            document_type="report",
            file_kind="odt",
            released=True,
        ),
        internal(
            3,
            "Bemærkninger fra direktionen til budgetopfølgning 3",
            -18,
            """
            Direktionen drøftede udkastet og bad om to ting.

            - Skriv, hvorfor sygedagpenge ikke ventes at stige mere.
            - Vis, hvilke anlæg der flytter, og hvad det gør ved kassen i 2027.

            Begge dele er skrevet ind. Opfølgningen sendes til Økonomiudvalget.
            """,
            file_kind="txt",
        ),
        sent(
            4,
            "Orientering til fagudvalg om budgetopfølgning 3",
            -6,
            organisation("kreds"),
            """
            Økonomiudvalget har taget budgetopfølgningen til efterretning. Den kan læses
            på kommunens hjemmeside sammen med referatet.

            For skolerne betyder den, at 38 færre elever er regnet med, og at der ikke
            sker ændringer i budgettet resten af året.
            """,
            file_kind="eml",
            released=True,
        ),
    ),
)
