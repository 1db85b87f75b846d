"""Two web processes and a worker on one store: whoever turns from one to the other notices nothing."""

import concurrent.futures
import re
import resource
import time

import pytest
import requests
from lxml import html

from tests.support.builders import a_pdf
from tests.support.processes import PATIENCE, Browser, esdh, until

CASE = {"title": "Carport på Ærøgade", "kle_subject": "02.34.02", "kle_facet": "P19"}
LETTER = {"title": "Ansøgning om carport", "correspondent": "Nordbyg ApS"}


@pytest.fixture(scope="module")
def clerk(town):
    """A clerk who logged in at the first process."""
    return Browser(town.each[0], "sagsbehandler")


@pytest.fixture(scope="module")
def case(town, clerk):
    """The address of a case opened at the first process."""
    answer = clerk.submit(town.each[0], "/intranet/sager/ny-sag", CASE)
    assert answer.url.count("/intranet/sager/2"), answer.text[:3000]
    return answer.url.partition("/intranet")[1] + answer.url.partition("/intranet")[2].partition("?")[0]


def _titles(page):
    """Return the titles in the table of documents."""
    return [
        link.text_content().strip() for link in html.document_fromstring(page.text).xpath("//tbody//th//a")
    ]


def test_who_logged_in_at_one_is_logged_in_at_the_other_and_sees_what_was_saved_a_moment_ago(
    town, clerk, case
):
    first, second = town.each
    page = clerk.get(second + case, timeout=PATIENCE)
    assert page.status_code == 200
    assert CASE["title"] in page.text
    for number in range(1, 6):
        address, other = (first, second) if number % 2 else (second, first)
        clerk.submit(address, f"{case}/nyt-dokument", {**LETTER, "title": f"Brev nr. {number} herfra"},
                     files={"file": ("brev.pdf", a_pdf("Kære kommune"))})  # fmt: skip
        assert f"Brev nr. {number} herfra" in clerk.get(other + case, timeout=PATIENCE).text


def test_a_form_fetched_from_one_is_taken_by_the_other_and_twice_makes_one(town, clerk, case):
    first, second = town.each
    action, values = clerk.form(first, f"{case}/nyt-dokument", "title")
    values |= {**LETTER, "title": "Sendt til den anden"}
    answers = [
        clerk.post(
            address + action, data=values, files={"file": ("brev.pdf", a_pdf("Hej"))}, timeout=PATIENCE
        )
        for address in (second, first)
    ]
    assert [each.status_code for each in answers] == [200, 200], answers[0].text[:2000]
    assert _titles(clerk.get(second + case, timeout=PATIENCE)).count("Sendt til den anden") == 1


def test_a_file_kept_by_one_while_the_form_is_put_right_is_filed_by_the_other(town, clerk, case):
    first, second = town.each
    refused = clerk.submit(
        first, f"{case}/nyt-dokument", {**LETTER, "title": ""}, files={"file": ("kort.pdf", a_pdf("Kort"))}
    )
    assert refused.status_code == 422
    page = html.document_fromstring(refused.text)
    form = next(form for form in page.forms if "file.token" in form.fields)
    values = {**dict(form.form_values()), "title": "Nu med titel"}
    filed = clerk.post(f"{second}{case}/nyt-dokument", data=values, timeout=PATIENCE)
    assert "Registreret som" in filed.text
    assert "Nu med titel" in clerk.get(first + case, timeout=PATIENCE).text


def test_who_logs_out_at_one_is_logged_out_at_the_other(town):
    first, second = town.each
    person = Browser(first, "leder")
    copy = Browser(second)
    copy.cookies.update(person.cookies)
    assert copy.get(f"{second}/intranet/", timeout=PATIENCE).url.endswith("/intranet/")
    page = html.document_fromstring(person.get(f"{first}/intranet/", timeout=PATIENCE).text)
    form = next(form for form in page.forms if (form.action or "").endswith("/log-af"))
    person.post(f"{first}/log-af", data=dict(form.form_values()), timeout=PATIENCE)
    assert "/log-ind" in copy.get(f"{second}/intranet/", timeout=PATIENCE).url


def test_a_page_published_and_withdrawn_at_one_is_there_and_gone_at_the_other_at_once(town):
    first, second = town.each
    editor = Browser(first, "redaktoer")
    made = editor.submit(
        first, "/intranet/nyheder/ny-nyhed", {"title": "Cykelstien åbner", "body": "På lørdag."}
    )
    path = made.url.partition("/intranet")[2].partition("?")[0]
    for press, expected in (("Offentliggør", 200), (None, 410)):
        if press:
            _press(editor, first, f"/intranet{path}", press)
        else:
            editor.submit(first, f"/intranet{path}/traek-tilbage", {"reason": "Datoen var forkert"})
        assert requests.get(second + path, timeout=PATIENCE).status_code == expected, press


