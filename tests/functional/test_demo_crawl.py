"""Everybody follows every kind of link through the demo municipality, and finds it whole."""

import re
from collections import Counter

import pytest
from tests.support.crawling import HOST, crawl, links_of
from tests.support.demo import DEMO_LOGINS, demo_layer
from tests.support.html_checker import html_errors
from tests.support.site import form_with

from bdk_esdh.demo.stories.people import CITIZENS
from bdk_esdh.kernel.graph import find_objectmap
from bdk_esdh.organisation.actions import people_of, units_of
from bdk_esdh.security.identity import ANONYMOUS_PRINCIPALS, Identity
from bdk_esdh.security.readers import may_read

ANYBODY = "anonym"
CITIZEN = "borger1"
ROLES = (ANYBODY, *DEMO_LOGINS)
#: in a sample: whoever sees least, and those who see most of the two faces
OF_A_SAMPLE = {ANYBODY, CITIZEN, "sagsbehandler", "administrator"}
#: addresses that stand in the contract whether or not a page links to them
STARTS = ("/", "/soeg?q=lokalplan", "/was", "/sitemap.xml")
ENGLISH = re.compile(
    r">\s*(Submit|Required|Cancel|Reset|Select|Search|Save|Delete|Edit|Add|Next|Previous|Home|Login|Logout|None|True|False"
    r"|There was a problem[^<]*|Errors have been highlighted[^<]*|Invalid[^<]*|Password|Username|Not Found|Forbidden)\s*<"
)
#: the journal of those who control names what was done by its number, whoever may read it
CONTROL = HOST + "/intranet/journal"
NUMBER = re.compile(r"\d{4}-\d{5}(-\d+)?")
#: shorter titles stand in other words too
SHORTEST_SECRET = 10


def as_each(roles):
    """Ask a test about each role, or about those of a sample."""
    return pytest.mark.parametrize(
        "role", [pytest.param(role, marks=() if role in OF_A_SAMPLE else pytest.mark.whole) for role in roles]
    )


@pytest.fixture(scope="module")
def demo(demo_town):
    site = demo_layer(demo_town)
    yield site
    site.db.close()


@pytest.fixture(scope="module")
def walk(demo):
    """Return everything that a role comes to; walked when it is first asked for."""
    walked = {}

    def walk(role):
        if role not in walked:
            client = demo.client(None if role == ANYBODY else role)
            inside = () if role in (ANYBODY, CITIZEN) else ("/intranet/",)
            walked[role] = crawl(client, (*inside, *STARTS))
        return walked[role]

    return walk


@pytest.fixture(scope="module")
def secrets(demo):
    """Return by role the words it may not come to know: of every kept thing that it may not read."""
    with demo.graph() as (root, _act):
        graph = find_objectmap(root)
        nodes = [node for node in map(graph.object_for, list(graph.objectid_to_path)) if words_of(node)]
        return {role: secret_words(nodes, principals_of(root, role)) for role in ROLES}


def principals_of(root, role):
    if role == ANYBODY:
        return ANONYMOUS_PRINCIPALS
    person = people_of(root)[role]
    line = tuple(str(unit.__name__) for unit in units_of(root).line_of(person.unit_key))
    identity = Identity(
        role,
        person.title,
        frozenset(person.roles),
        unit=person.unit_key,
        units=line,
        bodies=tuple(person.bodies),
    )
    return identity.principals


def words_of(node):
    """Return what would give ``node`` away: its titles, and its number where that is long enough to be told."""
    found = (
        getattr(node, name, "") for name in ("title", "confidential_title", "case_number", "document_number")
    )
    return {each for each in found if isinstance(each, str) and len(each) >= SHORTEST_SECRET}


def is_kept(node):
    """Whether ``node`` is kept from some who work here, and is no mere draft of what will be public."""
    kind = type(node).__name__
    if kind == "Case":
        return node.sensitivity != "not_confidential"
    if kind == "Document":
        return node.is_confidential
    return kind == "AgendaItem" and node.closed_session


def secret_words(nodes, principals):
    """A title that something readable bears too is no secret, and a number may begin another."""
    closed, told = set(), set()
    for node in nodes:
        readable = may_read(node, principals)
        told |= words_of(node) if readable else set()
        closed |= words_of(node) if is_kept(node) and not readable else set()
        if getattr(node, "neutral_title_released", False):
            told.add(node.neutral_title)
    return {word for word in closed if not any(word in each for each in told)}


