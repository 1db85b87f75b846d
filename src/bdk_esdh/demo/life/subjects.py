"""The subjects of KL Emnesystematik that the stories do not file under: numbers and titles only."""

SUBJECTS = """
01.30    Klimaindsats
01.30.10 Klimahandleplaner
04       Parker, fritids-/idrætsanlæg og landskabspleje mv.
04.01    Parker, anlæg og grønne områder
04.01.11 Pleje af parker og anlæg
05.07    Renholdelse og vintertjeneste
05.07.02 Snerydning og glatførebekæmpelse
06.02    Vandløb og søer
06.02.11 Vandløbsvedligeholdelse
09.17    Husdyrbrug
09.17.60 Tilsyn med husdyrbrug
13.03    Varmeforsyning
13.03.18 Varmeforsyningsplanlægning
15       Arbejdsmarked og beskæftigelsesindsats
15.17    Opfølgning, vurdering og revalidering
15.17.06 Sygedagpengeopfølgning
18.20    Idræt
18.20.00 Idræt i almindelighed
20       Kulturvirksomhed
20.00    Kulturvirksomhed
20.00.00 Kulturvirksomhed i almindelighed
21       Biblioteker
21.10    Biblioteksudstillinger og -arrangementer
21.10.00 Biblioteksudstillinger og -arrangementer i almindelighed
27.42    Plejeboliger og plejehjem
27.42.00 Plejeboliger og plejehjem i almindelighed
34       Hjælp og støtte efter barnets lov
34.25    Anbringelse
34.25.00 Anbringelse i almindelighed
84.01    Folketingsvalg
84.01.00 Folketingsvalg i almindelighed
85.08    Arkivering
85.08.00 Arkivering i almindelighed
88       Kommunens indkøb og udbud
88.04    Bygge- og anlægsarbejder, indhentning af tilbud
88.04.30 Offentligt udbud, bygge- og anlægsarbejder
"""
ENTRIES = tuple(tuple(part.strip() for part in line.split(" ", 1)) for line in SUBJECTS.strip().split("\n"))
