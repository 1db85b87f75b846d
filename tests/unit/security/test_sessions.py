"""Sessions: how long they last, and that they end."""

import stat
from datetime import timedelta

import pytest
import transaction
from tests.support.site import form_with

from bdk_esdh.security.logins import Login, Logins
from bdk_esdh.security.sessions import SEEN_STEP, session_key

START = "/intranet/"


def _is_in(client):
    answer = client.get(START, status="*")
    assert answer.status_int in (200, 302)
    return answer.status_int == 200


def _copy_of(site, client):
    copy = site.client()
    for cookie in client.cookiejar:
        copy.set_cookie(cookie.name, cookie.value.strip('"'))
    return copy


def _log_out(client):
    page = client.get(START)
    form = next(form for form in page.forms.values() if form.action == "/log-af")
    return form.submit()


def test_logging_in_opens_the_intranet_and_logging_out_closes_it(site):
    client = site.client("sagsbehandler")
    assert _is_in(client)
    assert _log_out(client).status_int == 303
    assert not _is_in(client)


def test_a_cookie_kept_from_before_logging_out_opens_nothing(site):
    """Break it: believe the cookie alone."""
    client = site.client("sagsbehandler")
    copy = _copy_of(site, client)
    assert _is_in(copy)
    _log_out(client)
    assert not _is_in(copy)


def test_a_cookie_that_was_tampered_with_opens_nothing(site):
    client = site.client("sagsbehandler")
    (cookie,) = client.cookiejar
    value = cookie.value.strip('"')
    for forged in (
        value[:-2],
        value[:-4] + "AAAA",
        ("B" if value[0] == "A" else "A") + value[1:],
        "",
        "x" * 5000,
        "\\377",
    ):
        other = site.client()
        other.set_cookie("esdh", forged)
        assert not _is_in(other)


def test_a_session_ends_after_an_hour_without_a_request(site):
    client = site.client("sagsbehandler")
    site.clock.advance(timedelta(minutes=61))
    assert not _is_in(client)


def test_a_session_that_is_used_does_not_end_by_idleness(site):
    client = site.client("sagsbehandler")
    for _ in range(4):
        site.clock.advance(timedelta(minutes=50))
        assert _is_in(client)


def test_a_session_ends_after_ten_hours_however_busy(site):
    client = site.client("sagsbehandler")
    for _ in range(20):
        site.clock.advance(timedelta(minutes=30))
        assert _is_in(client)
    site.clock.advance(timedelta(minutes=1))
    assert not _is_in(client)


def test_being_seen_is_written_at_most_every_five_minutes(site):
    client = site.client("sagsbehandler")
    client.get(START)
    before = site.db.lastTransaction()
    site.clock.advance(SEEN_STEP - timedelta(seconds=1))
    client.get(START)
    assert site.db.lastTransaction() == before
    site.clock.advance(timedelta(seconds=1))
    client.get(START)
    assert site.db.lastTransaction() != before


def test_logging_in_gives_a_new_session_and_a_new_token(site):
    client = site.client()
    form = form_with(client.get("/log-ind"), "password")
    token, cookie = form["csrf_token"].value, client.cookies["esdh"]
    form["login"], form["password"] = "sagsbehandler", "demo"
    form.submit(status=303)
    assert client.cookies["esdh"] != cookie
    assert form_with(client.get("/intranet/sager/ny-sag"), "title")["csrf_token"].value != token
    outsider = site.client()
    outsider.set_cookie("esdh", cookie.strip('"'))
    assert not _is_in(outsider)


def test_logging_in_again_ends_the_session_one_had(site):
    client = site.client("sagsbehandler")
    copy = _copy_of(site, client)
    token = form_with(client.get("/intranet/sager/ny-sag"), "title")["csrf_token"].value
    client.post(
        "/log-ind", {"login": "leder", "password": "demo", "til": "", "csrf_token": token}, status=303
    )
    assert _is_in(client)
    assert not _is_in(copy)


