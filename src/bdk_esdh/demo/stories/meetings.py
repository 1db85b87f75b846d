"""One meeting behind and one ahead for each committee, with all their points."""

from bdk_esdh.demo.stories.committees import with_standing_items
from bdk_esdh.demo.stories.model import StoryItem, StoryMeeting

_NO_STAFF = "Ingen."

_LOCAL_PLAN = (
    "Forslag til lokalplan 415 har været i offentlig høring i otte uger. Der kom 17 "
    "svar. De er gengivet og vurderet i hvidbogen.\n\n"
    "To vejudlæg er flyttet 12 meter mod vest, så to gamle ege kan blive stående. "
    "Langs Haveforeningen Mågebakken må husene kun have én etage, og regnvandsbassinet "
    "er gjort 300 m3 større. Ønsket om en vej øst om mosen er undersøgt. Den koster "
    "9,6 mio. kr. mere og går gennem et beskyttet område.\n\n"
    "Ændringerne kræver ikke ny høring efter planloven § 27."
)

_FINANCE_PAST = StoryMeeting(
    key="oek-forrige",
    committee="oekonomiudvalget",
    state="held",
    day=-6,
    weekday=2,
    published=-13,
    absent=("demo",),
    items=with_standing_items(
        StoryItem(
            title="Budgetopfølgning 3 pr. 30. september 2026",
            summary="Driften ventes at slutte 4,1 mio. kr. under budget. Sygedagpenge "
            "ligger 1,2 mio. kr. over.",
            presentation="Staben har gjort forventet regnskab op for alle udvalg.\n\n"
            "Mindreforbruget kommer især fra Økonomiudvalgets egen ramme og fra "
            "skolerne, hvor der er 38 færre elever end ventet. På anlæg flytter "
            "byggemodningen i Hjallerup Øst og bassinet ved Stadionvej til 2027.",
            recommendation="Staben foreslår, at opfølgningen tages til efterretning, og "
            "at 1,4 mio. kr. lægges i kassen.",
            economy="Økonomi bemærker, at kassebeholdningen i snit er 131 mio. kr.",
            personnel=_NO_STAFF,
            resolution="Taget til efterretning. 1,4 mio. kr. lægges i kassen.",
            routing="ØK",
            case="budgetopfoelgning",
            documents=("budgetopfoelgning-1", "budgetopfoelgning-2"),
        ),
        StoryItem(
            title="Skift til ny version af ESDH",
            summary="Sags- og dokumentsystemet skifter version en lørdag. Systemet er lukket i otte timer.",
            presentation="Prøven på en kopi af data er gået godt. Alle filer bliver "
            "kontrolleret med kontrolsum før og efter, og afviger én, rulles der "
            "tilbage. Borgere kan sende ansøgninger imens; de lægges i kø.",
            recommendation="Staben foreslår, at planen godkendes.",
            economy="Udgiften på 180.000 kr. holdes inden for rammen til fælles it.",
            personnel="Otte medarbejdere arbejder om lørdagen mod fri senere.",
            resolution="Godkendt.",
            routing="ØK",
            case="esdh-drift",
            documents=("esdh-drift-1",),
        ),
        StoryItem(
            title="Takster 2027 for lån af lokaler",
            summary="Taksterne følger prisudviklingen på 2,9 %.",
            presentation="Klokkerholm Attrap Idræt har spurgt, om hold for folk over 60 "
            "år kan låne gratis. Fritids- og Kulturudvalget har ikke behandlet "
            "spørgsmålet.",
            recommendation="Fritids- og Kulturudvalget indstiller, at taksterne godkendes.",
            economy="Taksterne giver samme indtægt som i år.",
            personnel=_NO_STAFF,
            resolution="Udsat. Forvaltningen regner på gratis timer for hold over 60 år.",
            routing="FK/ØK",
            case="takster",
            documents=("takster-1", "takster-2"),
        ),
        StoryItem(
            title="Ansættelse af byplanlægger: opnormering",
            presentation="Udvalget orienteres om ansøgerfeltet og om løn i forhold til rammen.",
            recommendation="Forvaltningen foreslår, at stillingen kan besættes på specialistniveau.",
            resolution="Godkendt.",
            routing="ØK",
            case="stilling",
            documents=("stilling-2",),
            closed_session=True,
            closed_reason="personnel",
        ),
        absent="Tove Demo (Liste Y) var fraværende.",
        information="Borgmesteren orienterede om mødet med Region Nordjylland og om "
        "åbningen af cykelstien mellem Klokkerholm og Hjallerup.",
        held=True,
    ),
)

