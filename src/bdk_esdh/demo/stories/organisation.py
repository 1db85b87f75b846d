"""The municipality's units and the people who work there. All invented."""

from __future__ import annotations

from bdk_esdh.demo.stories.model import StoryEmployee, StoryUnit

MUNICIPALITY = "Brønderslev-Dronninglund Kommune"
DOMAIN = "broenderslev-dronninglund.example"
MAIN_PHONE = "09 45 45 45"
TOWN_HALLS = (
    ("Brønderslev Rådhus", "Ny Rådhusplads 1", "9700 Brønderslev"),
    ("Dronninglund Rådhus", "Rådhusgade 5", "9330 Dronninglund"),
)
OPENING_HOURS = "Mandag-torsdag kl. 9-15 og fredag kl. 9-13. Telefonen er åben på samme tid."

_UNITS = """
direktion              |                  | Direktionen              | 45 10
staben                 | direktion        | Staben                   | 45 20
politisk_sekretariat   | staben           | Politisk sekretariat     | 45 21
oekonomi               | staben           | Økonomi                  | 45 22
personale              | staben           | Personale & Løn          | 45 23
it                     | staben           | IT & Digitalisering      | 45 24
kommunikation          | staben           | Kommunikation            | 45 25
borgerservice          | staben           | Borgerservice            | 45 26
teknik_miljoe          | direktion        | Teknik & Miljø           | 45 00
byg                    | teknik_miljoe    | Byg                      | 45 01
vej_park               | teknik_miljoe    | Vej & Park               | 45 02
plan                   | teknik_miljoe    | Plan                     | 45 03
natur_miljoe           | teknik_miljoe    | Natur & Miljø            | 45 04
forsyning              | teknik_miljoe    | Forsyning og Affald      | 45 05
boern_kultur           | direktion        | Børn & Kultur            | 45 30
skoler                 | boern_kultur     | Skoler                   | 45 31
dagtilbud              | boern_kultur     | Dagtilbud                | 45 32
fritid_kultur          | boern_kultur     | Fritid & Kultur          | 45 33
boern_familie          | boern_kultur     | Børn & Familie           | 45 34
sundhed_velfaerd       | direktion        | Sundhed & Velfærd        | 45 50
aeldre_sundhed         | sundhed_velfaerd | Ældre & Sundhed          | 45 51
visitation             | sundhed_velfaerd | Visitation               | 45 52
handicap_psykiatri     | sundhed_velfaerd | Handicap & Psykiatri     | 45 53
beskaeftigelse         | direktion        | Beskæftigelse            | 45 60
jobcenter              | beskaeftigelse   | Jobcenter                | 45 61
ydelse                 | beskaeftigelse   | Ydelse                   | 45 62
solstraalen            | dagtilbud        | Solstrålens Børnehave    | 45 71
lyngbakken             | aeldre_sundhed   | Plejecenter Lyngbakken   | 45 72
"""

_EMPLOYEES = """
signe   | Signe Systemsen    | It-administrator            | it
karla   | Karla Skabelon     | Byggesagsbehandler          | byg
vibe    | Vibe Vilkår        | Visitator                   | visitation
villy   | Villy Fiktiv       | Postmedarbejder             | borgerservice
jens    | Jens Opspind       | Udvalgssekretær             | politisk_sekretariat
hanne   | Hanne Hypotese     | Chef for Teknik & Miljø     | teknik_miljoe
rosa    | Rosa Redigeret     | Webredaktør                 | kommunikation
per     | Per Pladsholder    | Lønkonsulent                | personale
mogens  | Mogens Eksempel    | Teamleder                   | byg
sanne   | Sanne Mønster      | Byplanlægger                | plan
birte   | Birte Blindnavn    | Vejingeniør                 | vej_park
finn    | Finn Formodet      | Biolog                      | natur_miljoe
malene  | Malene Måling      | Miljøsagsbehandler          | natur_miljoe
grete   | Grete Gisning      | Spildevandsingeniør         | forsyning
anders  | Anders Antaget     | Affaldsplanlægger           | forsyning
kirsten | Kirsten Konstrueret| Kommunaldirektør            | direktion
leif    | Leif Lånord        | Direktør for Teknik & Miljø | teknik_miljoe
nanna   | Nanna Nominel      | Direktør for Sundhed        | sundhed_velfaerd
ole     | Ole Opdigtet       | Stabschef                   | staben
pia     | Pia Påfund         | Økonomichef                 | oekonomi
rasmus  | Rasmus Regneark    | Økonomikonsulent            | oekonomi
susanne | Susanne Sagnfigur  | HR-chef                     | personale
tina    | Tina Tænkt         | Borgerservicemedarbejder    | borgerservice
ulla    | Ulla Utopi         | Skolekonsulent              | skoler
viggo   | Viggo Vignet       | Pladsanviser                | dagtilbud
yvonne  | Yvonne Ytring      | Kulturkonsulent             | fritid_kultur
bo      | Bo Blanket         | Udviklingskonsulent         | aeldre_sundhed
dorte   | Dorte Dummy        | Socialrådgiver              | handicap_psykiatri
gunnar  | Gunnar Generisk    | It-konsulent                | it
frida   | Frida Facade       | Ydelsessagsbehandler        | ydelse
"""

_LOGINS: dict[str, tuple[str, tuple[str, ...]]] = {
    "signe": ("administrator", ("administrator", "employee")),
    "karla": ("sagsbehandler", ("caseworker", "employee")),
    "vibe": ("sagsbehandler2", ("caseworker", "employee")),
    "villy": ("postmedarbejder", ("mail_room", "employee")),
    "jens": ("sekretaer", ("committee_secretary", "caseworker", "employee")),
    "hanne": ("leder", ("manager", "employee")),
    "rosa": ("redaktoer", ("editor", "employee")),
    "per": ("medarbejder", ("employee",)),
}


def _rows(table: str) -> list[list[str]]:
    """Read a table written with bars, so that thirty rows stay readable."""
    return [[cell.strip() for cell in row.split("|")] for row in table.split("\n") if row]


def _unit(key: str, parent: str, name: str, phone: str) -> StoryUnit:
    address = f"{key.replace('_', '-')}@{DOMAIN}"
    return StoryUnit(key, name, parent, f"09 45 {phone}", address)


def _employee(place: int, row: list[str]) -> StoryEmployee:
    key, name, title, unit = row
    login, roles = _LOGINS.get(key, ("", ("caseworker", "employee")))
    phone = f"09 45 46 {place:02d}"
    return StoryEmployee(key, name, title, unit, phone, f"{key}@{DOMAIN}", login, roles)


UNITS = tuple(_unit(*row) for row in _rows(_UNITS))
EMPLOYEES = tuple(_employee(place, row) for place, row in enumerate(_rows(_EMPLOYEES), start=1))
UNIT_BY_KEY = {unit.key: unit for unit in UNITS}
EMPLOYEE_BY_KEY = {employee.key: employee for employee in EMPLOYEES}