@pytest.mark.parametrize("change", [("active", False), ("roles", ())])
def test_who_is_made_inactive_or_loses_the_roles_is_out_at_the_next_request(site, change):
    client = site.client("sagsbehandler")
    assert _is_in(client)
    with site.graph() as (root, _act):
        setattr(root["organisation"]["personer"]["sagsbehandler"], *change)
    assert client.get(START, status="*").status_int in (302, 404)


def test_who_is_removed_is_out_at_the_next_request(site):
    client = site.client("sagsbehandler2")
    with site.graph() as (root, _act):
        root["organisation"]["personer"].remove("sagsbehandler2", registry=site.registry)
    assert not _is_in(client)


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(site):
    header = site.client().get("/log-ind").headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "path=/" in header.replace("Path", "path")


def test_a_visitor_of_the_public_pages_gets_no_cookie(site):
    """Break it: take the messages out of a session that has none."""
    client = site.client()
    for path in ("/", "/soeg", "/findes-ikke"):
        assert "Set-Cookie" not in client.get(path, status="*").headers, path


def test_many_long_messages_do_not_fill_the_cookie(site):
    from types import SimpleNamespace

    from pyramid.request import Request

    from bdk_esdh.kernel.page_frame import tell

    client = site.client("sagsbehandler")
    request = Request.blank("/", headers={"Cookie": f"esdh={client.cookies['esdh']}"})
    request.registry = site.registry
    request.localizer = SimpleNamespace(translate=str)
    request.session = site.registry.queryUtility(_session_factory())(request)
    for _ in range(5):
        tell(request, "ok", "🏠" * 300, link_url="/" + "x" * 300, link_text="Se")
    waiting = request.session.peek_flash("messages")
    assert waiting[-1]["text"].startswith("🏠" * 100)
    answer = request.response
    request._process_response_callbacks(answer)
    assert len(answer.headers["Set-Cookie"]) < 4096


def _session_factory():
    from pyramid.interfaces import ISessionFactory

    return ISessionFactory


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path):
    key = session_key(tmp_path / "new")
    path = tmp_path / "new" / "session.key"
    assert len(key) == 64
    assert session_key(tmp_path / "new") == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["session.key"]


@pytest.mark.parametrize("content", ["", "\n", "abc"])
def test_half_a_key_is_refused_since_its_cookies_could_be_forged(tmp_path, content):
    (tmp_path / "session.key").write_text(content)
    with pytest.raises(ValueError, match="no key"):
        session_key(tmp_path)


def test_entries_of_sessions_that_are_over_are_swept_when_somebody_logs_in(site):
    now = site.clock.now()
    logins = Logins()
    for number in range(30):
        logins.add(Login("karla", now + timedelta(seconds=number)), now - timedelta(days=1))
    later = now + timedelta(days=1)
    for _ in range(2):
        logins.add(Login("karla", later), later - timedelta(hours=10))
    assert len(logins._entries) == 2


def test_two_pages_opened_at_once_may_both_note_that_one_was_seen(site):
    with site.graph() as (root, _act):
        root.logins = Logins()
        name = root.logins.add(Login("karla", site.clock.now()), site.clock.now())
    managers = [transaction.TransactionManager() for _ in range(2)]
    entries = []
    for number, manager in enumerate(managers, 1):
        manager.begin()
        entry = site.db.open(manager).root()["app_root"].logins.get(name)
        entry.seen = site.clock.now() + timedelta(minutes=10 * number)
        entries.append(entry)
    managers[1].commit()
    managers[0].commit()
    for entry in entries:
        entry._p_jar.close()
    with site.graph() as (root, _act):
        assert root.logins.get(name).seen == site.clock.now() + timedelta(minutes=20)


def test_an_entry_says_who_and_since_when(site):
    entry = Login("karla", site.clock.now())
    assert (entry.login, entry.since, entry.seen) == ("karla", site.clock.now(), site.clock.now())
