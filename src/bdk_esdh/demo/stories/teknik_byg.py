"""Byg: two building permits."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US, APPEAL_BUILDING, PARTY_HEARING

_IDA = citizen("ida", "Ansøger")
_BENT = citizen("bent", "Part")
_NORDBYG = organisation("nordbyg")

_CARPORT = StoryCase(
    key="carport",
    title="Opførelse af carport, Algade 312, Brønderslev",
    description="Fritliggende carport på 38 m2 med skur, 2,2 m fra skel mod nr. 310.",
    kle_subject="02.34.02",
    kle_facet="P19",
    responsible_unit="byg",
    caseworker="karla",
    state="informed",
    opened=-15,
    due_in=20,
    parties=(
        StoryParty("ida", "citizen", "primary_party", "Ansøger"),
        StoryParty("bent", "citizen", "secondary_party", "Nabo"),
    ),
)

_LAGERHAL = StoryCase(
    key="lagerhal",
    title="Opførelse af lagerhal, Erhvervsparken 140, Hjallerup",
    description="Lagerhal på 1.450 m2 med to porte mod vest og kontor i nordenden.",
    kle_subject="02.34.02",
    kle_facet="P19",
    responsible_unit="byg",
    caseworker="karla",
    state="decided",
    opened=-46,
    due_in=38,
    retention_code="B",
    parties=(StoryParty("nordbyg", "organisation", "primary_party", "Ansøger"),),
)

CASES = (_CARPORT, _LAGERHAL)

DOCUMENTS = (
    *file_on(
        _CARPORT,
        received(
            1,
            "Ansøgning om carport",
            -15,
            _IDA,
            """
            Jeg søger om at opføre en carport med skur i min indkørsel.

            | Oplysning | Svar
            | Ejendom | Algade 312, matr. 14ab Fiktiv By
            | Størrelse | 38 m2, heraf 8 m2 skur
            | Højde | 2,45 m ved skel, 2,80 m ved kip
            | Afstand til skel | 2,2 m mod nr. 310
            | Materialer | Træ, tag af sort tagpap
            | Regnvand | Ledes til eksisterende faskine

            Begge biler holder i dag på Algade, hvor der er trangt om vinteren. Jeg vil
            gerne bygge i foråret 2027 og har vedlagt en skitse set fra vejen.
            """,
            file_kind="html",
        ),
        internal(
            2,
            "Screening af ansøgning om carport",
            -14,
            """
            # Hvad der er søgt om

            Carport med skur, i alt 38 m2. Grunden er 812 m2, og der er i forvejen et
            udhus på 11 m2. Den samlede småbebyggelse bliver 49 m2 og ligger dermed
            under 50 m2.

            # Vurdering

            Lokalplan 388 kræver tage i sort eller grå. Det er opfyldt. Højden på 2,45 m
            ved skel kan accepteres, men ansøgningen siger intet om fundamentet. Der
            ligger en fælles regnvandsledning 1,9 m fra skel, så vi må se et snit.

            # Det videre

            Naboen i nr. 310 orienteres, fordi skuret får dør mod skel. Karla beder om
            snittegning, når nabofristen er ude.
            """,
            file_kind="odt",
        ),
        sent(
            3,
            "Naboorientering om carport på Algade 312",
            -12,
            _BENT,
            """
            Vi har modtaget en ansøgning om at bygge en carport med skur på Algade 312.
            Skuret får en dør mod dit skel og kommer til at stå 2,2 meter fra det.

            Du får tegningen med brevet, så du kan se, hvordan byggeriet vil se ud fra
            din side. Højden ved skel bliver 2,45 meter. Tagvandet løber til en faskine
            i ansøgerens have og må ikke ende hos dig.

            Har du bemærkninger, skal vi have dem senest {-4}. Du behøver ikke svare,
            hvis du ingen har.
            """
            + PARTY_HEARING
            + ANSWER_US,
        ),
        received(
            4,
            "Svar på naboorientering",
            -9,
            _BENT,
            """
            Tak for brevet og tegningen.

            Jeg har set på skitsen sammen med min nabo, og jeg har ingen bemærkninger
            til carporten. Jeg vil dog gerne vide, hvornår der bliver gravet, da min
            hæk har rødder ind over skellet.
            """,
            file_kind="scan-pdf",
        ),
        sent(
            5,
            "Vi mangler en snittegning af carporten",
            -7,
            _IDA,
            """
            Tak for din ansøgning. Den er næsten klar til at blive afgjort, men vi kan
            ikke se, hvor dybt fundamentet går. Det har betydning, fordi der ligger en
            fælles regnvandsledning tæt på skellet.

            # Det skal du sende

            - En snittegning i mål 1:50, der viser fundamentets dybde og bredde.
            - En plan, hvor afstanden til regnvandsledningen er skrevet på.

            Send tegningerne senest {+7}. Kan du ikke nå det, så ring til mig. Vi
            venter gerne, men sagen ligger stille så længe.
            """
            + ANSWER_US,
            earlier=(Earlier(-8, "Første udkast", 3),),
        ),
        received(
            6,
            "Supplerende tegninger til carport",
            -3,
            _IDA,
            """
            Hermed de tegninger, I bad om i jeres brev.

            Planen viser, at der er 1,3 meter fra det nærmeste punktfundament til
            regnvandsledningen. Tømreren når først at lave snittegningen i næste uge,
            så den eftersender jeg. Han oplyser, at fundamentet går 90 cm ned.

            Bilag: plan i mål 1:100, facade mod vej, facade mod nord.
            """,
            file_kind="scan-pdf",
            state="assigned",
            journal_day=-3,
        ),
        sent(
            7,
            "Udkast til byggetilladelse til carport",
            -1,
            _IDA,
            """
            Du får tilladelse til at opføre en carport med skur på i alt 38 m2 på
            Algade 312. Tilladelsen gives efter byggeloven § 16.

            # Vilkår

            - Fundamentet må ikke gå dybere end 90 cm og skal holdes mindst 1 meter fra
            regnvandsledningen.
            - Taget skal være sort eller gråt, som lokalplan 388 kræver.
            - Tagvandet ledes til faskinen på egen grund.
            - Et hegn mod vej må højst være 1 meter, hvor bilerne kører ud.

            # Begrundelse

            Bebyggelsen holder sig under 50 m2 småbygninger, og naboen har ikke haft
            indvendinger. Vi har lagt vægt på, at udsynet fra indkørslen bliver bedre,
            end det er i dag.
            """
            + APPEAL_BUILDING,
            state="draft",
            file_kind="docx",
            on_postlist=False,
            earlier=(
                Earlier(-3, "Første udkast", 1),
                Earlier(-2, "Vilkår om fundament tilføjet", 4),
            ),
        ),
    ),
    *file_on(
        _LAGERHAL,
        received(
            1,
            "Ansøgning om byggetilladelse til lagerhal",
            -46,
            _NORDBYG,
            """
            Nordbyg Attrap ApS søger om byggetilladelse til en lagerhal på vores grund i
            Erhvervsparken.

            Hallen bliver 29 x 50 meter med en kiphøjde på 8,4 meter. Den opføres i stål
            med facader i mørkegrå plader. Der er to porte mod vest og et kontor på
            46 m2 i nordenden. Vi regner med seks medarbejdere og omkring ti lastbiler
            om dagen, alle mellem kl. 6 og 18.

            Vedlagt er situationsplan, plan, snit, facader, brandstrategi og en
            beregning af regnvandet. Vi håber at kunne støbe sokkel inden jul.
            """,
            released=True,
        ),
        sent(
            2,
            "Kvittering for ansøgning om lagerhal",
            -44,
            _NORDBYG,
            """
            Vi har modtaget jeres ansøgning om en lagerhal i Erhvervsparken 140.

            Servicemålet for erhvervsbyggeri er 50 arbejdsdage fra den dag, materialet
            er fuldt oplyst. Vi gennemgår tegningerne nu og skriver inden {-36}, hvis
            noget mangler.
            """
            + ANSWER_US,
            released=True,
        ),
        internal(
            3,
            "Brandteknisk gennemgang af lagerhal",
            -38,
            """
            Gennemgang af brandstrategien for hallen sammen med Beredskabet.

            - Oplag højst 4 meter i reoler, ingen brandfarlige væsker.
            - Flugtveje: to døre mod øst, én mod nord. Største afstand er 31 meter.
            - Brandvæsenet kan køre hele vejen rundt om hallen, når den sydlige
            belægning gøres 4 meter bred.

            Konklusion: strategien kan godkendes, når belægningen rettes på planen.
            """,
            file_kind="txt",
        ),
        received(
            4,
            "Revideret situationsplan for lagerhal",
            -30,
            _NORDBYG,
            """
            Hej Karla

            Som aftalt i telefonen har vores arkitekt gjort belægningen syd for hallen
            4 meter bred. Det koster os tre p-pladser, så vi flytter dem om mod øst.
            Ny situationsplan er vedhæftet.

            Resten af materialet er uændret.
            """,
            file_kind="eml",
            enclosure="""
            # Situationsplan, rettet

            - Belægning syd for hallen: græsarmeringssten, 4 meter bred.
            - Tre p-pladser er flyttet mod øst, til rækken langs beplantningsbæltet.
            - Brandvejen er stadig 3,5 meter og fri for oplag.
            """,
        ),
        internal(
            5,
            "Notat om afvanding fra Erhvervsparken",
            -22,
            """
            # Spørgsmål

            Kan bassin 7 tage regnvandet fra yderligere 2.300 m2 tag og belægning?

            # Svar fra Forsyning og Affald

            Bassinet er bygget til en befæstelse på 60 %. Med hallen kommer grunden op
            på 57 %. Der er plads, men der er ikke plads til mere på denne grund.

            # Følger for tilladelsen

            Der sættes vilkår om, at yderligere befæstelse kræver ny beregning.
            """,
            file_kind="docx",
            earlier=(
                Earlier(-24, "Spørgsmålet stillet", 2),
                Earlier(-23, "Svar indsat", 4),
            ),
        ),
        sent(
            6,
            "Byggetilladelse til lagerhal i Erhvervsparken",
            -3,
            _NORDBYG,
            """
            I får tilladelse til at opføre en lagerhal på 1.450 m2 på Erhvervsparken
            140, Hjallerup. Tilladelsen gives efter byggeloven § 16 og gælder i ét år
            til påbegyndelse.

            # Vilkår

            - Byggeriet udføres efter tegningerne af {-46} og situationsplanen af {-30}.
            - Belægningen rundt om hallen skal være mindst 4 meter bred og kunne bære et
            brandkøretøj.
            - Mere befæstet areal end 57 % kræver, at I sender en ny beregning af
            regnvandet.
            - Porte mod vest holdes lukket mellem kl. 18 og 6.
            - Færdigmelding sendes, før hallen tages i brug.

            # Begrundelse

            Hallen ligger i et område, som lokalplan 402 udlægger til lager og let
            industri. Højden er under lokalplanens 8,5 meter. Brandstrategien er
            gennemgået, og bassinet har plads til regnvandet. Naboerne er andre
            virksomheder, og trafikken kører ad Erhvervsparkens egen vej.

            # Gebyr

            Behandlingen har taget 11 timer. I får en særskilt opkrævning.
            """
            + APPEAL_BUILDING,
            released=True,
            earlier=(Earlier(-6, "Udkast til kollegial gennemlæsning", 6),),
        ),
    ),
)
