"""Vej & Park: next year's surfacing, speed by a school, and a container."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US, APPEAL_ROADS

_IDA = citizen("ida", "Ansøger")

_SLIDLAG = StoryCase(
    key="slidlag",
    title="Slidlag 2027",
    description="Udbud og program for nye slidlag på 27 km kommunevej.",
    kle_subject="05.01.08",
    kle_facet="G01",
    responsible_unit="vej_park",
    caseworker="birte",
    state="ordered",
    opened=-75,
    due_in=60,
)

_HASTIGHED = StoryCase(
    key="hastighed",
    title="Hastighed på Vestergade ved skolen",
    description="Henvendelser om fart forbi skolen; måling og forslag til bump.",
    kle_subject="05.13.10",
    kle_facet="G01",
    responsible_unit="vej_park",
    caseworker="birte",
    state="informed",
    opened=-40,
    due_in=12,
)

_CONTAINER = StoryCase(
    key="container",
    title="Container og stillads på Algade, uge 50",
    description="Råden over tre p-pladser i syv dage under arbejde på tag.",
    kle_subject="05.14.00",
    kle_facet="P19",
    responsible_unit="vej_park",
    caseworker="birte",
    state="opened",
    opened=-3,
    due_in=5,
    parties=(StoryParty("ida", "citizen", "primary_party", "Ansøger"),),
)

CASES = (_SLIDLAG, _HASTIGHED, _CONTAINER)

DOCUMENTS = (
    *file_on(
        _SLIDLAG,
        internal(
            1,
            "Tilstandsrapport for kommunens veje 2026",
            -75,
            """
            # Sammenfatning

            Kommunen har 1.021 km vej med fast belægning. Alle veje er kørt igennem med
            bil og kamera i foråret. 71 % er i god stand, 20 % skal have nyt slidlag
            inden for fem år, og 9 % er nedslidte.

            # Tilstand efter vejtype

            | Vejtype | Længde | God | Snart | Nedslidt
            | Større veje mellem byer | 214 km | 82 % | 14 % | 4 %
            | Mindre veje på landet | 522 km | 64 % | 25 % | 11 %
            | Byveje | 241 km | 75 % | 16 % | 9 %
            | Stier med asfalt | 44 km | 79 % | 13 % | 8 %

            # Efterslæb

            Det koster 61 mio. kr. at bringe de nedslidte veje i god stand. Efterslæbet
            er vokset med 3 mio. kr. siden 2024, fordi prisen på bitumen er steget mere
            end budgettet.

            # Anbefaling

            Tag de veje først, hvor et slidlag nu sparer en dyr opbygning senere. Det
            giver 27 km i 2027. Listen følger trafik og tilstand, ikke postnummer.

            | Nr. | Vej | Længde | Kvadratmeter | Trafik i døgnet
            | 1 | Thisevej | 4,1 km | 24.600 | 2.110
            | 2 | Asaavej, østlig del | 3,8 km | 22.800 | 1.840
            | 3 | Engvej | 3,2 km | 16.000 | 610
            | 4 | Byvej i Klokkerholm | 1,6 km | 9.900 | 1.320
            | 5 | Mosevej ved Agersted | 2,9 km | 13.100 | 430
            | 6 | Vestergade | 1,1 km | 8.200 | 3.050
            | 7 | Solsortevej | 0,9 km | 5.400 | 912
            | 8 | Serritslevvej | 3,7 km | 19.600 | 980
            | 9 | Øvrige 14 mindre strækninger | 5,7 km | 28.400 | under 400
            """,
            document_type="report",
            released=True,
        ),
        internal(
            2,
            "Program for slidlag 2027",
            -60,
            """
            # Forslag

            27 km vej for 14,2 mio. kr. Vestergade udsættes, til bumpene er afgjort, og
            Byvej udsættes, til kloakken er separeret.

            | Måned | Strækninger | Beløb
            | Maj | Thisevej, Serritslevvej | 5,1 mio. kr.
            | Juni | Asaavej, Engvej | 4,4 mio. kr.
            | August | Mosevej og mindre veje | 4,7 mio. kr.

            # Koordinering

            Ledningsejere har fået listen og skal melde gravearbejde, før der lægges
            asfalt. Der graves ikke i nyt slidlag de første fem år.
            """,
            file_kind="docx",
            released=True,
            earlier=(
                Earlier(-66, "Med Vestergade", 2, "Vestergade tages med i juni."),
                Earlier(-63, "Uden Byvej", 6),
            ),
        ),
        sent(
            3,
            "Opfordring til at give tilbud på slidlag 2027",
            -45,
            organisation("asfalt"),
            """
            I opfordres til at give tilbud på udlægning af 147.000 m2 slidlag i 2027.
            Udbuddet er begrænset, og tre firmaer er spurgt.

            Tilbud skal være modtaget senest {-24} kl. 12. Prisen vægter 70 %, tidsplan
            20 % og genbrug af asfalt 10 %. Spørgsmål stilles skriftligt senest {-33}.
            """,
            sensitivity="confidential",
        ),
        received(
            4,
            "Tilbud på slidlag 2027",
            -25,
            organisation("asfalt"),
            """
            Jævnt Vejmateriel A/S tilbyder hermed at udføre arbejdet.

            | Post | Mængde | Enhedspris | I alt
            | Fræsning | 31.000 m2 | 18,40 kr. | 570.400 kr.
            | Slidlag, landevej | 96.100 m2 | 82,10 kr. | 7.889.810 kr.
            | Slidlag, by | 51.300 m2 | 91,75 kr. | 4.706.775 kr.
            | Afspærring og skilte | 1 sum | - | 640.000 kr.
            | I alt uden moms | | | 13.806.985 kr.

            Vi bruger 22 % genbrugsasfalt. Tilbuddet står ved magt i 90 dage.
            """,
            sensitivity="confidential",
            exemption_basis="Offentlighedsloven § 30, nr. 2",
            confidential_title="Tilbud fra Jævnt Vejmateriel A/S på slidlag 2027",
        ),
        internal(
            5,
            "Evaluering af tilbud på slidlag",
            -20,
            """
            Tre tilbud er åbnet. Jævnt Vejmateriel A/S har 94 point af 100 og den laveste
            pris. De to andre får 88 og 81 point.

            Der er taget forbehold for levering af bitumen i ét tilbud. Det er prissat
            til 210.000 kr. Indstilling: ordren gives til laveste bud.
            """,
            file_kind="odt",
            sensitivity="confidential",
        ),
        sent(
            6,
            "Ordre på slidlag 2027",
            -8,
            organisation("asfalt"),
            """
            I får hermed ordren på slidlag i 2027. Teknik- og Miljøudvalget har godkendt
            programmet på sit møde.

            Første byggemøde er {+8} kl. 9 på Dronninglund Rådhus. Tag tidsplan,
            kontrolplan og navn på formand med. Gravetilladelser og skilteplan søger I
            selv.
            """,
            released=True,
        ),
    ),
    *file_on(
        _HASTIGHED,
        received(
            1,
            "Spørgsmål om hastighed på Vestergade",
            -40,
            citizen("henny", "Borgerhenvendelse"),
            """
            Jeg følger mit barnebarn i skole hver morgen. Bilerne kører alt for stærkt
            forbi skolen, især de håndværkere, der skal nå ud af byen inden kl. 8.

            I mandags blev vi næsten kørt ned på fortovet ved bageren. Hvad vil I gøre?
            """,
            file_kind="eml",
        ),
        internal(
            2,
            "Hastighedsmåling på Vestergade",
            -27,
            """
            # Måling

            To uger med radar ved skolen, begge retninger.

            | Tidsrum | Biler | Gennemsnit | 85 % kører under
            | Kl. 7-9 | 612 | 47 km/t | 56 km/t
            | Kl. 9-14 | 1.004 | 44 km/t | 52 km/t
            | Kl. 14-16 | 590 | 45 km/t | 53 km/t
            | Kl. 16-22 | 844 | 48 km/t | 58 km/t

            # Vurdering

            Skiltet siger 50, men vejen er så bred, at den indbyder til mere. Tre bump
            og en smallere kørebane vil bringe farten ned på omkring 38 km/t.
            """,
            document_type="report",
            released=True,
        ),
        sent(
            3,
            "Høring af politiet om bump på Vestergade",
            -19,
            organisation("politi"),
            """
            Vi ønsker at etablere tre bump og en hastighedszone på 40 km/t på Vestergade
            ud for skolen. Vi beder om jeres samtykke efter færdselsloven § 92 og § 100.

            Tegning og måling er vedlagt. Svar gerne inden {-5}.
            """,
            released=True,
        ),
        received(
            4,
            "Samtykke til bump på Vestergade",
            -6,
            organisation("politi"),
            """
            Politiet har ingen indvendinger mod bump på Vestergade, når de udføres til
            40 km/t og forsynes med belysning.

            Vi gør opmærksom på, at ambulancekørsel fra Nørregade bruger strækningen, og
            anbefaler runde bump frem for trapezbump.
            """,
            released=True,
        ),
        sent(
            5,
            "Foreløbigt svar om hastighed på Vestergade",
            -4,
            citizen("henny", "Borger"),
            """
            Tak for din henvendelse. Du har ret. Om morgenen kører hver syvende bil
            over 56 km/t forbi skolen.

            Vi foreslår tre runde bump og en zone med 40 km/t. Politiet har sagt ja.
            Teknik- og Miljøudvalget ser på det på mødet i december, og får vi pengene,
            kan bumpene ligge der til foråret. Indtil da står vores fartviser ved
            bageren.
            """
            + ANSWER_US,
        ),
    ),
    *file_on(
        _CONTAINER,
        received(
            1,
            "Ansøgning om container på Algade",
            -3,
            _IDA,
            """
            Jeg søger om at stille en container og et stillads på Algade i uge 50.

            | Spørgsmål | Svar
            | Hvad vil du stille på vejen? | Container, 10 m3, og stillads
            | Hvor? | De tre p-pladser ud for nr. 312
            | Fra | {+11}
            | Til | {+15}
            | Foto | fortov-algade.jpg

            Taget skal lægges om, og tømreren kan ikke komme ind fra haven.
            """,
            file_kind="html",
        ),
        sent(
            2,
            "Kvittering for ansøgning om råden over vejareal",
            -3,
            _IDA,
            """
            Vi har modtaget din ansøgning om container og stillads på Algade i uge 50.

            Du får svar inden syv arbejdsdage, altså senest {+5}. Vi spørger politiet, om
            pladserne kan undværes, fordi der er torvedag om lørdagen. Det koster ikke
            noget.
            """
            + ANSWER_US,
        ),
        sent(
            3,
            "Forespørgsel om p-pladser på Algade i uge 50",
            -2,
            organisation("politi"),
            """
            Vi har en ansøgning om at bruge tre p-pladser på Algade fra {+11} til {+15}
            til container og stillads. Fortovet bliver 1,4 meter bredt forbi stilladset.

            Har I bemærkninger til færdslen, beder vi om svar senest {+2}.
            """,
            file_kind="eml",
            released=True,
        ),
        sent(
            4,
            "Udkast til tilladelse til container på Algade",
            -1,
            _IDA,
            """
            Du får lov til at stille container og stillads på Algade fra {+11} til {+15}.
            Tilladelsen gives efter lov om offentlige veje § 80.

            # Vilkår

            - Fortovet skal være mindst 1,4 meter bredt.
            - Containeren skal have refleks i hjørnerne og må ikke stå på dæksler.
            - Lørdag skal stilladset lukkes af mod torvet.

            # Begrundelse

            Arbejdet kan ikke gøres fra haven, og der er andre p-pladser 80 meter væk.
            """
            + APPEAL_ROADS,
            state="draft",
            file_kind="docx",
            on_postlist=False,
        ),
    ),
)
