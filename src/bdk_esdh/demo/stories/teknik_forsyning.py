"""Forsyning og Affald: a wastewater plan in hearing, and a recycling centre."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US

_SPILDEVAND = StoryCase(
    key="spildevand",
    title="Spildevandsplan, tillæg 3: Klokkerholm",
    description="Separering af kloakken i den vestlige del af Klokkerholm, 214 huse.",
    kle_subject="06.00.05",
    kle_facet="P16",
    responsible_unit="forsyning",
    caseworker="grete",
    state="informed",
    opened=-120,
    due_in=45,
    retention_code="B",
)

_GENBRUG = StoryCase(
    key="genbrug",
    title="Åbningstider på genbrugspladsen i Asaa",
    description="Forsøg med lørdagsåbent vinteren over.",
    kle_subject="07.04.20",
    kle_facet="G01",
    responsible_unit="forsyning",
    caseworker="anders",
    state="effected",
    opened=-58,
)

CASES = (_SPILDEVAND, _GENBRUG)

DOCUMENTS = (
    *file_on(
        _SPILDEVAND,
        internal(
            1,
            "Forslag til spildevandsplan, tillæg 3",
            -48,
            """
            # Hvorfor et tillæg

            Kloakken i den vestlige del af Klokkerholm er fra 1962. Regn og spildevand
            løber i samme rør, og ved kraftig regn løber det over i bækken, i snit 19
            gange om året. Det skal ned på to.

            # Hvad der skal ske

            Gaderne får to rør: ét til spildevand og ét til regn. Regnvandet ledes til et
            nyt bassin på 3.100 m3 ved Stadionvej, hvor det renses, før det løber ud.

            | Etape | Gader | Huse | Tid
            | 1 | Byvej, Kirkevænget | 61 | 2027
            | 2 | Stadionvej, Skolevænget | 88 | 2028
            | 3 | Mosebakken, Lærkevej | 65 | 2029

            # Hvad det betyder for den enkelte

            Alle 214 ejere skal skille regn og spildevand på egen grund. Det koster
            typisk mellem 25.000 og 60.000 kr. Ejere kan vælge at nedsive regnvandet,
            hvis jorden kan tage det, og får da en del af tilslutningsbidraget tilbage.

            # Betaling

            Forsyningen betaler rør i vejen og bassin, i alt 46 mio. kr. Udgiften dækkes
            af taksten.

            # Hjemmel og høring

            Planen laves efter miljøbeskyttelsesloven § 32. Forslaget er i høring i mindst
            otte uger. En screening viser, at der ikke skal laves miljøvurdering, fordi
            planen mindsker udledningen.
            """,
            document_type="plan",
            released=True,
            earlier=(
                Earlier(-70, "Kladde til forsyningen", 8),
                Earlier(-55, "Efter møde med forsyningen", 12),
            ),
        ),
        sent(
            2,
            "Høring af spildevandsplan, tillæg 3",
            -44,
            (organisation("naboraad"), organisation("forsyning")),
            """
            Byrådet har besluttet at sende forslag til tillæg 3 i høring. Alle kan svare
            frem til {+15}.

            Vi holder borgermøde i skolens aula {-30} kl. 19, hvor I kan se kortet for
            hver gade. Kom også, hvis I bare vil vide, hvornår der bliver gravet hos jer.
            """,
            released=True,
        ),
        received(
            3,
            "Høringssvar om rækkefølgen i Klokkerholm",
            -26,
            organisation("naboraad"),
            """
            Borgerforeningen takker for et godt møde. Vi støtter planen, men beder om at
            få byttet om på etape 1 og 2.

            Skolevænget står under vand, hver gang det skybruder, og her bor de fleste
            børnefamilier. Byvej har derimod ikke haft vand i kældrene siden 2014. Vi
            beder også om, at gaderne ikke graves op i skoletiden.
            """,
            released=True,
        ),
        received(
            4,
            "Høringssvar om udgifter til separering",
            -18,
            citizen("asta", "Borgerhenvendelse"),
            """
            Til kommunen

            Jeg er folkepensionist og ejer et hus i Klokkerholm, som jeg lejer ud til min
            datter. 60.000 kr. er mange penge. Kan man betale i rater, og kan flere
            naboer gå sammen om en entreprenør, så det bliver billigere?

            Jeg kunne ikke komme til mødet.
            """,
            file_kind="scan-pdf",
        ),
        received(
            5,
            "Teknisk bemærkning om bassin ved Stadionvej",
            -12,
            organisation("forsyning"),
            """
            Hej Grete

            Vores rådgiver har set på bassinet. Grundvandet står kun 1,1 meter under
            terræn om vinteren, så bassinet skal have tæt bund, eller også skal det være
            30 % større og fladere. Det sidste er billigst over 50 år.

            Der er plads, hvis boldbane 3 flyttes 14 meter mod nord. Det har vi ikke talt
            med idrætsforeningen om endnu.
            """,
            file_kind="eml",
            released=True,
        ),
        internal(
            6,
            "Notat om etaper og rater i Klokkerholm",
            -9,
            """
            # Bytte om på etaperne

            Det kan lade sig gøre, når bassinet bygges først. Det udsætter start med fire
            måneder, men giver Skolevænget tørre kældre et år før.

            # Rater

            Kommunen kan give lån til folkepensionister til betaling af bidrag. Det
            gælder ikke arbejdet på egen grund. Her kan vi hjælpe med fælles udbud, som
            man gjorde i Jerslev, hvor prisen faldt med en fjerdedel.
            """,
            file_kind="docx",
        ),
        sent(
            7,
            "Svar om betaling for separering",
            -5,
            citizen("asta", "Borger"),
            """
            Tak for dit brev. Det tæller med som høringssvar, og du får her svar på dine
            spørgsmål.

            # Kan du betale i rater?

            Ikke til os, for det er dig selv, der bestiller arbejdet på din grund. Mange
            entreprenører tilbyder dog rater.

            # Kan naboer gå sammen?

            Ja. Vi samler gerne en liste over ejere, som vil være med i et fælles tilbud.
            I Jerslev blev prisen en fjerdedel lavere. Skriv eller ring til os, så sætter
            vi dig på listen.

            Byrådet behandler planen, når høringen er slut {+15}.
            """
            + ANSWER_US,
        ),
    ),
    *file_on(
        _GENBRUG,
        received(
            1,
            "Ønske om lørdagsåbent på genbrugspladsen",
            -58,
            citizen("rigmor", "Borgerhenvendelse"),
            """
            Hvorfor er genbrugspladsen i Asaa kun åben, når folk er på arbejde? Vi er
            mange med sommerhus, der kun er her i weekenden. I dag må vi køre affaldet
            med hjem til Aalborg.
            """,
            file_kind="html",
        ),
        internal(
            2,
            "Besøgstal for genbrugspladserne",
            -40,
            """
            | Plads | Besøg pr. uge | Heraf fredag | Ønsker om lørdag
            | Brønderslev | 1.460 | 412 | har åbent
            | Dronninglund | 890 | 251 | har åbent
            | Hjallerup | 640 | 180 | 22
            | Asaa | 210 | 96 | 71

            # Vurdering

            Asaa kan have åbent lørdag kl. 9-14 fra december til marts, hvis onsdag
            lukkes. Det kræver ikke flere timer. Sommeråbent er uændret.
            """,
            document_type="report",
            file_kind="odt",
            released=True,
            on_postlist=False,
        ),
        sent(
            3,
            "Svar om lørdagsåbent på genbrugspladsen",
            -21,
            citizen("rigmor", "Borger"),
            """
            Tak for din henvendelse. Du er ikke alene: 71 har ønsket det samme.

            Fra {+10} har genbrugspladsen i Asaa åbent hver lørdag kl. 9-14 vinteren
            over. Til gengæld er der lukket om onsdagen. Vi ser på besøgstallet i marts
            og beslutter så, om det skal fortsætte.
            """,
        ),
        sent(
            4,
            "Aftale om bemanding af genbrugspladsen i Asaa",
            -19,
            organisation("forsyning"),
            """
            Som aftalt på mødet flytter I bemandingen i Asaa fra onsdag til lørdag i
            perioden december til marts.

            Vi retter skilte og hjemmeside. Jeres vagtplan skal være hos os en uge før
            start. Besøg tælles automatisk ved porten, og vi deler tallene den første
            hverdag i måneden.
            """,
            released=True,
            earlier=(Earlier(-20, "Udkast til forsyningen", 1),),
        ),
    ),
)
