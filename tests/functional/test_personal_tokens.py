"""Tokens that a person gives to programs: made and revoked on one's own page, and never good for more than oneself."""

import re
from datetime import timedelta

import pytest
from tests.support.journal_town import acts_of
from tests.support.site import form_with
from tests.support.site_api import API, CASE, api, post_case, problem, with_token

from bdk_esdh.organisation.token_actions import make_token

PEOPLE = "/intranet/organisation/personer"


def tokens_page(client, login="sagsbehandler", status=None):
    return client.get(f"{PEOPLE}/{login}/adgangstegn", status=status)


def make(client, login="sagsbehandler", *, status=200, password="demo", **fields):  # noqa: S107
    form = form_with(tokens_page(client, login), "current_password")
    form["title"], form["current_password"] = "Udtræk", password
    for name, value in fields.items():
        form[name] = value
    return form.submit(status=status)


def token_in(page):
    return page.html.select_one("#adgangstegn")["value"]


def program(site, token):
    return with_token(api(site), token)


@pytest.fixture
def clerk(site):
    return site.client("sagsbehandler")


def test_it_is_shown_once_and_kept_as_a_digest(site, clerk):
    page = make(clerk, scope="write")
    token = token_in(page)
    assert re.fullmatch(r"esdh_[0-9a-f]{16}_[A-Za-z0-9_-]{43}", token)
    assert page.headers["Cache-Control"].startswith("no-store")
    assert token not in tokens_page(clerk).text
    secret = token[22:]
    with site.graph() as (root, _act):
        (entry,) = root.personal_tokens._entries.values()
        assert secret not in repr(vars(entry))
    assert secret not in repr([vars(each) for each in acts_of(site)])


def test_a_token_opens_what_its_person_may_and_nothing_else(site, clerk):
    """Break it: let ``token_login`` return the login of an administrator."""
    client = program(site, token_in(make(clerk, scope="write")))
    case = post_case(client)
    assert client.get(case["@id"]).json["title"] == CASE["title"]
    hidden = post_case(api(site, "sagsbehandler2"), sensitivity="confidential")
    problem(client.get(hidden["@id"], status=404), "not-found")
    problem(client.post_json(f"{API}/udvalg", {"@type": "Committee"}, status=403), "forbidden")


def test_a_token_for_reading_changes_nothing(site, clerk):
    """Break it: leave ``refuse_writing_by_reader`` out of the guard."""
    case = post_case(api(site, "sagsbehandler"))
    began = len(acts_of(site))
    client = program(site, token_in(make(clerk)))
    assert client.get(case["@id"]).json["@id"] == case["@id"]
    for method, path in (
        ("POST", f"{API}/sager"), ("PATCH", case["@id"]), ("DELETE", case["@id"]),
        ("POST", f"{case['@id']}/@workflow/inform"), ("POST", f"{API}/@logout"), ("POST", f"{API}/findes/ikke"),
    ):  # fmt: skip
        answer = client._gen_request(
            method, path, params=b"{}", content_type="application/json", expect_errors=True
        )
        assert answer.status_int == 403, (method, path)
        told = problem(answer, "read-only-token")
        assert "kan kun læse" in told["detail"]
    assert [entry.verb for entry in acts_of(site)[began:]] == ["person.token_made"]