_FINANCE_NEXT = StoryMeeting(
    key="oek-naeste",
    committee="oekonomiudvalget",
    state="published",
    day=5,
    weekday=2,
    published=-1,
    items=with_standing_items(
        StoryItem(
            title="Endelig vedtagelse af lokalplan 415: boligområde i Hjallerup Øst",
            summary="Planen har været i høring i otte uger. 17 svar er behandlet i "
            "hvidbogen, og to vejudlæg er flyttet.",
            presentation=_LOCAL_PLAN,
            recommendation="Teknik- og Miljøudvalget indstiller, at lokalplan 415 "
            "vedtages med de ændringer, der står i hvidbogen.",
            economy="Økonomi bemærker, at byggemodning er afsat med 9,0 mio. kr. i 2027.",
            personnel=_NO_STAFF,
            routing="TM/ØK/BY",
            case="lokalplan",
            documents=("lokalplan-1", "lokalplan-7"),
        ),
        StoryItem(
            title="Takster 2027 for lån af lokaler",
            summary="Taksterne følger prisudviklingen på 2,9 %. Foreninger for børn og "
            "unge betaler fortsat ikke.",
            presentation="Punktet blev udsat på sidste møde. Forvaltningen har siden "
            "regnet på lån til hold for folk over 60 år: gratis lån koster 133.920 kr. "
            "om året, halv takst koster 66.960 kr.",
            recommendation="Forvaltningen foreslår, at taksterne godkendes, og at hold "
            "over 60 år betaler halv takst i 2027.",
            economy="Økonomi bemærker, at halv takst kan dækkes af mindreforbruget i 2027, men ikke varigt.",
            personnel=_NO_STAFF,
            routing="FK/ØK",
            case="takster",
            documents=("takster-1", "takster-2"),
        ),
        StoryItem(
            title="Tilskud til foreninger 2027: valg af model",
            summary="Der er søgt om mere, end der er afsat. Tre modeller er regnet igennem.",
            presentation="Rammen er 3,9 mio. kr. Ansøgningerne løber op i 4,3 mio. kr., "
            "og fristen er endnu ikke udløbet. Model A fortsætter som i år og mangler "
            "400.000 kr. Model B giver lokaler først. Model C sætter alt ned.",
            recommendation="Forvaltningen foreslår model B, fordi foreningerne allerede "
            "har fået tilsagn om to tredjedele af udgiften til lokaler.",
            economy="Alle modeller undtagen A holder rammen.",
            personnel=_NO_STAFF,
            routing="FK/ØK",
            case="foreningstilskud",
            documents=("foreningstilskud-1",),
        ),
        StoryItem(
            title="Salg af 18.400 m2 i Erhvervsparken til højeste bud",
            neutral_title="Salg af ejendom",
            presentation="Grunden har været udbudt offentligt efter "
            "kommunestyrelsesloven § 68. Der er kommet to bud. Det højeste er 226 kr. "
            "pr. m2.",
            recommendation="Staben foreslår, at jorden sælges til højeste bud.",
            economy="Indtægten er 4.158.400 kr. uden moms.",
            routing="ØK/BY",
            case="erhvervsareal",
            documents=("erhvervsareal-4", "erhvervsareal-5"),
            closed_session=True,
            closed_reason="property_sale",
        ),
        information="Orientering om likviditeten og om byrådets møde i december.",
    ),
)

