"""Whoever has no right to a thing never learns its title: on no face, by no page, list, search, feed or answer.

In each town every title is two words that stand nowhere else. The first is searched for; the second
may not be in any body that somebody without right is given, whatever they ask for.
"""

import pytest
import transaction
from tests.property.towns import Town

from bdk_esdh.organisation.actions import people_of
from bdk_esdh.postlist.predicate import rules_of
from bdk_esdh.security.readers import may_read

SAMPLE, WHOLE = 301, range(301, 331)
ANONYMOUS = None


def test_no_face_tells_a_title_to_whoever_has_no_right_to_it_in_a_sample_of_towns(site):
    _try_town(site, SAMPLE)


# Each in a municipality of its own: two towns would give their units the same names.
@pytest.mark.soak
@pytest.mark.parametrize("seed", WHOLE)
def test_no_face_tells_a_title_to_whoever_has_no_right_to_it_in_thirty_towns(site, seed):
    _try_town(site, seed)


def _try_town(site, seed):
    with site.graph() as (root, _act):
        town = Town(root, site.registry, seed, with_files=True)
        town.do(30)
        people = people_of(root)
        for login in town.logins:
            people[login].password_hash = people["leder"].password_hash
        transaction.commit()
        paths = [_path(node) for node in town.nodes()]
        secrets = {login: _secrets_from(town, login) for login in [*town.logins, ANONYMOUS]}
    asked = sum(
        _ask_everywhere(site, login, paths, kept, f"seed {seed}, after {town.log}")
        for login, kept in secrets.items()
    )
    assert asked > len(secrets)


def _titles(node):
    found = [node.title, getattr(node, "confidential_title", ""), getattr(node, "correspondent", "")]
    return [title.split() for title in found if title.startswith("xq")]


def _secrets_from(town, login):
    """Return the titles that ``login`` may not learn, as pairs of the word to search for and the one to look for."""
    kept, known = [], set()
    principals = town.identity(login).principals if login else frozenset({"public"})
    now = town.registry.clock.now()
    for node in town.nodes():
        public = getattr(node, "is_published", lambda _now: False)(now)
        listed = hasattr(node, "on_postlist") and rules_of(town.registry).decide(node, now).shown
        if may_read(node, principals) or public or listed:
            known |= {words[1] for words in _titles(node)}
        else:
            kept += _titles(node)
    return [words for words in kept if words[1] not in known]


def _path(node):
    names = []
    while node.__parent__ is not None:
        names.append(str(node.__name__))
        node = node.__parent__
    return "/" + "/".join(reversed(names))


def _ask_everywhere(site, login, paths, kept, where):
    client = site.client(login)
    asked = 0
    for address in _addresses(client, login, paths, kept):
        answer = client.get(address, expect_errors=True)
        assert answer.status_int < 500, f"{address}: {answer.status}, {login}, {where}"
        asked += 1
        for _first, second in kept:
            body = answer.text if answer.content_type.startswith(("text", "application/")) else ""
            told = f"{body} {answer.headers.get('Location', '')}"
            assert second not in told, f"{login} learned {second} from {address}, {where}"
    return asked


def _addresses(client, login, paths, kept):
    yield from (
        "/",
        "/udvalg",
        "/nyheder",
        "/postlister",
        "/postlister/2026-11-23",
        "/postlister/atom.xml",
        "/sitemap.xml",
        "/emner",
    )
    for path in paths:
        yield path
        yield f"/api/v1{path}"
    for first, _second in kept:
        yield f"/soeg?q={first}"
        yield f"/api/v1/@search?SearchableText={first}"
    if login is ANONYMOUS:
        return
    yield from (
        "/intranet/", "/intranet/sager", "/intranet/sager?tilstand=alle", "/intranet/dokumenter", "/intranet/udvalg",
        "/intranet/postlister", "/intranet/nyheder", "/intranet/papirkurv", "/intranet/sager/adgang",
        "/intranet/noedadgang", "/intranet/noedadgange", "/intranet/journal", "/api/v1/sager", "/api/v1/udvalg",
    )  # fmt: skip
    for path in paths:
        for name in ("", "/adgang", "/ret", "/adgang-bryd", "/versioner", "/journal", "/luk"):
            yield f"/intranet{path}{name}"
    for first, _second in kept:
        yield f"/intranet/soeg?q={first}"
