"""Those who work here besides the people of the stories, the rest of the council, and more units."""

from ..stories.committees import COMMITTEES as STORY_COMMITTEES
from ..stories.model import StoryCommittee, StoryEmployee, StoryMember, StoryPolitician, StoryUnit
from ..stories.organisation import DOMAIN, EMPLOYEES
from ..stories.people import POLITICIANS

_UNITS = """
biblioteker    | fritid_kultur  | Bibliotekerne             | 45 73
skolen_ved_aaen| skoler         | Skolen ved Åen            | 45 74
kornbakkeskolen| skoler         | Kornbakkeskolen           | 45 75
mariehoenen    | dagtilbud      | Børnehuset Mariehønen     | 45 76
solgaarden     | aeldre_sundhed | Plejecenter Solgården     | 45 77
hjemmepleje    | aeldre_sundhed | Hjemmeplejen              | 45 78
materielgaard  | vej_park       | Materielgården            | 45 79
"""

_EMPLOYEES = """
arne    | Arne Arkivskab     | Arkivar og ESDH-ansvarlig   | politisk_sekretariat
lone    | Lone Låneord       | Byggesagsbehandler          | byg
kenneth | Kenneth Kladde     | Landinspektør               | plan
inge    | Inge Indfald       | Trafikplanlægger            | vej_park
torben  | Torben Tvivl       | Vejmand                     | materielgaard
else    | Else Erfaring      | Visitator                   | visitation
mette   | Mette Meningsløs   | Terapeut                    | visitation
hans    | Hans Hensigt       | Plejehjemsvisitator         | aeldre_sundhed
jytte   | Jytte Journal      | Ydelsessagsbehandler        | ydelse
kim     | Kim Kartotek       | Virksomhedskonsulent        | jobcenter
bente   | Bente Brevdue      | Familierådgiver             | boern_familie
niels   | Niels Notat        | Økonomikonsulent            | oekonomi
gitte   | Gitte Gemt         | Bibliotekschef              | biblioteker
lars    | Lars Læseplan      | Skoleleder                  | skolen_ved_aaen
tove    | Tove Tavle         | Skoleleder                  | kornbakkeskolen
eva     | Eva Eventuelt      | Jurist                      | politisk_sekretariat
ruth    | Ruth Referat       | Valgsekretær                | borgerservice
steen   | Steen Stempel      | HR-konsulent                | personale
aage    | Aage Anelse        | Vandløbsmedarbejder         | natur_miljoe
"""

#: the login that the stories do not have
ARCHIVIST = "arkivar"
_ARCHIVIST_ROLES = ("mail_room", "caseworker", "employee")

_POLITICIANS = """
forbehold | Frode Forbehold    | Liste X
hensyn    | Helle Hensyn       | Liste Z
indvending| Ivan Indvending    | Liste Y
kompromis | Karen Kompromis    | Liste Z
mandat    | Marius Mandat      | Liste X
ordfoerer | Oda Ordfører       | Liste Y
replik    | Ronald Replik      | Liste X
stemme    | Sonja Stemme       | Liste Z
talerstol | Tommy Talerstol    | Liste Y
"""

#: key, name, code, weekday, time, place, members with the chair first
_COMMITTEES = """
byraadet | Byrådet | BY | 2 | 17:00 | Byrådssalen, Brønderslev Rådhus | \
opdigt modelsen demo pseudonym laantnavn kunstig navnloes opfundet gaetteri tilfaeldig \
forbehold hensyn indvending kompromis mandat ordfoerer replik stemme talerstol
fritids-og-kulturudvalget | Fritids- og Kulturudvalget | FK | 3 | 14:00 | \
Udvalgsværelset, Dronninglund Rådhus | hensyn talerstol mandat tilfaeldig stemme
social-og-sundhedsudvalget | Social- og Sundhedsudvalget | SS | 2 | 08:30 | \
Mødelokale 112, Brønderslev Rådhus | modelsen replik indvending laantnavn opfundet
boerne-og-skoleudvalget | Børne- og Skoleudvalget | BS | 1 | 15:00 | \
Mødelokale 219, Brønderslev Rådhus | kompromis forbehold ordfoerer gaetteri kunstig
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in table.strip().split("\n")]


def _unit(key: str, parent: str, name: str, phone: str) -> StoryUnit:
    return StoryUnit(key, name, parent, f"09 45 {phone}", f"{key.replace('_', '-')}@{DOMAIN}")


def _employee(place: int, key: str, name: str, title: str, unit: str) -> StoryEmployee:
    is_archivist = key == "arne"
    roles = _ARCHIVIST_ROLES if is_archivist else ("caseworker", "employee")
    login = ARCHIVIST if is_archivist else ""
    return StoryEmployee(key, name, title, unit, f"09 45 47 {place:02d}", f"{key}@{DOMAIN}", login, roles)


def _committee(row: list[str]) -> StoryCommittee:
    key, name, code, weekday, time, place, members = row
    chair, *others = members.split()
    seats = (StoryMember(chair, chair=True), *(StoryMember(other) for other in others))
    return StoryCommittee(key, name, code, int(weekday), time, place, seats, "jens")


UNITS = tuple(_unit(*row) for row in _rows(_UNITS))
MORE_EMPLOYEES = tuple(_employee(place, *row) for place, row in enumerate(_rows(_EMPLOYEES), start=1))
MORE_POLITICIANS = tuple(
    StoryPolitician(key, name, party, f"{key}@byraad.example") for key, name, party in _rows(_POLITICIANS)
)
MORE_COMMITTEES = tuple(_committee(row) for row in _rows(_COMMITTEES))
COMMITTEES = (*STORY_COMMITTEES, *MORE_COMMITTEES)
COUNCIL = "byraadet"
EMPLOYEE_BY_KEY = {each.key: each for each in (*EMPLOYEES, *MORE_EMPLOYEES)}
POLITICIAN_BY_KEY = {each.key: each for each in (*POLITICIANS, *MORE_POLITICIANS)}


def login_and_name(key: str) -> tuple[str, str]:
    """Return the login and the name of the employee ``key``."""
    person = EMPLOYEE_BY_KEY[key]
    return person.login or person.key, person.name


def caseworkers_of(unit: str) -> list[str]:
    """List the keys of those who work on cases in ``unit``."""
    return [each.key for each in EMPLOYEE_BY_KEY.values() if each.unit == unit and "caseworker" in each.roles]
