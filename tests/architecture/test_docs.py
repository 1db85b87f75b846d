"""What the manuals say is so: links, addresses and who gets there, commands, settings, and the worked example."""

import dataclasses
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import transaction
from tests.support.builders import a_case, a_document
from tests.support.site import PEOPLE, Site, form_with, layer, make_app, make_base

import bdk_esdh
from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.release import release_document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.kernel.settings import Settings
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting
from bdk_esdh.ops.cli import main
from bdk_esdh.ops.tracing import trace_url
from bdk_esdh.pages.actions import add_news, add_page, publish

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MANUALS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
GUIDES = ("sagsbehandler", "sekretaer", "redaktoer", "borger", "administrator")
LOGINS = {login for login, _name, _roles, _unit in PEOPLE}
EVERYONE = "alle"
#: pages that only the demonstration's editor has written
PAGES = ("aktindsigt", "selvbetjening", "mine-sager", "debat")
LARGEST_PICTURE = 250_000

LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
ADDRESS_ROW = re.compile(r"^\| `(/[^`]*)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
PLACEHOLDER = re.compile(r"<[^>]+>")


def _name_of(path):
    return str(path.relative_to(ROOT))


# ------------------------------------------------------------------ links and pictures


@pytest.mark.parametrize("manual", MANUALS, ids=_name_of)
def test_every_relative_link_and_picture_exists(manual):
    missing = [
        target
        for _mark, _text, target in LINK.findall(_prose(manual))
        if not target.startswith(("http://", "https://", "#", "mailto:"))
        and not (manual.parent / target.partition("#")[0]).exists()
    ]
    assert missing == []


def _prose(manual):
    return re.sub(r"^```.*?^```", "", manual.read_text(), flags=re.MULTILINE | re.DOTALL)


def test_every_picture_has_a_text_is_small_and_is_shown_somewhere():
    shown = set()
    for manual in MANUALS:
        for mark, text, target in LINK.findall(_prose(manual)):
            if mark:
                assert len(text) > 15, f"{manual.name}: {target} is shown without saying what is on it"
                shown.add((manual.parent / target).resolve())
    for picture in (DOCS / "img").iterdir():
        assert picture.stat().st_size < LARGEST_PICTURE, picture.name
        assert picture.resolve() in shown, f"{picture.name} is shown nowhere"


def test_every_guide_is_named_in_the_index_and_in_the_readme():
    for guide in GUIDES:
        assert f"({guide}.md)" in (DOCS / "index.md").read_text()
        assert f"(docs/{guide}.md)" in (ROOT / "README.md").read_text()


# ------------------------------------------------------------------ addresses


def _rows():
    """Yield guide, address and login (or ``alle``) of every row that says who gets where."""
    for guide in GUIDES:
        rows = ADDRESS_ROW.findall((DOCS / f"{guide}.md").read_text())
        assert len(rows) > 10, f"{guide}.md has no table of addresses"
        for address, whom, _purpose in rows:
            for login in whom.replace("`", "").split(","):
                yield guide, address, login.strip()


@pytest.fixture(scope="module")
def town(application):
    """A municipality with one of everything the tables speak of, and what the placeholders stand for in it."""
    site = layer(*application)
    yield site, _fill(site)
    site.db.close()


def _fill(site: Site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        letter = a_document(case, act, title="Ansøgning om carport")
        a_document(case, act, title="Supplerende tegning")
        closed = a_case(root, act, title="Afsluttet sag")
        move_case(closed, "close", act)
        move_document(letter, "finalise", act)
        release_document(letter, act)
        known = {"sag": case.case_number, "nummer": letter.document_number, "dag": "2026-11-23"}
        known |= {"lukket sag": closed.case_number}
    with site.graph("redaktoer") as (root, act):
        for name in PAGES:
            publish(add_page(root, {"title": name.capitalize(), "name": name, "body": "Skriv."}, act), act)
        publish(add_news(root["nyheder"], {"title": "Ny cykelsti", "body": "Den åbner."}, act), act)
    with site.graph("sekretaer") as (root, act):
        values = {"title": "Økonomiudvalget", "code": "ØK", "place": "Mødelokale 219"}
        seat = {"name": "Rigmor Opdigt", "party": "Liste X", "login": "politiker", "chair": True}
        committee = add_committee(root["udvalg"], values | {"members": [seat]}, act)
        meetings = {}
        for state, days in (("draft", 16), ("published", 9), ("held", 8)):
            day = site.clock.today() + timedelta(days=days)
            meeting = plan_meeting(
                committee, {"date": day, "time": site.clock.now().time(), "place": "Mødelokale 219"}, act
            )
            case = root["sager"][known["sag"]]
            item = add_item(meeting, {"kind": "case", "title": "Carport", "case": case, "documents": []}, act)
            if state != "draft":
                publish_meeting(meeting, act)
            number = next(n for n, each in enumerate(meeting.items_in_order(), 1) if each is item)
            meetings[state] = {"møde": meeting.__name__, "id": str(get_oid(item)), "punkt": str(number)}
        known |= {"udvalg": committee.__name__, "enhed": "byg", "brugernavn": "medarbejder"}
    site.clock.advance(timedelta(days=8, hours=2))
    with site.graph("sekretaer") as (root, act):
        hold_meeting(root["udvalg"][known["udvalg"]][meetings["held"]["møde"]], act)
        news = next(iter(root["nyheder"]))
    return {**known, "dokument": "1", "side": "aktindsigt", "nyhed": news, "meetings": meetings}


def _filled_in(address, known):
    """Put what there is in the place of what stands in angle brackets."""
    ending = address.partition("?")[0].rpartition("/")[2]
    state = {"fjern": "draft", "nyt-punkt": "draft", "offentliggoer": "draft", "beslutning": "held"}.get(
        ending, "held" if ending == "godkend" else "published"
    )
    values = known | known["meetings"][state]
    if ending == "genaabn":
        values["sag"] = known["lukket sag"]
    if ending == "frigiv" or (ending == "ret" and "<dokument>" in address):
        values["dokument"] = "2"  # the first is final: locked, and released already
    return PLACEHOLDER.sub(lambda found: values[found.group()[1:-1]], address)


@pytest.mark.sweep(4)
@pytest.mark.parametrize("login", sorted({login for _guide, _address, login in _rows()}))
def test_every_address_of_the_guides_answers_for_those_it_is_said_to_be_for(town, login):
    assert login in LOGINS | {EVERYONE}, f"{login} is nobody"
    site, known = town
    client = site.client(None if login == EVERYONE else login)
    wrong = {}
    for guide, address, whom in _rows():
        if whom != login:
            continue
        url = _filled_in(address, known)
        answer = client.get(url, status="*")
        if answer.status_int != 200:
            wrong[f"{guide}.md: {address} ({url})"] = answer.status
    assert wrong == {}


def test_every_place_in_a_menu_is_in_the_guide_of_whoever_has_it(town):
    site, _known = town
    for login in sorted(LOGINS - {"borger1", "borger2"}):
        page = site.client(login).get("/intranet/").html
        # What somebody has opened is no place: pages that editors made lie right below the start page.
        opened = {link["href"] for link in page.select('[aria-labelledby="senest"] li a')}
        links = set(re.findall(r'href="(/intranet/[a-z]+)"', str(page))) - opened
        told = {address.partition("?")[0] for _guide, address, _whom in _rows()}
        assert links - told == set(), login


# ------------------------------------------------------------------ commands and settings


def test_every_command_that_is_named_exists_and_every_command_is_described():
    named = {}
    for manual in MANUALS:
        if manual.parent.name == "adr":
            continue  # a decision may speak of what is to come
        for span in re.findall(r"`([^`\n]+)`", manual.read_text()):
            for command in re.findall(r"(?:^|/)esdh((?: --\w+ \S+)*) ([a-z]+)", span):
                named.setdefault(command[1], manual.name)
    assert {"init", "serve", "trace"} <= set(named)
    strangers = {command: manual for command, manual in named.items() if command not in main.commands}
    assert strangers == {}
    guide = (DOCS / "administrator.md").read_text()
    assert [name for name in main.commands if f"| `esdh {name}`" not in guide] == []


def test_every_option_of_every_command_is_described():
    guide = (DOCS / "administrator.md").read_text()
    rows = {name: row for name in main.commands for row in guide.splitlines() if f"| `esdh {name}`" in row}
    for name, command in main.commands.items():
        options = {o for p in command.params for o in p.opts if o.startswith("--")}
        told = set(re.findall(r"--[a-z-]+", rows[name]))
        assert told == options, f"esdh {name}"


def test_every_setting_is_described_with_its_default_and_no_other():
    guide = (DOCS / "administrator.md").read_text()
    told = dict(re.findall(r"^\| `esdh\.(\w+)` \| `([^`]+)` \|", guide, re.MULTILINE))
    real = {each.name: _as_written(each.default) for each in dataclasses.fields(Settings)}
    assert told == real


def _as_written(default):
    if isinstance(default, bool):
        return str(default).lower()
    return (" ".join(default) if isinstance(default, tuple) else str(default)) or "tom"


# ------------------------------------------------------------------ the developer's page


def test_the_five_hops_are_those_that_the_command_prints(town):
    site, known = town
    text = (DOCS / "udvikler.md").read_text()
    method, url, printed = re.search(
        r"esdh trace --method (\w+) (\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    ).groups()
    told = dict(line.split(None, 1) for line in printed.splitlines())
    case = re.search(r"\d{4}-\d{5}", url).group()
    with site.graph() as (root, _act):
        hops = dict(trace_url(site.registry, root, url.replace(case, known["sag"]), method))
    hops["object"] = hops["object"].replace(known["sag"], case)
    told["view"], hops["view"] = (re.sub(r" \(line \d+\)", "", each["view"]) for each in (told, hops))
    assert told == hops


def _example_files():
    """Return the files of the example: a block whose first line is a comment with a path."""
    text = (DOCS / "udvikler.md").read_text()
    blocks = re.findall(
        r"^```(?:python|html)\n(?:# |<!-- )(notices/\S+)(?: -->)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    )
    return dict(blocks)


@pytest.fixture
def with_notices(tmp_path, monkeypatch):
    """The application with the example's capability in it."""
    for name, content in _example_files().items():
        path = tmp_path / "package" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    monkeypatch.setattr(bdk_esdh, "__path__", [*bdk_esdh.__path__, str(tmp_path / "package")])
    monkeypatch.setattr(bdk_esdh, "CAPABILITIES", (*bdk_esdh.CAPABILITIES, "notices"))
    app, registry = make_app(tmp_path)
    storage = make_base(registry, tmp_path)
    site = layer(app, registry, storage)
    yield site
    transaction.abort()
    site.db.close()
    storage.close()
    for name in [name for name in sys.modules if name.startswith("bdk_esdh.notices")]:
        del sys.modules[name]
    del bdk_esdh.notices


def test_the_worked_example_works_as_it_stands(with_notices):
    site = with_notices
    client = site.client("redaktoer")
    form = form_with(client.get("/intranet/opslag/nyt-opslag"), "title")
    form["title"], form["body"] = "Kantinen er lukket", "Den åbner igen fredag."
    page = form.submit().follow()
    assert "Den åbner igen fredag." in page.text
    again = form_with(client.get("/intranet/opslag/nyt-opslag"), "title")
    again["title"] = "Kantinen er lukket"
    assert "Der er allerede et opslag med den titel" in again.submit(status=422).text
    form = form_with(client.get("/intranet/opslag/kantinen-er-lukket/ret"), "title")
    form["body"] = "Den er åben."
    form.submit()
    reader = site.client("medarbejder")
    assert "Kantinen er lukket" in reader.get("/intranet/opslag").text
    assert "Den er åben." in reader.get("/intranet/opslag/kantinen-er-lukket").text
    reader.get("/intranet/opslag/nyt-opslag", status=403)
    assert "opslag" in reader.get("/intranet/").text
    site.client("politiker").get("/intranet/opslag", status=404)
    site.client().get("/opslag", status=404)