def test_a_page_that_both_keep_in_memory_is_gone_at_both_before_the_editor_has_the_answer(town):
    addresses = town.each
    editor, visitor = Browser(addresses[0], "redaktoer"), requests.Session()
    made = editor.submit(
        addresses[0], "/intranet/ny-side", {"title": "Isen er sikker", "lead": "Gå bare ud."}
    )
    path = made.url.partition("/intranet")[2].partition("?")[0]
    for round_ in range(4):
        here = addresses[round_ % 2]
        _press(editor, here, f"/intranet{path}", "Offentliggør")
        hits = [_hits(address) for address in addresses]
        tags = set()
        for _time in range(3):
            for address in addresses:
                page = visitor.get(address + path, timeout=PATIENCE)
                assert page.status_code == 200
                tags.add(page.headers["ETag"])
        assert [_hits(address) for address in addresses] >= [count + 2 for count in hits], "given from memory"
        editor.submit(here, f"/intranet{path}/traek-tilbage", {"reason": "Den er ikke sikker"})
        for address in (*reversed(addresses), *addresses):
            for headers in ({}, {"If-None-Match": ", ".join(tags)}):
                assert visitor.get(address + path, headers=headers, timeout=PATIENCE).status_code == 410


def _hits(address):
    figures = requests.get(f"{address}/metrics", timeout=PATIENCE).text
    return float(re.search(r'esdh_page_cache_requests_total\{result="hit"\} (\S+)', figures)[1])


def _press(browser, address, path, words):
    """Send the form of a page whose button has ``words``."""
    page = html.document_fromstring(browser.get(address + path, timeout=PATIENCE).text)
    form = next(form for form in page.forms if words in form.text_content())
    values = dict(form.form_values()) | {
        button.get("name"): button.get("value") for button in form.xpath(".//button[@name]")
    }
    return browser.post(address + (form.action or path), data=values, timeout=PATIENCE)


def test_many_filing_to_one_case_through_both_are_all_served_and_the_numbers_have_no_gap(town, clerk, case):
    own = clerk.submit(town.each[1], "/intranet/sager/ny-sag", {**CASE, "title": "Den travle sag"})
    path = own.url.partition("/intranet")[1] + own.url.partition("/intranet")[2].partition("?")[0]

    def file(number):
        person = Browser(town.each[number % 2])
        person.cookies.update(clerk.cookies)
        address = town.each[number % 2]
        started = time.monotonic()
        answer = person.submit(address, f"{path}/nyt-dokument", {**LETTER, "title": f"Brev {number:02}"},
                               files={"file": ("brev.pdf", a_pdf(f"Brev {number}"))})  # fmt: skip
        return answer.status_code, time.monotonic() - started

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(file, range(24)))
    assert {status for status, _seconds in answers} == {200}
    page = clerk.get(f"{town.each[0]}{path}", timeout=PATIENCE).text
    assert sum(f"Brev {number:02}" in page for number in range(24)) == 24
    for serial in range(1, 25):
        assert clerk.get(f"{town.each[serial % 2]}{path}/{serial}", timeout=PATIENCE).status_code == 200
    assert clerk.get(f"{town.each[0]}{path}/25", timeout=PATIENCE).status_code == 404


def test_the_worker_does_the_background_work_of_both(town):
    administrator = Browser(town.each[0], "administrator")
    page = f"{town.each[1]}/intranet/baggrundsarbejde"
    until(lambda: "Der er intet arbejde i kø" in administrator.get(page, timeout=PATIENCE).text)


def test_read_only_mode_is_there_and_gone_in_every_process_at_once(town, clerk, case):
    first, second = town.each
    action, values = clerk.form(first, f"{case}/nyt-dokument", "title")
    values |= {**LETTER, "title": "Sendt under vedligehold"}
    files = {"file": ("brev.pdf", a_pdf("Hej"))}
    assert esdh(town.data, "maintenance", "on", "Kl. 12").returncode == 0
    try:
        for address in (first, second):
            assert "Kl. 12" in clerk.get(address + case, timeout=PATIENCE).text
            assert clerk.post(address + action, data=values, files=files, timeout=PATIENCE).status_code == 503
    finally:
        assert esdh(town.data, "maintenance", "off").returncode == 0
    assert clerk.post(second + action, data=values, files=files, timeout=PATIENCE).status_code == 200
    assert "Sendt under vedligehold" in clerk.get(first + case, timeout=PATIENCE).text


def test_a_server_of_the_store_whose_disk_is_full_is_told_and_goes_on_when_there_is_room(town, clerk, case):
    first, second = town.each
    (store,) = town.pids("runzeo")
    room = (town.data / "Data.fs").stat().st_size + 500
    action, values = clerk.form(first, f"{case}/nyt-dokument", "title")
    values |= {**LETTER, "title": "Ingen plads"}
    files = {"file": ("brev.pdf", a_pdf("Hej"))}
    resource.prlimit(store, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        answer = clerk.post(second + action, data=values, files=files, timeout=PATIENCE)
    finally:
        resource.prlimit(store, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert answer.status_code == 507, answer.text[:1000]
    assert clerk.post(first + action, data=values, files=files, timeout=PATIENCE).status_code == 200
    # The process that was told of the full disk hears of the commit once it is connected anew.
    until(lambda: _titles(clerk.get(second + case, timeout=PATIENCE)).count("Ingen plads") == 1)


@pytest.mark.whole
def test_commands_work_beside_the_server_and_what_they_do_is_seen_at_once(town):
    made = esdh(town.data, "user", "ny-kollega", "--role", "caseworker", "--password", "demo")
    assert made.returncode == 0, made.stderr
    assert Browser(town.each[1], "ny-kollega").cookies
    for arguments in (["evolve"], ["trace", "/intranet/"], ["check"], ["reindex"]):
        answer = esdh(town.data, *arguments)
        assert answer.returncode == 0, answer.stdout + answer.stderr