def no_faults(pages, judge):
    """Fail with each complaint once, and the first page that gave cause for it."""
    first, count = {}, Counter()
    for page in pages:
        for complaint in judge(page):
            first.setdefault(complaint, f"{page.url} (linked from {page.linked_from or 'the contract'})")
            count[complaint] += 1
    faults = [f"{complaint}: {first[complaint]}, {times} in all" for complaint, times in count.items()]
    assert not faults, "\n".join(faults)


@as_each(ROLES)
def test_no_link_that_we_show_leads_nowhere(walk, role):
    linked = [page for page in walk(role) if page.linked_from]
    assert len(linked) > 50
    no_faults(linked, lambda page: [f"{page.status} at {page.url}"] if page.status != 200 else [])


@as_each(ROLES)
def test_every_page_is_whole(walk, role):
    pages = [page for page in walk(role) if page.is_page]
    no_faults(pages, complaints)


@pytest.mark.whole
@pytest.mark.needs("java")
def test_the_markup_of_every_kind_of_page_is_without_error(walk):
    """Of all pages those that have something the ones before had not: an element of that class, with these
    attributes, there.
    """
    met = set()
    new = [page for role in ROLES for page in walk(role) if page.is_page and not is_nothing_new(page, met)]
    assert len(new) > 60
    no_faults(new, lambda page: html_errors(page.text))


def is_nothing_new(page, met):
    """Tell whether all kinds of elements of a page are in ``met``; puts them there."""
    kinds = {
        (each.getparent().tag, each.tag, each.get("class"), *sorted(each.keys()))
        for each in page.tree.iterdescendants("*")
    }
    known = kinds <= met
    met |= kinds
    return known


def complaints(page):
    return [*wrong_round_the_page(page), *wrong_in_the_page(page)]


def wrong_round_the_page(page):
    tree = page.tree
    if (headings := len(tree.xpath("//h1"))) != 1:
        yield f"{headings} h1"
    if not (tree.findtext(".//title") or "").strip(" –"):
        yield "no title"
    if tree.get("lang") != "da":
        yield f"lang is {tree.get('lang')}"
    if tree.xpath("//style | //@style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"):
        yield "style or script in the page"
    yield from (f"link to {link}" for link in links_of(page) if not link.startswith(HOST + "/"))


def wrong_in_the_page(page):
    if "${" in page.text:
        yield "an unresolved ${"
    yield from (f"English: {match[1]}" for match in ENGLISH.finditer(page.text))
    known = Counter(page.tree.xpath("//@id"))
    yield from (f"id {name} given {times} times" for name, times in known.items() if times > 1)
    named = page.tree.xpath("//label/@for | //@aria-labelledby | //@aria-describedby")
    yield from (
        f"nothing has the id {name}" for names in named for name in names.split() if name not in known
    )


@as_each(ROLES)
def test_nobody_learns_of_what_is_kept_from_them(walk, secrets, role):
    assert len(secrets[role]) > 3
    pages = [page for page in walk(role) if page.text]
    no_faults(
        pages,
        lambda page: [
            word for word in secrets[role] if word in page.words and not may_show(role, page, word)
        ],
    )


def may_show(role, page, word):
    """Tell whether a word is a number on the page of those who control, who see number and act, no more."""
    return role == "administrator" and page.url.startswith(CONTROL) and NUMBER.fullmatch(word)


@as_each(ROLES)
def test_no_public_page_names_a_private_person(walk, role):
    names = [citizen.name for citizen in CITIZENS if citizen.login != role]
    public = [page for page in walk(role) if page.text and not page.url.startswith(HOST + "/intranet")]
    assert len(public) > 20
    no_faults(public, lambda page: [name for name in names if name in page.words])


@pytest.mark.whole
def test_those_who_may_read_what_is_kept_do_meet_it(walk, secrets):
    words = secrets["sagsbehandler2"] - secrets["sagsbehandler"]
    assert any(word in page.words for page in walk("sagsbehandler") for word in words)


@as_each(DEMO_LOGINS)
def test_every_page_at_work_leads_to_help_that_is_there(walk, demo, role):
    guides, without = demo.registry.guides, []
    for page in walk(role):
        if not page.is_page or not page.url.startswith(HOST + "/intranet"):
            continue
        links = page.tree.xpath('//a[@data-help=""]/@href')
        name, _hash, anchor = (links[0] if links else "").removeprefix("/hjaelp/").partition("#")
        guide = guides.get(name)
        if guide is None or anchor not in guide.anchors:
            without.append((page.url, links))
    assert without == []


def test_the_first_letter_of_a_new_town_has_its_suggestions_before_any_work_was_done(demo):
    client = demo.client("postmedarbejder")
    page = client.get("/intranet/postrum").click("Registrér det første")
    assert form_with(page, "title")["title"].value == "Supplerende snittegning til carport på Algade 312"
    assert "bliver læst" not in page