_ENVIRONMENT_PAST = StoryMeeting(
    key="tm-forrige",
    committee="teknik-og-miljoeudvalget",
    state="approved",
    day=-8,
    weekday=0,
    published=-15,
    items=with_standing_items(
        StoryItem(
            title="Endelig vedtagelse af lokalplan 415: boligområde i Hjallerup Øst",
            summary="17 høringssvar er behandlet i hvidbogen, og to vejudlæg er flyttet.",
            presentation=_LOCAL_PLAN,
            recommendation="Forvaltningen foreslår, at planen indstilles vedtaget.",
            economy="Byggemodning er afsat på anlægsbudgettet.",
            personnel=_NO_STAFF,
            resolution="Indstilles godkendt. Otto Opfundet (Liste Z) stemte imod.",
            minority_statement="Vejen bør føres øst om mosen.",
            routing="TM/ØK/BY",
            case="lokalplan",
            documents=("lokalplan-1", "lokalplan-7"),
        ),
        StoryItem(
            title="Program for slidlag 2027",
            summary="27 km vej får nyt slidlag for 14,2 mio. kr.",
            presentation="9 % af vejene er nedslidte. Programmet tager de strækninger "
            "først, hvor et slidlag nu sparer en dyr opbygning senere.\n\n"
            "Vestergade venter på beslutning om bump, og Byvej i Klokkerholm venter på, "
            "at kloakken er separeret.",
            recommendation="Forvaltningen foreslår, at programmet godkendes.",
            economy="Udgiften holdes inden for puljen til vejvedligehold.",
            personnel=_NO_STAFF,
            resolution="Godkendt.",
            routing="TM",
            case="slidlag",
            documents=("slidlag-1", "slidlag-2"),
        ),
        StoryItem(
            title="Tilbud på slidlag 2027: valg af leverandør",
            neutral_title="Licitation",
            presentation="Tre tilbud er bedømt på pris, tidsplan og genbrug af asfalt.",
            recommendation="Forvaltningen foreslår, at ordren gives til det tilbud, der har 94 point.",
            economy="Tilbuddet ligger 393.015 kr. under det afsatte.",
            resolution="Godkendt.",
            routing="TM",
            case="slidlag",
            documents=("slidlag-4", "slidlag-5"),
            closed_session=True,
            closed_reason="tender",
        ),
        absent="Ingen.",
        information="Fem gamle vindmøller ved Fiktiv Enge nærmer sig enden af deres "
        "levetid. Genbrugspladsen i Asaa får lørdagsåbent i vinter.",
        held=True,
    ),
)

_ENVIRONMENT_NEXT = StoryMeeting(
    key="tm-naeste",
    committee="teknik-og-miljoeudvalget",
    state="planned",
    day=9,
    weekday=0,
    published=None,
    items=with_standing_items(
        StoryItem(
            title="Vindmøller ved Fiktiv Enge: det videre arbejde",
            summary="63 svar er kommet i den forudgående høring. 41 er imod, 14 for.",
            presentation="Støj, husenes værdi og fugle fylder mest i svarene. Beregningen "
            "viser, at støjgrænserne er overholdt ved alle 14 nærmeste boliger. Tre "
            "boliger manglede på kortet og har fået en uge mere til at svare.",
            recommendation="Forvaltningen foreslår, at der laves et helt års "
            "fugletælling, og at udvalget holder borgermøde med vindlauget, før planen "
            "sættes i gang.",
            economy="Fugletælling og borgermøde betales af ansøgeren.",
            personnel=_NO_STAFF,
            routing="TM/ØK/BY",
            case="vindmoeller",
            documents=("vindmoeller-7", "vindmoeller-3", "vindmoeller-5"),
        ),
        StoryItem(
            title="Bump og hastighedszone på Vestergade",
            summary="Hver syvende bil kører over 56 km/t forbi skolen om morgenen.",
            presentation="Målingen viser en fart på 47 km/t i snit kl. 7-9. Tre runde bump "
            "og en zone med 40 km/t vil bringe den ned på omkring 38 km/t. Politiet har "
            "givet samtykke og anbefaler runde bump af hensyn til ambulancer.",
            recommendation="Forvaltningen foreslår, at bumpene etableres i foråret.",
            economy="310.000 kr. fra puljen til trafiksikkerhed.",
            personnel=_NO_STAFF,
            routing="TM",
            case="hastighed",
            documents=("hastighed-2", "hastighed-4"),
        ),
        StoryItem(
            title="Nedrivning af landejendom ved Thise",
            summary="Ejeren vil rive et stuehus fra 1911 ned. Museet anbefaler, at det bevares.",
            presentation="Stuehuset har bevaringsværdi 4. Ejeren er hørt over, at "
            "længerne kan rives ned, mens stuehuset skal blive stående. Han har bedt om "
            "mere tid til at indhente et tilbud på istandsættelse.",
            recommendation="Forvaltningen foreslår, at der gives tilladelse til at rive "
            "længerne ned og afslag for stuehuset.",
            economy="Ingen.",
            personnel=_NO_STAFF,
            routing="TM",
            case="nedrivning",
            documents=("nedrivning-4",),
        ),
        StoryItem(
            title="Påbud om ophør af beboelse i udhus, Agersted",
            presentation="Udvalget orienteres om tilsynet og om den hjælp, familien har fået.",
            recommendation="Forvaltningen foreslår, at orienteringen tages til efterretning.",
            routing="TM",
            case="tilsyn",
            documents=("tilsyn-5",),
            closed_session=True,
            closed_reason="individual_circumstances",
        ),
        information="Status på spildevandsplan, tillæg 3, som er i høring.",
    ),
)

MEETINGS = (_FINANCE_PAST, _FINANCE_NEXT, _ENVIRONMENT_PAST, _ENVIRONMENT_NEXT)
