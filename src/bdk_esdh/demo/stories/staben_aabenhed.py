"""Staben: an access request and a new version of the ESDH."""

from bdk_esdh.demo.stories.binder import Earlier, file_on, internal, received, sent
from bdk_esdh.demo.stories.model import StoryCase
from bdk_esdh.demo.stories.people import citizen, organisation
from bdk_esdh.demo.stories.phrases import ANSWER_US, APPEAL_ACCESS

_AKTINDSIGT = StoryCase(
    key="aktindsigt",
    title="Aktindsigt: støj fra værksted på Fabriksvej 209",
    description="Anmodning om alle dokumenter om støj siden august.",
    kle_subject="09.40.20",
    kle_facet="A53",
    responsible_unit="politisk_sekretariat",
    caseworker="jens",
    state="opened",
    opened=-2,
    due_in=6,
)

_ESDH = StoryCase(
    key="esdh-drift",
    title="Drift af ESDH: skift til ny version",
    description="Plan, prøve og skift af sags- og dokumentsystemet.",
    kle_subject="85.15.00",
    kle_facet="G01",
    responsible_unit="it",
    caseworker="gunnar",
    state="ordered",
    opened=-52,
    due_in=25,
)

CASES = (_AKTINDSIGT, _ESDH)

DOCUMENTS = (
    *file_on(
        _AKTINDSIGT,
        received(
            1,
            "Anmodning om aktindsigt i støj fra værksted",
            -2,
            citizen("sofus", "Borger"),
            """
            Jeg vil gerne se alt, hvad kommunen har om støj fra værkstedet på Fabriksvej
            209 siden august. Send det helst elektronisk.
            """,
            file_kind="html",
        ),
        sent(
            2,
            "Kvittering for anmodning om aktindsigt",
            -2,
            citizen("sofus", "Borger"),
            """
            Vi har modtaget din anmodning om aktindsigt. Den handler om sagen om værkstedet
            på Fabriksvej 209 fra august og frem.

            Vi svarer hurtigst muligt og senest syv arbejdsdage efter, at vi fik den.
            Det vil sige {+5}. Kan vi ikke nå det, skriver vi hvorfor, og hvornår du kan
            vente svar. Reglerne står i offentlighedsloven § 36.
            """
            + ANSWER_US,
        ),
        internal(
            3,
            "Liste over dokumenter i aktindsigt",
            -1,
            """
            Fremsøgt på værkstedssagen og på miljøtilsyn siden august.

            | Nr. | Dokument | Foreløbig vurdering
            | 1 | Henvendelse om støj | Delvis, § 30, nr. 1
            | 2 | Ansøgning om screening | Fuld
            | 3 | Kvittering til klager | Delvis, § 30, nr. 1
            | 4 | Målerapport | Fuld
            | 5 | Notat til direktøren | Afslag, § 23, meroffentlighed overvejes
            """,
            file_kind="docx",
        ),
        sent(
            4,
            "Udkast til delafgørelse om aktindsigt",
            -1,
            citizen("sofus", "Borger"),
            """
            Du får straks aktindsigt i to dokumenter: ansøgningen om screening og
            målerapporten. Resten vurderer vi stadig. Du hører fra os senest {+5}.

            # Begrundelse

            De to dokumenter har ingen oplysninger om privates forhold. Derfor er der
            ikke grund til at vente med dem.
            """
            + APPEAL_ACCESS,
            state="draft",
            file_kind="docx",
            on_postlist=False,
        ),
        internal(
            5,
            "Notat om meroffentlighed",
            -1,
            """
            # Dokument 5

            Notatet er internt efter offentlighedsloven § 23. Det har en gengivelse af
            målingen, som er faktum og skal gives videre efter § 28. Selve valget af
            fremgangsmåde er en intern overvejelse.

            # Meroffentlighed, § 14

            Sagen er ikke afgjort. Gives valget ud nu, svækkes kommunens mulighed for at
            nå en aftale. Afsnittet om baggrund kan gives ud.
            """,
            state="draft",
            file_kind="odt",
        ),
    ),
    *file_on(
        _ESDH,
        received(
            1,
            "Plan for skift af ESDH-version",
            -52,
            organisation("itfirma"),
            """
            Datahuset Tomgang A/S sender hermed forslag til plan.

            - Prøve på kopi af data i to uger.
            - Skift en lørdag kl. 6-14. Systemet er lukket imens.
            - Vagt den følgende mandag fra kl. 7.

            Alle 1.240.000 filer kontrolleres med kontrolsum før og efter. Afviger én,
            ruller vi tilbage.
            """,
            released=True,
        ),
        internal(
            2,
            "Referat af møde om skift af ESDH",
            -35,
            """
            Til stede: IT & Digitalisering, Politisk sekretariat, Byg, Datahuset Tomgang.

            # 1. Prøven

            Fire sagsbehandlere har prøvet kopien. Søgning er hurtigere. To breve fik
            forkert brevhoved. Det er rettet.

            # 2. Tidspunkt

            Lørdagen efter Økonomiudvalgets møde. Ingen dagsorden skal ud den uge.

            # 3. Nødplan

            Posten skannes som normalt og lægges i kø. Haster noget, bruges papir.
            """,
            file_kind="odt",
        ),
        sent(
            3,
            "Bestilling af skift til ny version",
            -15,
            organisation("itfirma"),
            """
            Vi bestiller skiftet efter jeres plan af {-52} med de rettelser, vi aftalte på
            mødet. Systemet lukkes lørdag kl. 6 og åbnes senest kl. 14.

            I ringer til Signe Systemsen kl. 9, 11 og 13 med status.
            """,
            file_kind="eml",
            released=True,
        ),
        internal(
            4,
            "Vejledning: det nye i søgning og journal",
            -5,
            """
            # Søgning

            Skriv et nummer, og du hopper lige til sagen. Skriv ord, og du får træf med
            uddrag. Sammensatte ord bliver delt, så tilladelse også finder byggetilladelse.

            # Journal

            Alt, hvad der sker på en sag, står i journalen, også hvem der har åbnet den.
            Borgeren kan se det på Mine sager.

            # Hvis noget driller

            Ring til IT på 09 45 45 24. Skriv ikke CPR-nummer i sagens titel.
            """,
            document_type="other",
            file_kind="html",
            earlier=(Earlier(-9, "Før prøven i Byg", 4),),
        ),
    ),
)
