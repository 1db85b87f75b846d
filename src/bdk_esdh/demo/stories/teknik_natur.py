"""Natur & Miljø: a lake in protected meadow, and a screening with noise in it."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import (
    ANSWER_US,
    APPEAL_NATURE,
    APPEAL_SCREENING,
    PARTY_HEARING,
)

_VERNER = citizen("verner", "Ansøger")
_AKSEL = citizen("aksel", "Part")
_VENDIA = organisation("vendia")

_SOEGRAVNING = StoryCase(
    key="soegravning",
    title="Dispensation til søgravning, Flauenskjold",
    description="Vandhul på 600 m2 i fersk eng.",
    kle_subject="01.05.08",
    kle_facet="P25",
    responsible_unit="natur_miljoe",
    caseworker="finn",
    state="closed",
    opened=-140,
    retention_code="B",
    parties=(StoryParty("verner", "citizen", "primary_party", "Ansøger"),),
)

_VAERKSTED = StoryCase(
    key="vaerksted",
    title="Screening: udvidelse af værksted, Fabriksvej 209",
    description="Udvidelse med sprøjtehal på 420 m2. Der er klaget over støj i forvejen.",
    kle_subject="09.40.20",
    kle_facet="P19",
    responsible_unit="natur_miljoe",
    caseworker="malene",
    state="opened",
    opened=-33,
    due_in=-1,
    parties=(
        StoryParty("vendia", "organisation", "primary_party", "Ansøger"),
        StoryParty("aksel", "citizen", "secondary_party", "Nabo"),
    ),
)

CASES = (_SOEGRAVNING, _VAERKSTED)

DOCUMENTS = (
    *file_on(
        _SOEGRAVNING,
        received(
            1,
            "Ansøgning om at grave en sø i eng",
            -140,
            _VERNER,
            """
            Jeg vil gerne grave en lille sø på 600 m2 på min eng ved Flauenskjold.

            Engen er blevet for våd til at slå, og der står siv på det meste. Jeg vil
            lave flade sider og lægge den opgravede jord ud på marken mod vest. Der
            skal ikke sættes fisk eller ænder ud.
            """,
            file_kind="scan-pdf",
        ),
        internal(
            2,
            "Besigtigelse af eng ved Flauenskjold",
            -128,
            """
            # Fundet

            Fersk eng, beskyttet efter naturbeskyttelsesloven § 3. Naturtilstand: ringe.
            Lysesiv dækker 80 %. Trævlekrone og engkabbeleje i en smal bræmme langs
            grøften mod øst, 14 planter i alt.

            # Vurdering

            En sø midt på engen ødelægger ikke det, der er værd at bevare, når den
            holdes 15 meter fra bræmmen. Den kan blive levested for padder, som mangler
            på egnen.
            """,
            file_kind="docx",
        ),
        sent(
            3,
            "Høring om søgravning i beskyttet eng",
            -122,
            (organisation("natur"), organisation("museum")),
            """
            En ejer ved Flauenskjold søger om at grave en sø på 600 m2 i en eng, der er
            beskyttet. Vi vil gerne høre, om I kender til fund af sjældne planter, dyr
            eller fortidsminder på stedet. Kort er vedlagt.

            Svar senest {-108}. Hører vi ikke fra jer, går vi ud fra, at I ikke har
            bemærkninger.
            """,
            released=True,
        ),
        received(
            4,
            "Svar om søgravning i beskyttet eng",
            -110,
            organisation("museum"),
            """
            Museet har ingen registrerede fortidsminder på engen. To kilometer mod nord
            er der fundet en boplads fra ældre stenalder, men jorden her har været under
            vand dengang.

            Træffer I på trækul, flint eller bearbejdet træ, skal arbejdet standses, og
            vi skal have besked efter museumsloven § 27.
            """,
            file_kind="eml",
            released=True,
        ),
        sent(
            5,
            "Dispensation til at grave en sø ved Flauenskjold",
            -95,
            _VERNER,
            """
            Du får dispensation til at grave en sø på 600 m2. Vi giver den efter
            naturbeskyttelsesloven § 65, jf. § 3.

            # Vilkår

            - Søen holdes mindst 15 meter fra bræmmen langs grøften.
            - Siderne får en hældning på højst 1:5.
            - Den opgravede jord lægges på marken mod vest, ikke på engen.
            - Der må ikke fodres, og der må ikke sættes fisk, krebs eller ænder ud.
            - Gravningen sker mellem 1. september og 1. marts.

            # Begrundelse

            Engens tilstand er ringe, fordi lysesiv har bredt sig. En ren sø med flade
            sider giver flere arter en chance, og bræmmen med trævlekrone bliver
            skånet. Vi vurderer, at det er en naturforbedring.
            """
            + APPEAL_NATURE,
            earlier=(
                Earlier(-98, "Udkast", 1),
                Earlier(-97, "Vilkår indsat", 6),
            ),
        ),
    ),
    *file_on(
        _VAERKSTED,
        received(
            1,
            "Støj fra værksted på Fabriksvej",
            -33,
            citizen("aksel", "Borgerhenvendelse"),
            """
            Jeg bor over for værkstedet og kan ikke holde det ud længere.

            De begynder kl. 5.30 med at banke på plader, og porten står åben hele dagen.
            Min hustru har været sygemeldt siden september, og lægen siger, at det er
            mangel på søvn. Vi har måttet betale 14.000 kr. for nye ruder, og det hjælper
            ikke. Nu hører vi, at Vendia Fiktiv A/S vil bygge ud.

            I kan ringe til mig på 09 12 34 56 om aftenen.
            """,
            file_kind="scan-pdf",
            sensitivity="confidential",
        ),
        received(
            2,
            "Ansøgning om screening af sprøjtehal",
            -31,
            _VENDIA,
            """
            Vendia Fiktiv A/S ønsker at bygge en sprøjtehal på 420 m2 til værkstedet på
            Fabriksvej 209.

            # Oplysninger til screeningen

            | Forhold | Oplysning
            | Forbrug af maling | 3,2 ton om året, vandbaseret
            | Afkast | 1 stk., 2 meter over tag
            | Driftstid | Hverdage kl. 6-17
            | Støj i skel, beregnet | 52 dB om dagen
            | Spildevand | Samles og køres til modtager

            Hallen gør, at porten kan være lukket, mens vi maler. Det vil naboerne kunne
            høre.
            """,
            released=True,
        ),
        sent(
            3,
            "Kvittering for henvendelse om støj",
            -30,
            _AKSEL,
            """
            Tak for dit brev om støj fra værkstedet. Vi har bedt virksomheden om en
            måling i skel, og vi kommer selv på uanmeldt besøg en tidlig morgen.

            Støj fra virksomheder hører under miljøbeskyttelsesloven § 42. Er grænserne
            overskredet, kan vi kræve, at støjen bliver dæmpet. Du hører fra os senest
            {-10}.
            """
            + ANSWER_US,
        ),
        received(
            4,
            "Målerapport om støj ved Fabriksvej 209",
            -16,
            organisation("akustik"),
            """
            Stillestunds Akustik ApS har målt støjen fra værkstedet i to døgn.

            # Måling i skel mod nr. 214

            | Tidsrum | Målt | Vejledende grænse
            | Hverdage kl. 7-18 | 54,2 dB | 55 dB
            | Hverdage kl. 6-7 | 49,8 dB | 40 dB
            | Aften kl. 18-22 | 38,0 dB | 45 dB
            | Nat kl. 22-6 | 47,1 dB | 40 dB

            # Bemærkninger

            Overskridelsen om natten skyldes pladearbejde mellem kl. 5.30 og 6.00 med
            åben port. Med lukket port falder niveauet 11 dB. Måleusikkerheden er 3 dB.

            # Med sprøjtehallen

            Ventilatoren vil bidrage med 36 dB i skel, når den får lydfælde.
            """,
            document_type="report",
            released=True,
        ),
        internal(
            5,
            "Notat til direktøren om værksted på Fabriksvej",
            -14,
            """
            # Baggrund

            Virksomheden har 23 ansatte og vil bygge ud. Naboen klager over støj om
            morgenen. Målingen giver ham ret i tidsrummet kl. 5.30-7.

            # Muligheder

            - Påbud om lukket port og start kl. 7 efter miljøbeskyttelsesloven § 42.
            - Aftale om det samme, som bliver til et vilkår i tilladelsen til hallen.

            # Indstilling

            Vi begynder med aftalen. Holder den ikke to uger, giver vi påbud.
            """,
            file_kind="odt",
            exemption_basis="Offentlighedsloven § 23",
            confidential_title="Strategi over for Vendia Fiktiv A/S",
        ),
        sent(
            6,
            "Partshøring om screening af sprøjtehal",
            -11,
            (_VENDIA, _AKSEL),
            """
            Vi er ved at afgøre, om sprøjtehallen kræver en miljøvurdering. I får
            målerapporten af {-16} med dette brev.

            Vi lægger op til, at hallen kan bygges uden miljøvurdering, når porten er
            lukket under arbejdet, pladearbejde først begynder kl. 7, og ventilatoren
            får lydfælde. Svar senest {-2}.
            """
            + PARTY_HEARING,
            earlier=(Earlier(-12, "Udkast", 1),),
        ),
        sent(
            7,
            "Udkast til afgørelse om screening af sprøjtehal",
            -1,
            (_VENDIA, _AKSEL),
            """
            Udvidelsen med en sprøjtehal på 420 m2 kræver ikke miljøvurdering.
            Afgørelsen er truffet efter miljøvurderingsloven § 21.

            # Begrundelse

            Støjen bliver mindre end i dag, fordi arbejdet flytter indenfor. Malingen er
            vandbaseret, og afkastet spreder lugten så meget, at grænsen er overholdt ved
            nærmeste bolig. Området er udlagt til erhverv.

            # Forudsætninger

            - Porten er lukket under pladearbejde og sprøjtning.
            - Pladearbejde sker tidligst kl. 7.
            - Ventilatoren får lydfælde, før hallen tages i brug.
            """
            + APPEAL_SCREENING,
            state="in_review",
            file_kind="docx",
            on_postlist=False,
            earlier=(Earlier(-3, "Før nabosvaret", 3),),
        ),
    ),
)
