"""The few KLE numbers that the demo files under; the official plan is imported.

Numbers and titles only. Of the facets a few titles were read in a source of the
field; the others are the words in common use and are marked as not verified.
"""

from __future__ import annotations

from bdk_esdh.demo.stories.model import StoryFacet, StoryKleEntry

_MAIN_GROUPS = """
00 Kommunens styrelse
01 Fysisk planlægning og naturbeskyttelse
02 Byggeri
05 Veje og trafik
06 Spildevand og vandløb
07 Affald og Genanvendelse
09 Miljøbeskyttelse
13 Forsyning
17 Folkeskoleundervisning
18 Folkeoplysning og ungdomsskoler
22 Regulering af private erhverv
23 Borgerlige forhold
27 Social Service
28 Dagtilbud
32 Kontante ydelser
81 Kommunens personale
84 Offentlige valg
85 Kommunens administrative systemer
"""

_GROUPS = """
00.01 Kommunens styrelse
00.07 Forvaltningsprincipper
00.22 Kommunalbestyrelsen, udvalg mv. - kommunens styrelse
01.02 Kommuneplanlægning og lokalplanlægning
01.05 Naturbeskyttelse
02.34 Byggetilladelse og anmeldelse om byggearbejde
05.01 Offentlige veje
05.09 Parkering
05.13 Færdselsregulering/trafiksikkerhed
05.14 Råden over vejareal
06.00 Spildevand og vandløb
07.04 Modtage- og affaldsbehandlingsanlæg mv.
09.40 Miljøvurdering
13.06 Jordforsyning (byggemodning)
17.20 Opfyldelse af undervisningspligten
18.15 Folkeoplysning
22.01 Restaurations- og hotelvirksomhed
23.05 Folkeregistrering
27.35 Almene tilbud
27.36 Personlig hjælp, omsorg og pleje m.v.
27.45 Boligtilbud for ældre og personer med handicap
27.60 Hjælpemidler, forbrugsgoder, boligindretning m.v.
28.09 Dagtilbud til børn indtil skolestart
32.24 Ydelser efter lov om aktiv socialpolitik mv.
81.03 Ansættelse
81.28 Sygdom og fravær, personale
84.03 Kommunale valg
85.15 Drift af IT-systemer og systemanvendelse
"""

_SUBJECTS = """
00.01.10 Opgaver der dækker flere hovedgrupper
00.07.03 Aktindsigt - forvaltningsprincipper
00.22.02 Kommunalbestyrelsen - kommunens styrelse
00.22.04 Udvalg, bestyrelser mv. - kommunens styrelse
01.02.03 Kommuneplanlægning
01.02.05 Lokalplanlægning
01.02.20 Vindmølleplanlægning
01.05.08 Beskyttede naturtyper mv.
02.34.02 Byggetilladelse
02.34.30 Nedrivning af bebyggelse
05.01.08 Vejvedligeholdelse og vejrenovering
05.09.12 Parkeringsdispensationer
05.13.10 Lokale trafiksaneringer
05.14.00 Råden over vejareal i almindelighed
06.00.05 Spildevandsplanlægning
07.04.20 Genbrugsstationer, aktiviteter
09.40.20 Screening - bilag 2 projekter
13.06.02 Salg af jord
17.20.01 Skoleindskrivning og elevoplysninger
18.15.00 Folkeoplysning i almindelighed
22.01.01 Alkoholbevillinger
23.05.10 Flytteanmeldelse
27.35.04 Forebyggende hjemmebesøg
27.36.04 Personlig og praktisk hjælp
27.45.00 Boligtilbud for ældre og personer med handicap i almindelighed
27.60.08 Mobilitetshjælpemidler
27.60.24 Boligindretning
28.09.00 Dagtilbud til børn indtil skolestart i almindelighed
32.24.04 Hjælp til forsørgelse (kontanthjælp mv.)
81.03.00 Ansættelse i almindelighed
81.28.00 Sygdom og fravær, personale i almindelighed
84.03.01 Valgret og valgbarhed
85.15.00 Drift af IT-systemer og systemanvendelse i almindelighed
"""


def _entries(table: str) -> tuple[StoryKleEntry, ...]:
    rows = (row.split(" ", 1) for row in table.split("\n") if row)
    return tuple(StoryKleEntry(number, title) for number, title in rows)


MAIN_GROUPS = _entries(_MAIN_GROUPS)
GROUPS = _entries(_GROUPS)
SUBJECTS = _entries(_SUBJECTS)
FACETS = (
    StoryFacet("A00", "Organisering mv. i almindelighed", verified=True),
    StoryFacet("A26", "Procedurer", verified=True),
    StoryFacet("A53", "Aktindsigt og indsigt i egne oplysninger", verified=True),
    StoryFacet("P15", "Strategier", verified=True),
    StoryFacet("P22", "Politikker", verified=True),
    StoryFacet("P35", "Møder", verified=True),
    StoryFacet("Ø34", "Konkrete tilskud til kommunen", verified=True),
    StoryFacet("Ø39", "Administration af tilskud", verified=True),
    StoryFacet("G01", "Generelle sager", verified=True),
    StoryFacet("K02", "Klager", verified=True),
    StoryFacet("K03", "Klager sendt til klageinstansen", verified=True),
    StoryFacet("P16", "Planer", verified=False),
    StoryFacet("P19", "Tilladelser og godkendelser", verified=False),
    StoryFacet("P25", "Dispensationer", verified=False),
    StoryFacet("K04", "Indsigelser og høring", verified=False),
    StoryFacet("K08", "Tilsyn", verified=False),
    StoryFacet("S00", "Økonomistyring", verified=False),
)
