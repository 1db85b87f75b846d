"""Sundhed & Velfærd and Beskæftigelse: help to persons, kept close, and a policy."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase, StoryParty
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US, APPEAL_SOCIAL, PARTY_HEARING

_BENT = citizen("bent", "Ansøger")
_ASTA = citizen("asta", "Ansøger")
_HENNY = citizen("henny", "Part")
_EXEMPT = "Offentlighedsloven § 30, nr. 1"

_ROLLATOR = StoryCase(
    key="rollator",
    title="Ansøgning om mobilitetshjælpemiddel",
    description="Rollator og rampe efter operation.",
    kle_subject="27.60.08",
    kle_facet="G01",
    responsible_unit="visitation",
    caseworker="vibe",
    state="decided",
    opened=-21,
    due_in=4,
    sensitivity="sensitive",
    exemption_basis=_EXEMPT,
    confidential_title="Rollator til borger med hofteoperation",
    parties=(StoryParty("bent", "citizen", "primary_party", "Ansøger"),),
)

_HJEMMEHJAELP = StoryCase(
    key="hjemmehjaelp",
    title="Personlig og praktisk hjælp",
    description="Klage over antal timer, sendt til Ankestyrelsen.",
    kle_subject="27.36.04",
    kle_facet="K03",
    responsible_unit="visitation",
    caseworker="vibe",
    state="informed",
    opened=-48,
    due_in=3,
    sensitivity="sensitive",
    exemption_basis=_EXEMPT,
    confidential_title="Klage over nedsat hjælp til borger med sclerose",
    parties=(StoryParty("asta", "citizen", "primary_party", "Klager"),),
)

_KVALITET = StoryCase(
    key="kvalitetsstandard",
    title="Kvalitetsstandarder for personlig og praktisk hjælp 2027",
    description="Årlig gennemgang af det, borgerne kan regne med.",
    kle_subject="27.36.04",
    kle_facet="P22",
    responsible_unit="aeldre_sundhed",
    caseworker="bo",
    state="informed",
    opened=-36,
    due_in=22,
    retention_code="B",
)

_KONTANTHJAELP = StoryCase(
    key="kontanthjaelp",
    title="Hjælp til forsørgelse",
    description="Ansøgning om hjælp efter tab af arbejde.",
    kle_subject="32.24.04",
    kle_facet="G01",
    responsible_unit="ydelse",
    caseworker="frida",
    state="informed",
    opened=-9,
    due_in=2,
    sensitivity="sensitive",
    exemption_basis=_EXEMPT,
    confidential_title="Kontanthjælp, enlig forælder",
    parties=(StoryParty("henny", "citizen", "primary_party", "Ansøger"),),
)

CASES = (_ROLLATOR, _HJEMMEHJAELP, _KVALITET, _KONTANTHJAELP)

DOCUMENTS = (
    *file_on(
        _ROLLATOR,
        received(
            1,
            "Ansøgning om hjælpemiddel",
            -21,
            _BENT,
            """
            Jeg er blevet opereret i hoften og kan ikke gå langt uden støtte. Jeg søger om
            en rollator, der kan stå i bilen, og en rampe til de to trin ved hoveddøren.

            Mit CPR-nummer er 720375-0001. I må gerne hente oplysninger hos sygehuset og
            hos min læge.
            """,
            file_kind="scan-pdf",
        ),
        received(
            2,
            "Oplysninger fra sygehuset",
            -17,
            organisation("sygehus"),
            """
            Vedrørende 720375-0001, med samtykke.

            Ny hofte i højre side, indsat for fem uger siden. Genoptræning tre gange om
            ugen. Gangafstand med stok 80 meter. Balancen er usikker på trapper.

            Det ventes, at behovet for rollator varer mindst et halvt år. Varigheden kan
            først vurderes efter kontrol.
            """,
        ),
        internal(
            3,
            "Notat om hjemmebesøg",
            -13,
            """
            # Set på stedet

            To trin på 17 cm ved hoveddøren, ingen gelænder. Badeværelset har plads til en
            rollator med smal ramme. Borgeren sover i stuen, til han kan gå på trapper.

            # Vurdering efter serviceloven § 112

            Nedsættelsen er endnu ikke varig, så rollatoren gives som lån efter reglerne om
            genoptræning. Rampen kan gives, hvis behovet består efter kontrollen.
            """,
            file_kind="odt",
        ),
        sent(
            4,
            "Afgørelse om hjælpemiddel",
            -8,
            _BENT,
            """
            Du får en rollator til låns i seks måneder. Du får ikke bevilget en rampe nu.

            # Begrundelse

            Serviceloven § 112 gælder, når nedsættelsen er varig. Lægerne kan først sige
            noget om det efter kontrollen. Vi har derfor lånt dig rollatoren som led i
            genoptræningen. Ved hjemmebesøget så vi, at du kan klare de to trin med et
            gelænder, og det sætter vi op.

            # Hvad der sker nu

            - Rollatoren kommer {-5} mellem kl. 8 og 12.
            - Gelænderet bliver sat op samme dag.
            - Vi ringer til dig efter kontrollen og vurderer rampen igen.
            """
            + APPEAL_SOCIAL,
            earlier=(
                Earlier(-11, "Udkast med rampe", 1),
                Earlier(-9, "Uden rampe, før kollegial læsning", 3),
            ),
        ),
        sent(
            5,
            "Bestilling af rollator og gelænder",
            -7,
            organisation("hjaelpemidler"),
            """
            Lever én rollator med smal ramme, sædehøjde 54 cm, og opsæt et gelænder ved
            hoveddøren. Ring til borgeren en time før.

            Leveringsadresse og telefonnummer sendes sikkert. Rollatoren er et lån og skal
            mærkes med kommunens nummer.
            """,
            file_kind="eml",
        ),
    ),
    *file_on(
        _HJEMMEHJAELP,
        sent(
            1,
            "Afgørelse om personlig og praktisk hjælp",
            -48,
            _ASTA,
            """
            Vi sætter din praktiske hjælp ned fra 90 til 60 minutter hver anden uge. Den
            personlige hjælp er uændret.

            # Begrundelse

            Efter træningen kan du selv tørre støv, lave kaffe og lægge tøj sammen. Det så
            vi ved besøget {-55}. Hjælp efter serviceloven § 83 gives til det, du ikke kan.
            Gulvvask og sengetøj kan du ikke, og det får du stadig hjælp til.
            """
            + APPEAL_SOCIAL,
        ),
        received(
            2,
            "Klage over nedsat hjælp",
            -35,
            _ASTA,
            """
            Jeg klager. Den dag, I kom, var en god dag. Sclerose er ikke ens fra dag til
            dag. De dage, hvor benene ikke vil, kan jeg ikke engang stå ved køkkenbordet.

            Jeg har skrevet dagbog i tre uger og sender den med.
            """,
            file_kind="scan-pdf",
        ),
        internal(
            3,
            "Telefonnotat med klager",
            -30,
            """
            Notat efter offentlighedsloven § 13. Klager fortæller, at hun i gennemsnit har
            to dårlige dage om ugen. Hun kan ikke selv flytte støvsugeren. Søsteren hjælper
            med indkøb, men flytter i foråret.

            CPR 810267-0007. Lægen må kontaktes.
            """,
            file_kind="txt",
        ),
        sent(
            4,
            "Partshøring om nye oplysninger",
            -24,
            _ASTA,
            """
            Vi har talt med din læge, som bekræfter, at din sygdom svinger. Han vurderer
            dog, at du kan klare støv og kaffe de fleste dage.

            Før vi ser på sagen igen, vil vi høre, om du er enig i hans beskrivelse. Svar
            senest {-14}.
            """
            + PARTY_HEARING,
        ),
        sent(
            5,
            "Genvurdering og videresendelse af klage",
            -10,
            (organisation("anke"), _ASTA),
            """
            Vi har genvurderet sagen efter retssikkerhedsloven § 66 og giver delvis
            medhold. Hjælpen sættes til 75 minutter hver anden uge, så der også er tid på
            de dårlige dage. Vi kan ikke nå helt op på 90 minutter.

            Klagen sendes hermed til Ankestyrelsen sammen med sagens 11 dokumenter.
            """,
            earlier=(Earlier(-12, "Fastholdelse, ikke sendt", 0, "Vi fastholder afgørelsen."),),
        ),
        received(
            6,
            "Kvittering fra Ankestyrelsen",
            -6,
            organisation("anke"),
            """
            Ankestyrelsen har modtaget klagen. Sagsbehandlingstiden er for tiden cirka
            fem måneder. Vi skriver, hvis vi mangler oplysninger.

            I bedes sende lægens udtalelse i fuld længde senest {+3}.
            """,
        ),
    ),
    *file_on(
        _KVALITET,
        internal(
            1,
            "Forslag til kvalitetsstandarder 2027",
            -22,
            """
            # Hvad en kvalitetsstandard er

            Den siger, hvad du kan regne med, når du får hjælp i dit hjem. Byrådet
            godkender den hvert år.

            # Personlig hjælp

            Du får hjælp til bad, toilet, tøj og mad, når du ikke selv kan. Hjælpen kommer
            inden for et tidsrum på en time. Kan vi ikke komme, ringer vi.

            # Praktisk hjælp

            | Opgave | Hvor tit | Ny i 2027
            | Gulvvask og støvsugning | Hver anden uge | Nej
            | Sengetøj | Hver anden uge | Nej
            | Tøjvask | Hver uge | Nej
            | Indkøb | Hver uge, bestilles | Ja, også på nettet
            | Vinduer indvendigt | To gange om året | Ja

            # Samme ansigter

            Målet er højst otte forskellige medarbejdere på en måned for den, der får hjælp
            hver dag. I dag er tallet 11.

            # Hvis du er utilfreds

            Sig det til lederen i din gruppe, eller ring til Visitationen. Du kan altid
            klage, og vi hjælper dig med at skrive den.
            """,
            document_type="plan",
            released=True,
            earlier=(
                Earlier(-30, "Til ledergruppen", 6),
                Earlier(-26, "Efter ledergruppen", 13),
            ),
        ),
        sent(
            2,
            "Høring af kvalitetsstandarder 2027",
            -20,
            organisation("naboraad"),
            """
            Forslag til kvalitetsstandarder for 2027 er i høring. Vi vil gerne høre jer,
            fordi mange af jeres medlemmer får eller giver hjælp.

            Send bemærkninger senest {-4}. Ældrerådet og Handicaprådet bliver hørt
            samtidig.
            """,
            on_postlist=True,
            released=True,
        ),
        received(
            3,
            "Høringssvar om kvalitetsstandarder 2027",
            -5,
            organisation("naboraad"),
            """
            Borgerforeningen synes godt om, at vinduer er kommet med. Vi savner, at man kan
            få flyttet bad til aftenen, når man har gæster om morgenen.

            Sproget er blevet lettere at læse. Tak for det.
            """,
            on_postlist=True,
            released=True,
        ),
        internal(
            4,
            "Økonomi i kvalitetsstandarder 2027",
            -3,
            """
            Vinduer to gange om året koster 410.000 kr. Bestilling på nettet sparer
            anslået 150.000 kr. Resten findes inden for rammen, når kørslen bliver
            planlagt på ny.

            Målet om otte medarbejdere kræver to faste afløsere i hver gruppe.
            """,
            file_kind="docx",
            sensitivity="confidential",
        ),
    ),
    *file_on(
        _KONTANTHJAELP,
        received(
            1,
            "Ansøgning om hjælp til forsørgelse",
            -9,
            _HENNY,
            """
            Mit vikariat stoppede med udgangen af sidste måned, og jeg er ikke medlem af en
            a-kasse. Jeg har et barnebarn boende, som jeg er plejemor for.

            Opsparing: 6.200 kr. Husleje: 5.150 kr. CPR-nummer: 671260-0010.
            """,
            file_kind="html",
        ),
        sent(
            2,
            "Indkaldelse til samtale om hjælp",
            -7,
            _HENNY,
            """
            Vi har modtaget din ansøgning om hjælp efter aktivloven § 11. Kom til samtale i
            Jobcentret {+1} kl. 10.

            Tag kontoudtog for tre måneder, huslejekvittering og opsigelsen med. Har du
            brug for penge til mad inden da, så ring til os i dag.
            """
            + ANSWER_US,
        ),
        internal(
            3,
            "Notat om økonomi og formue",
            -2,
            """
            Formuen er under grænsen. Huslejen er normal for kommunen. Plejevederlaget
            trækkes fra. Hjælpen kan udbetales fra den dag, ansøgningen kom, hvis
            samtalen ikke viser andet.

            Vedrører 671260-0010.
            """,
            file_kind="odt",
            state="draft",
        ),
    ),
)
