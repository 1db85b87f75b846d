"""Where one is logged in: seen, recognised and ended."""

from datetime import timedelta

import pytest
from tests.support.site import form_with

PEOPLE = "/intranet/organisation/personer"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)


def log_in(site, login, *, browser=FIREFOX, address="192.0.2.77"):
    client = site.client()
    client.extra_environ |= {"REMOTE_ADDR": address, "HTTP_USER_AGENT": browser}
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = login, "demo"
    form.submit(status=303)
    return client


def page_of(client, login, status=None):
    return client.get(f"{PEOPLE}/{login}/logget-paa", status=status)


def places(page):
    return [" ".join(each.get_text(" ").split()) for each in page.html.main.select("ul.e-rows li")]


def press(page, text):
    (form,) = [form for form in page.forms.values() if text in form.text]
    return form.submit(status=303).follow()


def is_in(client):
    return client.get("/intranet/", status="*").status_int == 200


def test_each_place_is_told_in_plain_words_with_this_one_marked(site):
    log_in(site, "medarbejder", browser=IPHONE, address="2001:db8:77:1::9")
    site.clock.advance(timedelta(minutes=10))
    page = page_of(log_in(site, "medarbejder"), "medarbejder")
    first, second = places(page)
    assert first.startswith("Firefox på Windows Denne Logget på i dag kl. 9.10 · sidst brugt i dag kl. 9.10")
    assert "192.0.2.0/24" in first
    assert second.startswith("Safari på iPhone Logget på i dag kl. 9.00")
    assert "2001:db8:77::/48" in second
    for secret in ("Mozilla", "192.0.2.77", "2001:db8:77:1"):
        assert secret not in page.text


def test_the_page_is_found_from_ones_own(site):
    client = log_in(site, "medarbejder")
    assert client.get(f"{PEOPLE}/medarbejder").click("Her er du logget på").status_int == 200


def test_one_place_is_ended_and_the_others_go_on(site):
    """Break it: end nothing."""
    phone = log_in(site, "medarbejder", browser=IPHONE)
    tablet = log_in(site, "medarbejder", browser="")
    desk = log_in(site, "medarbejder")
    page = press(page_of(desk, "medarbejder"), "Safari på iPhone")
    assert "Logget af ét sted" in page.text
    assert [is_in(client) for client in (phone, tablet, desk)] == [False, True, True]


def test_all_others_are_ended_at_once_and_this_one_stays(site):
    others = [log_in(site, "medarbejder", browser=IPHONE) for _number in range(3)]
    desk = log_in(site, "medarbejder")
    page = press(page_of(desk, "medarbejder"), "Log af alle andre steder")
    assert "Logget af 3 steder" in page.text
    assert [is_in(client) for client in (*others, desk)] == [False] * 3 + [True]
    assert "Log af alle andre" not in page.text


def test_ending_what_is_over_says_so(site):
    log_in(site, "medarbejder", browser=IPHONE)
    desk, laptop = log_in(site, "medarbejder"), log_in(site, "medarbejder")
    pages = [page_of(client, "medarbejder") for client in (desk, laptop)]
    told = [press(page, "Safari på iPhone").html.select_one(".e-messages").get_text() for page in pages]
    assert ["Logget af ét sted" in told[0], "Det var allerede logget af" in told[1]] == [True, True]


def test_an_administrator_sees_and_ends_the_sessions_of_others(site):
    inside = log_in(site, "sagsbehandler")
    administrator = site.client("administrator")
    page = administrator.get(f"{PEOPLE}/sagsbehandler").click("Logget på")
    assert page.html.h1.text == "Her er Karla Skabelon logget på"
    assert "Firefox på Windows" in places(page)[0]
    press(page, "Log personen af alle steder")
    assert not is_in(inside)
    assert "Personen er ikke logget på" in page_of(administrator, "sagsbehandler").text


def test_somebody_elses_sessions_are_neither_seen_nor_ended(site):
    """Break it: ask only for the permission."""
    theirs = log_in(site, "medarbejder")
    handle = form_with(page_of(log_in(site, "medarbejder"), "medarbejder"), "afslut")["afslut"].value
    client = log_in(site, "sagsbehandler")
    page_of(client, "medarbejder", status=403)
    token = page_of(client, "sagsbehandler").html.find("input", attrs={"name": "csrf_token"})["value"]
    for values in ({"afslut": handle}, {}):
        client.post(f"{PEOPLE}/medarbejder/logget-paa", {"csrf_token": token, **values}, status=403)
    answer = client.post(f"{PEOPLE}/sagsbehandler/logget-paa", {"csrf_token": token, "afslut": handle})
    assert "Det var allerede logget af" in answer.follow().text
    assert is_in(theirs)


@pytest.mark.parametrize("login", ["borger1", "borger2"])
def test_citizens_have_no_page_at_work(site, login):
    page_of(site.client("borger1"), login, status=404)


def test_politicians_see_their_own(site):
    assert len(places(page_of(log_in(site, "politiker"), "politiker"))) == 1


def test_the_page_holds_nothing_that_opens_a_session(site):
    log_in(site, "medarbejder", browser=IPHONE)
    page = page_of(log_in(site, "medarbejder"), "medarbejder")
    with site.graph() as (root, _act):
        names = list(root.logins._entries.keys())
    assert names
    assert not [name for name in names if name in page.text or name.split(".")[1] in page.text]


def test_looking_at_the_page_writes_nothing(site):
    client = log_in(site, "medarbejder")
    before = site.db.lastTransaction()
    page_of(client, "medarbejder")
    assert site.db.lastTransaction() == before


def test_sessions_that_are_over_are_not_listed(site):
    log_in(site, "medarbejder", browser=IPHONE)
    site.clock.advance(timedelta(minutes=61))
    assert len(places(page_of(log_in(site, "medarbejder"), "medarbejder"))) == 1


def test_a_new_password_ends_every_other_place_and_they_leave_the_list(site):
    """Break it: believe the entry whatever the password."""
    phone, desk = log_in(site, "medarbejder", browser=IPHONE), log_in(site, "medarbejder")
    form = form_with(desk.get(f"{PEOPLE}/medarbejder/adgangskode"), "new_password")
    form["current_password"] = "demo"
    form["new_password"] = form["repeated"] = "en lang adgangskode"
    form.submit(status=303)
    assert (is_in(phone), is_in(desk)) == (False, True)
    assert len(places(page_of(desk, "medarbejder"))) == 1


def test_a_programs_token_is_listed_and_ended_like_a_browser(site):
    desk = log_in(site, "medarbejder")
    program = site.client()
    token = program.post_json("/api/v1/@login", {"login": "medarbejder", "password": "demo"}).json["token"]
    headers = {"Authorization": f"Bearer {token}"}
    assert program.get("/api/v1/sager", headers=headers).status_int == 200
    page = page_of(desk, "medarbejder")
    assert any(place.startswith("Et program") for place in places(page))
    press(page, "Et program")
    assert program.get("/api/v1/sager", headers=headers, status="*").status_int != 200


@pytest.mark.parametrize(
    "agent", ["", "x" * 9000, "Mozilla <script>alert(1)</script>", "\xff\xfe", "Edg/1 Windows"]
)
def test_whatever_a_browser_says_of_itself_is_shown_harmlessly(site, agent):
    page = page_of(log_in(site, "medarbejder", browser=agent), "medarbejder")
    assert "alert(1)" not in page.text
    assert places(page)[0].startswith("Edge på Windows" if "Edg" in agent else "Ukendt browser")
