"""The subjects and facets that a new platform starts with.

The subjects of the case types most municipalities have, with what they belong to:
enough to work with until the official plan is brought in. Numbers and titles of KL
Emnesystematik; retention codes where a source of the field states them, else none,
and a case without one is kept.
"""

from pyramid.registry import Registry

from .actions import put_facet, put_subject
from .content import Classification

_SUBJECTS = """
00       |   | Kommunens styrelse
00.01    |   | Kommunens styrelse
00.01.00 | B | Kommunens styrelse i almindelighed
00.01.10 | B | Opgaver der dækker flere hovedgrupper
00.07    |   | Forvaltningsprincipper
00.07.03 |   | Aktindsigt - forvaltningsprincipper
00.22    |   | Kommunalbestyrelsen, udvalg mv. - kommunens styrelse
00.22.02 |   | Kommunalbestyrelsen - kommunens styrelse
00.22.04 |   | Udvalg, bestyrelser mv. - kommunens styrelse
01       |   | Fysisk planlægning og naturbeskyttelse
01.02    |   | Kommuneplanlægning og lokalplanlægning
01.02.03 |   | Kommuneplanlægning
01.02.05 |   | Lokalplanlægning
01.02.20 |   | Vindmølleplanlægning
01.05    |   | Naturbeskyttelse
01.05.08 |   | Beskyttede naturtyper mv.
02       |   | Byggeri
02.34    |   | Byggetilladelse og anmeldelse om byggearbejde
02.34.02 |   | Byggetilladelse
02.34.30 |   | Nedrivning af bebyggelse
05       |   | Veje og trafik
05.01    |   | Offentlige veje
05.01.08 |   | Vejvedligeholdelse og vejrenovering
05.09    |   | Parkering
05.09.12 |   | Parkeringsdispensationer
05.13    |   | Færdselsregulering/trafiksikkerhed
05.13.10 |   | Lokale trafiksaneringer
05.14    |   | Råden over vejareal
05.14.00 |   | Råden over vejareal i almindelighed
06       |   | Spildevand og vandløb
06.00    |   | Spildevand og vandløb
06.00.05 |   | Spildevandsplanlægning
07       |   | Affald og Genanvendelse
07.04    |   | Modtage- og affaldsbehandlingsanlæg mv.
07.04.20 |   | Genbrugsstationer, aktiviteter
09       |   | Miljøbeskyttelse
09.40    |   | Miljøvurdering
09.40.20 |   | Screening - bilag 2 projekter
13       |   | Forsyning
13.06    |   | Jordforsyning (byggemodning)
13.06.02 |   | Salg af jord
17       |   | Folkeskoleundervisning
17.20    |   | Opfyldelse af undervisningspligten
17.20.01 |   | Skoleindskrivning og elevoplysninger
18       |   | Folkeoplysning og ungdomsskoler
18.15    |   | Folkeoplysning
18.15.00 |   | Folkeoplysning i almindelighed
22       |   | Regulering af private erhverv
22.01    |   | Restaurations- og hotelvirksomhed
22.01.01 |   | Alkoholbevillinger
23       |   | Borgerlige forhold
23.05    |   | Folkeregistrering
23.05.10 |   | Flytteanmeldelse
27       |   | Social Service
27.35    |   | Almene tilbud
27.35.04 |   | Forebyggende hjemmebesøg
27.36    |   | Personlig hjælp, omsorg og pleje m.v.
27.36.04 |   | Personlig og praktisk hjælp
27.45    |   | Boligtilbud for ældre og personer med handicap
27.45.00 |   | Boligtilbud for ældre og personer med handicap i almindelighed
27.60    |   | Hjælpemidler, forbrugsgoder, boligindretning m.v.
27.60.08 |   | Mobilitetshjælpemidler
27.60.24 |   | Boligindretning
28       |   | Dagtilbud
28.09    |   | Dagtilbud til børn indtil skolestart
28.09.00 |   | Dagtilbud til børn indtil skolestart i almindelighed
32       |   | Kontante ydelser
32.24    |   | Ydelser efter lov om aktiv socialpolitik mv.
32.24.04 |   | Hjælp til forsørgelse (kontanthjælp mv.)
81       |   | Kommunens personale
81.03    |   | Ansættelse
81.03.00 |   | Ansættelse i almindelighed
81.28    |   | Sygdom og fravær, personale
81.28.00 |   | Sygdom og fravær, personale i almindelighed
84       |   | Offentlige valg
84.03    |   | Kommunale valg
84.03.01 |   | Valgret og valgbarhed
85       |   | Kommunens administrative systemer
85.15    |   | Drift af IT-systemer og systemanvendelse
85.15.00 |   | Drift af IT-systemer og systemanvendelse i almindelighed
"""

# Only the title of A00 and G01 is KL's own; the others say in our words what the facet is for,
# until the official list of facets is brought in.
_FACETS = """
A00 | B | Organisering mv. i almindelighed
A26 |   | Procedurer
A53 |   | Aktindsigt og indsigt i egne oplysninger
G01 |   | Generelle sager
K02 |   | Klager over afgørelser
K03 |   | Klager sendt til klageinstansen
K04 |   | Indsigelser og høring
K08 |   | Tilsyn
P15 |   | Strategier
P16 |   | Planer
P19 |   | Tilladelser og godkendelser
P22 |   | Politikker
P25 |   | Dispensationer
P35 |   | Møder
S00 |   | Budget og økonomistyring
Ø34 |   | Konkrete tilskud til kommunen
Ø39 |   | Administration af tilskud
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().split("\n")]


SUBJECTS = tuple((number, title, code) for number, code, title in _rows(_SUBJECTS))
FACETS = tuple((facet, title, code) for facet, code, title in _rows(_FACETS))


def seed_classification(classification: Classification, registry: Registry) -> int:
    """Put in what is lacking of the seed, and say how much that was.

    What is there already stays as it is: it may be of a later edition.

    :param classification: the ``emner`` of the graph.
    """
    made = 0
    for number, title, retention_code in SUBJECTS:
        if number not in classification:
            made += put_subject(
                classification, number, title, retention_code=retention_code, registry=registry
            )
    for code, title, retention_code in FACETS:
        if code not in classification.facets:
            made += put_facet(classification, code, title, retention_code=retention_code)
    return made
