"""Public pages: what one may do today, whom to call, and the statements the law asks.

Most stand at an address that a capability takes over later; the address stays.
"""

from bdk_esdh.demo.stories.binder import paragraphs
from bdk_esdh.demo.stories.model import StoryPage
from bdk_esdh.demo.stories.organisation import OPENING_HOURS

#: telephone and mail stand in the box beside the text
_CONTACT = f"""

    {OPENING_HOURS}
"""


def _page(path: str, title: str, lead: str, text: str) -> StoryPage:
    return StoryPage(path, title, lead, paragraphs(text + _CONTACT))


PAGES = (
    _page(
        "aktindsigt",
        "Aktindsigt",
        "Du kan bede om at se, hvad kommunen har skrevet og modtaget. Du behøver ikke sige hvorfor.",
        """
        # Sådan gør du i dag

        Skriv eller ring, og fortæl, hvilken sag det handler om. Kender du nummeret på et
        dokument fra postlisten, så skriv det. Du behøver ikke oplyse dit navn, men vi
        skal kunne sende dig svaret.

        # Så hurtigt svarer vi

        Enkle ønsker klarer vi på en eller to arbejdsdage. Alle andre får svar senest syv
        arbejdsdage efter, at vi har fået dem. Kan vi ikke nå det, skriver vi hvorfor, og
        hvornår du kan vente svar. Det står i offentlighedsloven § 36.

        # Er det din egen sag?

        Så har du ret til mere. Skriv, at du er part, og bed om at se sagen efter
        forvaltningsloven § 9.
        """,
    ),
    _page(
        "selvbetjening",
        "Selvbetjening",
        "Her er, hvad du kan klare selv, og hvem du ringer til, når du hellere vil det.",
        """
        # Det kan du søge om

        - Byggetilladelse til carport, tilbygning og nedrivning: Byg, 09 45 45 01.
        - Container, stillads og torvedag: Vej & Park, 09 45 45 02.
        - Plads i dagtilbud: Dagtilbud, 09 45 45 32.
        - Hjælpemiddel: Visitation, 09 45 45 52.
        - Tilskud til foreninger: Fritid & Kultur, 09 45 45 33.

        # Hul i vejen

        Ring til Vej & Park, eller skriv, hvor det er. Et billede hjælper. Du behøver
        ikke oplyse navn.
        """,
    ),
    _page(
        "mine-sager",
        "Mine sager",
        "Ring eller skriv til din sagsbehandler, når du vil vide, hvor langt din sag er.",
        """
        # Det kan du få svar på

        Hvad der mangler, hvornår vi svarer, og hvem der har sagen. Hav sagens nummer
        klar. Det står øverst i brevet fra os.

        # Din post

        Breve fra os kommer i Digital Post. Er du fritaget, kommer de med posten.
        """,
    ),
    _page(
        "debat",
        "Debat og høringer",
        "Sig din mening, før byrådet beslutter.",
        """
        # I høring nu

        - Spildevandsplan, tillæg 3: Klokkerholm. Svar senest {+15}.
        - Kvalitetsstandarder for personlig og praktisk hjælp 2027.

        # Sådan svarer du

        Send dit svar med navn og adresse. Svaret bliver en del af sagen og kan læses af
        andre. Din adresse bliver ikke vist. Har du beskyttet adresse, så ring først.
        """,
    ),
    _page(
        "emner",
        "Emner",
        "Kommunen lægger alle sager efter KLE, som kommuner i hele landet bruger.",
        """
        # Hvad tallene betyder

        Et emne har tre par tal, for eksempel 02.34.02, som er byggetilladelser. Hertil
        kommer et bogstav og to tal, der siger, hvad vi gør: P19 er en tilladelse, og A53
        er aktindsigt.

        # Find noget om et emne

        Brug søgefeltet øverst, og skriv emnets navn eller nummer.
        """,
    ),
    _page(
        "kontakt",
        "Kontakt kommunen",
        "Ring, skriv eller kom forbi et af de to rådhuse.",
        """
        # Rådhuse

        - Brønderslev Rådhus, Ny Rådhusplads 1, 9700 Brønderslev.
        - Dronninglund Rådhus, Rådhusgade 5, 9330 Dronninglund.

        # Skriv sikkert

        Skriver du om helbred, økonomi eller CPR-nummer, så brug Digital Post. En
        almindelig mail er ikke sikker.

        # Uden for åbningstid

        Er der fare for liv, så ring 112. Er der hul i en hovedledning eller et væltet
        træ på vejen, så ring til vagten på 09 45 45 09.
        """,
    ),
    _page(
        "tilgaengelighed",
        "Tilgængelighedserklæring",
        "Vi vil gerne have, at alle kan bruge siden.",
        """
        # Hvad du kan regne med

        Siden er bygget efter EN 301 549 og WCAG 2.1 på niveau AA. Du kan bruge den med
        tastatur, skærmlæser og forstørrelse til 400 %.

        # Hvad der ikke er godt nok endnu

        Skannede breve kan være svære at læse op. Fortæl os hvilket, så skriver vi det af
        eller læser det for dig.

        # Klag

        Får du ikke svar, der hjælper, kan du klage til Digitaliseringsstyrelsen. Den
        fører tilsyn efter lov om tilgængelighed af offentlige organers websteder og
        mobilapplikationer.
        """,
    ),
    _page(
        "persondata",
        "Sådan behandler vi personoplysninger",
        "Vi samler kun det, vi skal bruge, og siger, hvad vi bruger det til.",
        """
        # Dine rettigheder

        Du kan få at vide, hvad vi har om dig, og få rettet fejl. Det følger af
        databeskyttelsesforordningens artikel 15 og 16. Skriv til vores rådgiver på
        databeskyttelse@broenderslev-dronninglund.example.

        # Hvem ser din sag?

        Kun medarbejdere, der skal bruge den. Hver gang en sag åbnes, bliver det skrevet
        ned, og du kan bede om listen.

        # Hvor længe?

        Nogle sager skal gemmes for altid efter arkivloven. Andre bliver slettet fem
        eller ti år efter, at de er afsluttet.
        """,
    ),
    _page(
        "cookies",
        "Cookies",
        "Vi bruger kun nødvendige cookies.",
        """
        # Hvad vi gemmer

        - Hvem du er, mens du er logget på. Slettes, når du logger af.
        - Et tal, der beskytter formularer mod misbrug.

        Vi måler ikke, hvad du læser, og deler ikke noget med andre. Derfor spørger vi
        heller ikke om lov.
        """,
    ),
)
