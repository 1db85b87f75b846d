"""Citizens, firms, authorities and members of the council. All persons are invented.

Each CPR number is impossible (60 is added to the day), so it can belong to nobody.
"""

from __future__ import annotations

from bdk_esdh.demo.stories.model import (
    Correspondent,
    StoryCitizen,
    StoryOrganisation,
    StoryPolitician,
)

DEMO_PASSWORD = "demo"

_CITIZENS = """
ida    | Ida Attrap        | Algade 312          | 9700 Brønderslev | 610190-0000 | borger1
bent   | Bent Prøve        | Algade 310          | 9700 Brønderslev | 720375-0001 | borger2
rigmor | Rigmor Påhit      | Strandvej 88        | 9340 Asaa        | 650558-0002 |
aksel  | Aksel Påhit       | Fabriksvej 214      | 9320 Hjallerup   | 880363-0003 |
svend  | Svend Stråmand    | Thisevej 407        | 9700 Brønderslev | 690951-0004 |
gudrun | Gudrun Gåde       | Mosevej 93          | 9330 Dronninglund| 741169-0005 |
egon   | Egon Eventyr      | Engvej 61           | 9330 Dronninglund| 630757-0006 |
asta   | Asta Anonym       | Kirkegade 119       | 9700 Brønderslev | 810267-0007 |
verner | Verner Vilkårlig  | Birkevej 245        | 9382 Tylstrup    | 760870-0008 |
fie    | Fie Fantasi       | Solsortevej 171     | 9320 Hjallerup   | 900492-0009 |
henny  | Henny Hypotetisk  | Vestergade 266      | 9700 Brønderslev | 671260-0010 |
sofus  | Sofus Symbol      | Nørregade 182       | 9700 Brønderslev | 830685-0011 |
"""

_ORGANISATIONS = """
nordbyg     | Nordbyg Attrap ApS             | Erhvervsparken 140, 9320 Hjallerup
vendia      | Vendia Fiktiv A/S              | Fabriksvej 209, 9320 Hjallerup
enge        | Fiktiv Enge Vindlaug I/S       | Engvej 300, 9330 Dronninglund
akustik     | Stillestunds Akustik ApS       | Målervej 77, 9700 Brønderslev
tegnestue   | Tegnestuen Streg og Skitse     | Blyantsgade 60, 9700 Brønderslev
asfalt      | Jævnt Vejmateriel A/S          | Grusgraven 501, 9700 Brønderslev
havnekroen  | Havnekroen Attrap ApS          | Havnegade 190, 9340 Asaa
haveforening| Haveforeningen Mågebakken      | Mågebakken 1, 9320 Hjallerup
idraet      | Klokkerholm Attrap Idræt       | Stadionvej 112, 9320 Hjallerup
kor         | Koret De Falske Toner          | Kirkegade 130, 9700 Brønderslev
spejder     | Spejdergruppen Skovsporet      | Skovvej 240, 9330 Dronninglund
naboraad    | Borgerforeningen Klokkerholm   | Byvej 155, 9320 Hjallerup
itfirma     | Datahuset Tomgang A/S          | Servervej 404, 9000 Aalborg
maegler     | Erhvervsmægler Grundig ApS     | Torvet 99, 9700 Brønderslev
forsyning   | Vendsyssel Prøveforsyning A/S  | Vandværksvej 300, 9700 Brønderslev
natur       | Naturrådet i Vendsyssel        | Hedevej 210, 9700 Brønderslev
miljoe      | Miljøstyrelsen                 | Postboks 0, 5000 Odense C
region      | Region Nordjylland             | Postboks 0, 9220 Aalborg Ø
politi      | Nordjyllands Politi            | Postboks 0, 9000 Aalborg
anke        | Ankestyrelsen                  | Postboks 0, 9000 Aalborg
naevn       | Nævnenes Hus                   | Postboks 0, 8800 Viborg
museum      | Museet Fundsted                | Museumsgade 145, 9800 Hjørring
kreds       | Lærerkreds 999                 | Skolegade 150, 9700 Brønderslev
hjaelpemidler| Greb & Hjul Attrap A/S        | Rampevej 180, 9700 Brønderslev
sygehus     | Sygehus Fiktivia               | Sygehusvej 100, 9800 Hjørring
"""

_POLITICIANS = """
opdigt    | Rigmor Opdigt    | Liste X
modelsen  | Magda Modelsen   | Liste Z
demo      | Tove Demo        | Liste Y
pseudonym | Poul Pseudonym   | Liste X
laantnavn | Lis Låntnavn     | Liste Y
kunstig   | Kaj Kunstig      | Liste Y
navnloes  | Niels Navnløs    | Liste X
opfundet  | Otto Opfundet    | Liste Z
gaetteri  | Gerda Gætteri    | Liste X
tilfaeldig| Tage Tilfældig   | Liste Y
"""

LOGIN_OF_POLITICIAN = {"modelsen": "politiker"}


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.split("\n") if row]


def _citizen(row: list[str]) -> StoryCitizen:
    key, name, street, town, cpr, login = row
    return StoryCitizen(key, name, (street, town), f"{key}@borger.example", cpr, login)


def _organisation(row: list[str]) -> StoryOrganisation:
    key, name, address = row
    lines = tuple(part.strip() for part in address.split(","))
    return StoryOrganisation(key, name, lines, f"post@{key}.example")


def _politician(row: list[str]) -> StoryPolitician:
    key, name, party_list = row
    email = f"{key}@byraad.example"
    return StoryPolitician(key, name, party_list, email, LOGIN_OF_POLITICIAN.get(key, ""))


CITIZENS = tuple(_citizen(row) for row in _rows(_CITIZENS))
ORGANISATIONS = tuple(_organisation(row) for row in _rows(_ORGANISATIONS))
POLITICIANS = tuple(_politician(row) for row in _rows(_POLITICIANS))
CITIZEN_BY_KEY = {person.key: person for person in CITIZENS}
ORGANISATION_BY_KEY = {firm.key: firm for firm in ORGANISATIONS}
POLITICIAN_BY_KEY = {member.key: member for member in POLITICIANS}


def citizen(key: str, character: str) -> Correspondent:
    """Name a citizen as sender or recipient, with the word a public list may use."""
    person = CITIZEN_BY_KEY[key]
    return Correspondent(person.name, "citizen", character, person.address, key)


def organisation(key: str) -> Correspondent:
    """Name a firm, association or authority as sender or recipient."""
    firm = ORGANISATION_BY_KEY[key]
    return Correspondent(firm.name, "organisation", "", firm.address, key)