def test_it_ends_on_its_day(site, clerk):
    client = program(site, token_in(make(clerk, expires="23.11.2026")))
    client.get(f"{API}/sager", status=200)
    site.clock.advance(timedelta(hours=14, minutes=59))
    client.get(f"{API}/sager", status=200)
    site.clock.advance(timedelta(minutes=1))
    problem(client.get(f"{API}/sager", status=401), "unauthorized")
    assert tokens_page(site.client("sagsbehandler")).html.select("ul.e-rows li") == []


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"expires": "24.11.2027"}, "højst gælde i et år"),
        ({"expires": "22.11.2026"}, "Dagen er gået"),
        ({"expires": "31/2"}, "ingen dag"),
        ({"title": ""}, "Skriv, hvad adgangstegnet skal bruges til"),
        ({"title": "Nr. 010190-1234"}, "CPR"),
        ({"password": "forkert"}, "Adgangskoden er forkert"),
        ({"password": ""}, "Skriv den adgangskode"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_made(site, clerk, fields, word):
    page = make(clerk, status=422, **fields)
    assert word in page.text
    assert page.html.select_one("#adgangstegn") is None
    if "title" not in fields:
        assert page.html.select_one("[name=title]")["value"] == "Udtræk"
    assert [entry.verb for entry in acts_of(site)].count("person.token_made") == 0


def test_the_same_form_sent_twice_makes_one(site, clerk):
    form = form_with(tokens_page(clerk), "current_password")
    form["title"], form["current_password"] = "Udtræk", "demo"
    assert form.submit(status=200)
    assert "vises kun én gang" in form.submit(status=303).follow().text
    assert len(tokens_page(clerk).html.select("ul.e-rows li")) == 1


def test_it_is_revoked_by_its_person_or_an_administrator_and_by_nobody_else(site, clerk):
    """Break it: leave ``require_say`` out of ``revoke_token`` and the check out of the page."""
    for who in ("sagsbehandler", "administrator"):
        client = program(site, token_in(make(clerk)))
        client.get(f"{API}/sager", status=200)
        page = tokens_page(site.client(who))
        assert "aldrig brugt" not in page.text
        assert "sidst brugt i dag kl." in page.text
        form = form_with(page, "tegn")
        other = site.client("leder")
        token = form_with(other.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
        other.post(form.action, {"csrf_token": token, "tegn": form["tegn"].value}, status=403)
        client.get(f"{API}/sager", status=200)
        form.submit(status=303)
        problem(client.get(f"{API}/sager", status=401), "unauthorized")
    tokens_page(site.client("leder"), status=403)


def test_an_administrator_makes_none_for_others(site):
    admin = site.client("administrator")
    page = tokens_page(admin)
    assert not page.html.select("[name=current_password]")
    token = form_with(admin.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
    sent = {
        "csrf_token": token,
        "title": "x",
        "scope": "write",
        "expires": "1.12.2026",
        "current_password": "demo",
    }
    admin.post(f"{PEOPLE}/sagsbehandler/adgangstegn", sent, status=(403, 404))


@pytest.mark.parametrize("how", ["deaktiver", "adgangskode"])
def test_who_is_stopped_or_gets_another_password_loses_tokens_for_good(site, clerk, how):
    """Break it: leave the tokens out of ``_end_sessions``; then one who comes back has them again."""
    client = program(site, token_in(make(clerk)))
    admin = site.client("administrator")
    if how == "deaktiver":
        form_with(admin.get(f"{PEOPLE}/sagsbehandler"), "once").submit()
        token = form_with(admin.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
        admin.post(f"{PEOPLE}/sagsbehandler/deaktiver", {"csrf_token": token})
        problem(client.get(f"{API}/sager", status=401), "unauthorized")
        admin.post(f"{PEOPLE}/sagsbehandler/aktiver", {"csrf_token": token})
    else:
        form = form_with(admin.get(f"{PEOPLE}/sagsbehandler/adgangskode"), "new_password")
        form["new_password"] = form["repeated"] = "en helt ny adgangskode"
        form.submit(status=303)
    problem(client.get(f"{API}/sager", status=401), "unauthorized")


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: t + "A", str.upper]
)
def test_a_token_that_is_nearly_right_is_none(site, clerk, spoil):
    token = token_in(make(clerk))
    problem(program(site, spoil(token)).get(f"{API}/sager", status=401), "unauthorized")


def test_nobody_has_more_than_twenty(site, clerk):
    with site.graph(by="sagsbehandler") as (root, act):
        person = root["organisation"]["personer"]["sagsbehandler"]
        for number in range(20):
            make_token(person, {"title": str(number), "scope": "read", "expires": site.clock.today()}, act)
    assert "Du har 20 adgangstegn" in make(clerk, status=(409, 422)).text


def test_a_token_is_no_way_in_to_pages(site, clerk):
    client = site.client()
    client.authorization = ("Bearer", token_in(make(clerk)))
    assert client.get("/intranet/sager", status="*").status_int in (302, 303)
