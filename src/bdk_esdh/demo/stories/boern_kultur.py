"""Børn & Kultur: grants, charges, a place in day care and school enrolment."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US

_IDA = citizen("ida", "Ansøger")

_TILSKUD = StoryCase(
    key="foreningstilskud",
    title="Tilskud til foreninger 2027",
    description="Ansøgninger om lokaletilskud og aktivitetstilskud, frist 1. december.",
    kle_subject="18.15.00",
    kle_facet="G01",
    responsible_unit="fritid_kultur",
    caseworker="yvonne",
    state="informed",
    opened=-43,
    due_in=28,
    parties=(
        StoryParty("idraet", "organisation", "primary_party", "Ansøger"),
        StoryParty("kor", "organisation", "secondary_party", "Ansøger"),
        StoryParty("spejder", "organisation", "secondary_party", "Ansøger"),
    ),
)

_TAKSTER = StoryCase(
    key="takster",
    title="Takster 2027 for lån af lokaler",
    description="Takstblad for haller, aulaer og mødelokaler.",
    kle_subject="18.15.00",
    kle_facet="S00",
    responsible_unit="fritid_kultur",
    caseworker="yvonne",
    state="informed",
    opened=-30,
    due_in=16,
)

_PLADS = StoryCase(
    key="dagtilbudsplads",
    title="Ansøgning om plads i dagtilbud",
    description="Et barn med behov for støtte ønsker plads fra foråret.",
    kle_subject="28.09.00",
    kle_facet="G01",
    responsible_unit="dagtilbud",
    caseworker="viggo",
    state="informed",
    opened=-20,
    due_in=9,
    sensitivity="confidential",
    parties=(StoryParty("ida", "citizen", "primary_party", "Forælder"),),
)

_SKOLE = StoryCase(
    key="skoleindskrivning",
    title="Skoleindskrivning til skoleåret 2027/2028",
    description="Tidsplan, breve til forældre og fordeling på skoler.",
    kle_subject="17.20.01",
    kle_facet="G01",
    responsible_unit="skoler",
    caseworker="ulla",
    state="opened",
    opened=-26,
    due_in=70,
)

CASES = (_TILSKUD, _TAKSTER, _PLADS, _SKOLE)

DOCUMENTS = (
    *file_on(
        _TILSKUD,
        sent(
            1,
            "Indkaldelse af ansøgninger om tilskud 2027",
            -42,
            (organisation("idraet"), organisation("kor"), organisation("spejder")),
            """
            Nu kan I søge om tilskud for 2027. Fristen er 1. december.

            # Sådan fordeler vi

            - Lokaletilskud dækker to tredjedele af udgiften efter folkeoplysningsloven
            § 25.
            - Aktivitetstilskud gives pr. medlem under 25 år.
            - Nye foreninger kan få et starttilskud på 5.000 kr.

            Regnskab for det forgangne år skal være med, underskrevet af en revisor, som
            foreningen selv har valgt.
            """,
            released=True,
        ),
        received(
            2,
            "Ansøgning om lokaletilskud fra idrætsforening",
            -16,
            organisation("idraet"),
            """
            Klokkerholm Attrap Idræt søger lokaletilskud til klubhuset på Stadionvej.

            | Post | Beløb
            | Varme | 41.200 kr.
            | El | 18.900 kr.
            | Vand | 6.300 kr.
            | Forsikring og ejendomsskat | 14.750 kr.
            | Vedligehold | 22.000 kr.
            | I alt | 103.150 kr.

            Vi har 412 medlemmer, heraf 268 under 25 år. Klubhuset bliver brugt 36 timer
            om ugen.
            """,
            released=True,
        ),
        received(
            3,
            "Ansøgning om aktivitetstilskud fra kor",
            -12,
            organisation("kor"),
            """
            Koret De Falske Toner søger om 8.000 kr. til en koncert i Dronninglund og en
            børnedag, hvor alle kan synge med.

            Vi er 34 sangere, de ni under 25 år. Entreen bliver 40 kr., og børn er
            gratis. Vi har selv skaffet 6.500 kr. fra lokale butikker.
            """,
            file_kind="eml",
            released=True,
        ),
        received(
            4,
            "Ansøgning om starttilskud fra spejdergruppe",
            -8,
            organisation("spejder"),
            """
            Vi er en ny spejdergruppe i Dronninglund og begyndte i august med 21 børn. Vi
            søger starttilskud til telte, førstehjælp og et skur ved Skovvej.

            Vores første årsregnskab er ikke klart, da vi kun har været i gang i fire
            måneder. Må vi sende et budget i stedet?
            """,
            file_kind="scan-pdf",
        ),
        sent(
            5,
            "Svar om regnskab for ny forening",
            -6,
            organisation("spejder"),
            """
            Tak for jeres ansøgning, og velkommen som forening.

            Ja, I må sende et budget. Kravet om regnskab gælder først, når I har haft et
            helt år. Send også vedtægter og navnene på to i bestyrelsen senest {+6}.
            """
            + ANSWER_US,
            released=True,
        ),
        internal(
            6,
            "Notat om fordeling af tilskud 2027",
            -2,
            """
            # Rammen

            Der er 3,9 mio. kr. i 2027. Ansøgningerne løber foreløbig op i 4,3 mio. kr.

            # Tre modeller

            | Model | Lokaler | Aktivitet | Nye foreninger
            | A: som i år | 66 % | 92 kr. pr. ung | 5.000 kr.
            | B: lokaler først | 66 % | 71 kr. pr. ung | 5.000 kr.
            | C: ens nedskæring | 60 % | 84 kr. pr. ung | 4.500 kr.

            # Vurdering

            Model C strider mod, at der er givet tilsagn om to tredjedele. Model B kan
            gennemføres uden ændrede regler.
            """,
            file_kind="docx",
            state="in_review",
            earlier=(Earlier(-5, "Kun model A og B", 5),),
        ),
    ),
    *file_on(
        _TAKSTER,
        internal(
            1,
            "Takstblad 2027 for lån af lokaler",
            -16,
            """
            | Lokale | Foreninger, børn og unge | Voksenforeninger | Private
            | Hal, pr. time | 0 kr. | 108 kr. | 515 kr.
            | Aula, pr. aften | 0 kr. | 206 kr. | 1.440 kr.
            | Mødelokale, pr. aften | 0 kr. | 62 kr. | 360 kr.
            | Køkken, pr. dag | 0 kr. | 155 kr. | 720 kr.
            | Byrådssalen, pr. aften | udlånes ikke | 206 kr. | udlånes ikke

            Taksterne følger prisudviklingen på 2,9 % og er rundet til hele kroner. Ved
            afbud senere end to dage før betales halv takst.
            """,
            document_type="plan",
            released=True,
            earlier=(Earlier(-19, "Før afrunding", 5),),
        ),
        received(
            2,
            "Bemærkninger til takster fra idrætsforening",
            -13,
            organisation("idraet"),
            """
            Vi har set forslaget til takster. For os betyder det 108 kr. i timen til vores
            motionshold for ældre. De kommer to gange om ugen, og mange har ikke råd til
            højere kontingent.

            Kan hold for folk over 60 regnes som børn og unge?
            """,
            released=True,
        ),
        internal(
            3,
            "Beregning af gratis timer for hold over 60 år",
            -9,
            """
            Ni foreninger har hold for ældre, i alt 31 timer om ugen i 40 uger. Gratis
            lån koster 133.920 kr. i tabt indtægt.

            Halv takst koster 66.960 kr. Det kan dækkes af mindreforbruget på udvalgets
            ramme i 2027, men ikke varigt.
            """,
            file_kind="txt",
        ),
    ),
    *file_on(
        _PLADS,
        received(
            1,
            "Ansøgning om plads fra foråret",
            -20,
            _IDA,
            """
            Jeg søger om plads til min datter Alma Attrap fra marts. Hun bliver tre år og
            går i dag i dagpleje.

            Hun har høreapparat på begge ører og har brug for en rolig gruppe. Jeg ønsker
            først Solstrålens Børnehave, fordi hendes dagplejer siger godt om den.
            """,
            file_kind="html",
            sensitivity="sensitive",
        ),
        sent(
            2,
            "Kvittering for ansøgning om plads i dagtilbud",
            -18,
            _IDA,
            """
            Vi har modtaget din ansøgning. Efter dagtilbudsloven § 23 har barnet ret til en
            plads, når hun bliver tre år, hvis du har søgt i tide. Det har du.

            Vi har bedt dagplejen om en udtalelse, som du får at se, før vi bruger den.
            Du får svar senest {+9}.
            """
            + ANSWER_US,
        ),
        internal(
            3,
            "Udtalelse fra dagplejen",
            -15,
            """
            Barnet trives og er glad for at lege med to andre. Hun mister tråden, når der
            er mere end otte børn i rummet. Teknikken til høreapparatet er let at bruge.

            Der anbefales en gruppe på højst tolv børn og et rum med lofter, der dæmper.
            """,
            file_kind="odt",
            sensitivity="sensitive",
        ),
        sent(
            4,
            "Tilbud om plads i børnehave",
            -2,
            _IDA,
            """
            Vi tilbyder en plads i Solstrålens Børnehave fra 1. marts. Gruppen er på tolv
            børn, og rummet har fået nye lofter i sommer.

            Tag imod pladsen senest {+8}. Siger du nej, står du stadig på listen til de
            andre børnehaver, men ikke med samme dato.

            # Begrundelse

            Udtalelsen fra dagplejen viser, at en lille gruppe er vigtigst. Derfor er
            denne gruppe valgt frem for den, der ligger tættest på jeres hjem. Er du i
            tvivl eller uenig, så ring, så ser lederen af Dagtilbud på sagen igen.
            """,
            earlier=(Earlier(-4, "Udkast", 2),),
        ),
    ),
    *file_on(
        _SKOLE,
        internal(
            1,
            "Tidsplan for skoleindskrivning",
            -26,
            """
            | Hvornår | Hvad | Hvem
            | Uge 46 | Breve til forældre | Skoler
            | Uge 47-50 | Indskrivning på nettet | Forældre
            | Uge 2 | Fordeling ved flere ansøgere end pladser | Skolechefen
            | Uge 5 | Svar til forældre | Skoler
            | Uge 24 | Besøgsdag | Den enkelte skole

            Børn født i 2021 begynder i august 2027. Udsat skolestart søges særskilt.
            """,
            document_type="plan",
            released=True,
        ),
        sent(
            2,
            "Brev til forældre om skolestart 2027",
            -9,
            organisation("naboraad"),
            """
            Børn født i 2021 begynder i skole i august 2027. Skriv ind senest 11. december
            på kommunens hjemmeside. Det tager fem minutter.

            Vælger I en anden skole end distriktsskolen, får I svar i uge 5. Der er åbent
            hus på alle skoler i uge 48. Vi sender brevet til jer, så I kan hænge det op
            i forsamlingshuset.
            """,
            released=True,
        ),
        received(
            3,
            "Spørgsmål om frit skolevalg",
            -5,
            citizen("henny", "Borgerhenvendelse"),
            """
            Mit barnebarn bor lige på grænsen mellem to skoler. Kan hun komme på den
            skole, hvor hendes fætter går, selv om den hører til nabodistriktet? Og
            gælder der noget særligt, når man har søskende?
            """,
            file_kind="eml",
        ),
        sent(
            4,
            "Svar om frit skolevalg",
            -3,
            citizen("henny", "Borger"),
            """
            Tak for dit spørgsmål. Ja, forældrene kan vælge en anden skole efter
            folkeskoleloven § 36, når der er plads.

            Er der flere ansøgere end pladser, går søskende først, derefter de børn, der
            bor nærmest. En fætter tæller ikke som søskende. Forældrene skal selv skrive
            ind, men du må gerne hjælpe dem.
            """,
        ),
    ),
)
