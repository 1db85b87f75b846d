"""Browsers tell what broke the policy of a page; little is believed of it, and little kept."""

import json
from datetime import timedelta

import pytest

from bdk_esdh.kernel.gate import CONTENT_SECURITY_POLICY
from bdk_esdh.security import csp_reports
from bdk_esdh.security.csp_reports import Allowance, CspReports, Violation, violations_in

PATH, PAGE = "/csp-rapport", "/intranet/sikkerhed"


@pytest.fixture(autouse=True)
def a_full_allowance(site):
    site.registry.csp_allowance = Allowance()


def report(**facts):
    said = {
        "document-uri": "http://testserver/intranet/sager/2026-00001/1?q=610190-0000",
        "effective-directive": "script-src-elem",
        "blocked-uri": "https://ond.example/x.js?hemmeligt",
        **facts,
    }
    return json.dumps({"csp-report": said})


def send(site, body, *, content_type="application/csp-report", status=204):
    return site.client().post(PATH, body, content_type=content_type, status=status)


def kept(site):
    with site.graph() as (root, _act):
        reports = getattr(root, "csp_reports", None)
        return [violation for violation, _seen in reports.items()] if reports else []


def test_the_policy_names_the_path_and_a_report_without_token_or_cookie_is_taken(site):
    """Break it: ask for a token."""
    assert f"report-uri {PATH}" in CONTENT_SECURITY_POLICY
    send(site, report())
    assert kept(site) == [Violation("script-src-elem", "ond.example", "/intranet/sager/…")]


def test_the_newer_form_of_report_is_understood_too(site):
    body = [
        {
            "type": "csp-violation",
            "body": {
                "effectiveDirective": "img-src",
                "blockedURL": "data",
                "documentURL": "http://testserver/",
            },
        }
    ]
    send(site, json.dumps(body), content_type="application/reports+json")
    assert kept(site) == [Violation("img-src", "data", "/")]


def test_nothing_that_names_a_person_a_case_or_a_search_is_kept(site):
    """Break it: keep the whole address."""
    send(site, report())
    send(site, report(**{"document-uri": "http://testserver/intranet/organisation/personer/medarbejder"}))
    told = repr(kept(site))
    assert not [word for word in ("610190", "2026-00001", "medarbejder", "hemmeligt", "?") if word in told]


def test_an_administrator_sees_each_kind_once_and_empties_the_list(site):
    for _time in range(3):
        send(site, report())
        site.clock.advance(timedelta(minutes=2))
    client = site.client("administrator")
    page = client.get(PAGE)
    (row,) = page.html.select("tbody tr")
    cells = [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
    assert cells == [
        "script-src-elem",
        "ond.example",
        "/intranet/sager/…",
        "i dag kl. 9.00",
        "i dag kl. 9.04",
        "3",
    ]
    (form,) = [form for form in page.forms.values() if "Tøm listen" in form.text]
    page = form.submit(status=303).follow()
    assert "Listen er tømt" in page.text
    assert "Ingen brud" in page.text


@pytest.mark.parametrize("login", ["sagsbehandler", "leder", "politiker", "borger1"])
def test_nobody_else_sees_or_empties_it(site, login):
    client = site.client(login)
    assert client.get(PAGE, status="*").status_int in (403, 404)
    assert client.post(PAGE, {}, status="*").status_int in (400, 403, 404)


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "{}", "[1, 2]", "{", "\xff", '{"csp-report": null}', '{"csp-report": []}', "[" * 20000,
     '{"csp-report": {"effective-directive": 7}}', '{"csp-report": {"effective-directive": "<b>"}}',
     report(**{"effective-directive": "x" * 500}), '{"csp-report": {"blocked-uri": "http://["}}'],
)  # fmt: skip
def test_what_is_no_report_is_taken_and_forgotten(site, body):
    send(site, body)
    assert kept(site) == []


@pytest.mark.parametrize(
    "blocked", ["http://[", "javascript:alert(1)", "x" * 4000, "https://a:b@ond.example/", "\0"]
)
def test_a_report_with_a_strange_address_keeps_no_more_than_a_host(site, blocked):
    send(site, report(**{"blocked-uri": blocked, "document-uri": blocked}))
    (violation,) = kept(site)
    assert violation.blocked in ("", "ond.example")
    assert len(violation.place) < 90


def test_a_body_that_is_too_long_is_not_read(site):
    send(site, report(**{"script-sample": "x" * csp_reports.LONGEST_BODY}))
    assert kept(site) == []


def test_the_same_report_again_within_a_minute_writes_nothing(site):
    send(site, report())
    before = site.db.lastTransaction()
    for _time in range(5):
        send(site, report())
    assert site.db.lastTransaction() == before


def test_many_in_a_minute_are_answered_and_not_read(site):
    """Break it: let the allowance never run out."""
    site.registry.csp_allowance = Allowance(each_minute=3)
    for number in range(6):
        send(site, report(**{"effective-directive": f"rule-{'abcdef'[number]}"}))
    assert len(kept(site)) == 3


def test_what_is_kept_is_bounded_and_old_kinds_go(site):
    """Break it: keep every kind."""
    reports, now = CspReports(), site.clock.now()
    for number in range(500):
        reports.note(Violation("img-src", f"h{number}.example", "/"), now)
    assert len(reports.items()) == 200
    later = now + timedelta(days=31)
    reports.note(Violation("img-src", "ny.example", "/"), later)
    assert [violation.blocked for violation, _seen in reports.items()] == ["ny.example"]


def test_other_methods_find_no_page(site):
    site.client().get(PATH, status=404)


def test_several_reports_in_one_post_are_read_up_to_a_bound():
    body = [{"body": {"effectiveDirective": "img-src", "blockedURL": "data"}}] * 500
    assert len(violations_in(json.dumps(body).encode())) == 20
