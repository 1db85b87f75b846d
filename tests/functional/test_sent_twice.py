"""Whatever is posted twice has one effect: every form and every button of these pages is sent two times.

The second time nothing at all may be written: the database's last transaction is the first one's.
"""

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from tests.capability.meetings.agendas import a_released_document
from tests.support.builders import a_case, a_document, a_pdf
from webtest import Upload
from webtest.forms import File, Submit, Text, Textarea
from ZODB import DB
from ZODB.DemoStorage import DemoStorage

import bdk_esdh
from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.actions import assign_document, move_document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.mailroom.actions import receive_letter
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting
from bdk_esdh.organisation.actions import deactivate_person, people_of
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.pages.actions import add_news, add_page, change_publication, publication_values, publish
from bdk_esdh.pages.scheduling import plan
from bdk_esdh.pages.working_copies import begin_copy
from bdk_esdh.parties.actions import add_party
from bdk_esdh.trash.actions import put_in_trash

#: what is written into empty fields, by name; everything else gets FILLER
FILL = {
    "login": "nypers", "date": "16.12.2026", "day": "16.12.2026", "time": "9.00", "code": "XX", "cpr": "620190-0001", "cvr": "", "phone": "", "email": "",
    "letter_date": "23.11.2026", "due_date": "", "published_from": "", "published_to": "", "routing": "",
    "contact_phone": "", "contact_mail": "", "case_number": "2026-00001", "place": "Sal 2", "to": "1",
    "exemption_basis": "", "confidential_title": "", "neutral_title": "", "agenda_deadline": "4",
    "current_password": "demo", "new_password": "en ganske lang saetning", "repeated": "en ganske lang saetning",
    "kle_subject": "02.34.02", "kle_facet": "G01", "unit_key": "byg", "assigned_to": "leder",
}  # fmt: skip
FILLER = "Udfyldt"
TODAY = dt.date(2026, 11, 23)
FUTURE = dt.date(2026, 12, 1)
MEETINGS = "/intranet/udvalg/oekonomiudvalget"
CASES = "/intranet/sager"
PEOPLE = "/intranet/organisation/personer"

#: who opens what; every form on each page is sent
PAGES = {
    "sagsbehandler": [
        CASES, CASES + "/ny-sag", CASES + "/2026-00001", CASES + "/2026-00001/ret",
        CASES + "/2026-00001/nyt-dokument", CASES + "/2026-00001/meld-ind", CASES + "/2026-00001/saet-endelige", CASES + "/2026-00002/genaabn",
        CASES + "/2026-00001/ny-part", CASES + "/2026-00001/part-1/ret", CASES + "/2026-00001/part-1/slet",
        CASES + "/2026-00001/1", CASES + "/2026-00001/1/versioner", CASES + "/2026-00001/2",
        CASES + "/2026-00001/1/flyt-til-sag?sag=2026-00004",
        CASES + "/2026-00001/1/slet", CASES + "/2026-00003/1/traek-tilbage", CASES + "/2026-00003/2/frigiv",
        CASES + "/2026-00004/luk", CASES + "/2026-00004/slet", "/intranet/dokumenter/registrer", "/intranet/papirkurv",
        "/intranet/soeg?q=hegn", "/intranet/postrum", "/intranet/postrum/{letter}", "/intranet/postrum/{letter}/ny-sag", "/intranet/taster",
        "/intranet/min-profil",
    ],
    "sekretaer": [
        MEETINGS + "/ret", MEETINGS + "/planlaeg-moede", "/intranet/udvalg/nyt-udvalg", "/intranet/udvalg/tomt/slet",
        MEETINGS + "/2026-12-02", MEETINGS + "/2026-12-02/ret", MEETINGS + "/2026-12-02/nyt-punkt",
        MEETINGS + "/2026-12-02/punkt?id={item}", MEETINGS + "/2026-12-02/bilag?id={item}",
        MEETINGS + "/2026-12-02/fjern?id={item}", MEETINGS + "/2026-12-09/offentliggoer",
        MEETINGS + "/2026-12-02/slet", MEETINGS + "/2026-12-03/traek-tilbage", MEETINGS + "/2026-11-23/afhold",
        MEETINGS + "/2026-11-23-2/beslutning?id={held}", MEETINGS + "/2026-11-23-3/godkend",
    ],
    "redaktoer": [
        "/intranet/ny-side", "/intranet/nyheder/ny-nyhed", "/intranet/kladden", "/intranet/kladden/ret",
        "/intranet/kladden/slet", "/intranet/vist/traek-tilbage", "/intranet/vist", "/intranet/kopieret",
        "/intranet/kopieret/kladde", "/intranet/kopieret/saet-kladde-i-stedet", "/intranet/kladden/planlaeg",
        "/intranet/planlagt", "/intranet/rettet/tidligere-udgaver",
    ],
    "administrator": [
        PEOPLE + "/ny-person", PEOPLE + "/medarbejder", PEOPLE + "/medarbejder/ret", PEOPLE + "/borger1",
        PEOPLE + "/medarbejder/adgangskode", "/intranet/organisation/enheder/ny-enhed",
        "/intranet/organisation/enheder/byg/ret", "/intranet/organisation/grupper/ny-gruppe",
        "/intranet/organisation/grupper/cyklister/ret", "/intranet/organisation/grupper/cyklister/slet",
    ],
}  # fmt: skip

#: views that no form on these pages posts to, with the reason
ELSEWHERE = {
    "": "a waiting letter is sent to its own address, which has no name of a view: it is among the pages above",
    "log-ind": "opens a session, which ends an earlier one",
    "log-af": "ends the session that the second time would need",
    "csp-rapport": "a browser reports by itself; reports are counted",
    "adgangstegn": "shows the token that was made, once; sent twice in ``test_personal_tokens``",
    "tilbagekald-adgangstegn": "needs a token; its button has a name like all others",
    "importer": "shows what a file of subjects would change, and is tested with its page",
    "importer-start": "the same",
    "importer-kasser": "the same",
    "genstart": "needs work that has come to a halt; its button has a name like all others",
    "lav-pdf": "needs a file that no PDF is made of; its button has a name like all others",
    "find-part": "finds what is there, and changes nothing",
    "fjern": "as genstart for work, as below for items",
    "fortryd-frigivelse": "needs a release that is under way; its button has a name like all others",
    "traek-tilbage": "as below",
    "beskeder": "marks messages as read, which a second time changes nothing; tested with its page",
    "logget-paa": "ends sessions by name, which are there once",
    "administratorer": "tested with its page",
    "sikkerhed": "empties a list",
    "noedadgang": "needs a case that is closed to one; sent by ``carry_out`` like all forms",
    "noedadgang-slut": "ends that; its button has a name like all others",
    "billeder": "wants a picture, which is named by its digest: the same one again is the one that is there",
    "tjek-links": "looks at what is there, and finds the same a second time; its button has a name like all others",
    "flyt-dokumenter": "needs documents that were chosen; sent by ``carry_out`` like all forms",
    "flyt-tilbage": "needs a document that was moved; its button has a name like all others",
    "giv-videre": "needs a colleague's open cases; sent by ``carry_out`` like all forms",
}


@pytest.fixture(scope="module")
def town(application):
    """A municipality in which each button of these pages stands somewhere; people are logged in already."""
    from tests.support.site import layer

    site = layer(*application)
    with site.graph() as (root, act):
        facts = _cases(root, act)
        facts |= _meetings(root, act)
        add_page(root, {"title": "Kladden", "audience": "public"}, act)
        publish(add_page(root, {"title": "Vist", "audience": "public"}, act), act)
        copied = add_page(root, {"title": "Kopieret", "audience": "public"}, act)
        publish(copied, act)
        begin_copy(copied, act)
        changed = add_page(root, {"title": "Rettet", "audience": "public"}, act)
        change_publication(changed, {**publication_values(changed), "lead": "Nyt"}, act)
        planned = add_page(root, {"title": "Planlagt", "audience": "public"}, act)
        plan(planned, {"day": FUTURE, "time": dt.time(8)}, act)
        add_news(root["nyheder"], {"title": "Nyhed", "audience": "public"}, act)
        admin = replace(act, by="administrator")
        add_group(root["organisation"]["grupper"], {"title": "Cyklister"}, admin)
        deactivate_person(people_of(root)["borger1"], admin)
    clients = {login: site.client(login) for login in PAGES}
    yield site, clients, facts
    site.db.close()


def _cases(root, act):
    case = a_case(root, act)
    a_document(case, act)
    add_party(case, {"kind": "person", "name": "Ida Attrap", "role": "secondary_party"}, act)
    assign_document(a_document(case, act), "sagsbehandler", act)
    move_case(a_case(root, act, title="Lukket"), "close", act)
    released = a_case(root, act, title="Frigivet")
    a_released_document(released, act)
    move_document(a_document(released, act), "finalise", act)
    a_case(root, act, title="Kan lukkes")
    put_in_trash(a_case(root, act, title="Slettet"), act, "Fejl")
    letter, _is_new = receive_letter(root["postrum"], BytesIO(b"Et brev"), "brev.txt", act, unit="byg")
    return {"letter": letter.__name__}


def _meetings(root, act):
    committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
    add_committee(root["udvalg"], {"title": "Tomt", "code": "TU"}, act)
    days = (dt.date(2026, 12, 2), dt.date(2026, 12, 3), *[TODAY] * 3, dt.date(2026, 12, 9))
    meetings = [
        plan_meeting(committee, {"date": day, "time": dt.time(8, 15), "place": "Sal 1"}, act) for day in days
    ]
    values = {"kind": "case", "title": "Carport", "case": root["sager"]["2026-00001"]}
    item = add_item(meetings[0], values, act)
    add_item(meetings[0], {**values, "title": "Foreslået", "review_state": "proposed"}, act)
    for meeting in meetings[1:5]:
        publish_meeting(meeting, act)
    for meeting in meetings[3:5]:
        hold_meeting(meeting, act)
    return {"item": get_oid(item), "held": get_oid(meetings[3].items_in_order()[0])}


def presses(page):
    """Yield each form of the page with each of its buttons."""
    for form in {id(form): form for form in page.forms.values()}.values():
        if form.method.lower() != "post" or form.action in {"/log-af", "/log-ind"}:
            continue
        buttons = [field for fields in form.fields.values() for field in fields if isinstance(field, Submit)]
        for button in buttons or [None]:
            if button is None or not (button.name or "").endswith((":add", ":remove")):
                yield form, button


def fill(form):
    """Write something usable into every empty field."""
    for name, fields in form.fields.items():
        for field in fields:
            wanted = FILL.get((name or "").rpartition(".")[2], FILLER)
            if isinstance(field, File):
                upload = Upload("nyt brev.pdf", a_pdf("Et brev til."), "application/pdf")
                field.value = [upload] if "multiple" in field.attrs else upload
            elif isinstance(field, Text | Textarea) and not field.value:
                field.value = wanted
            elif getattr(field, "options", None) and not field.value:
                codes = [option[0] for option in field.options]
                field.value = wanted if wanted in codes else next(filter(None, codes), "")


def send_twice(site, client, form, button):
    """Send a form two times on a layer of its own; tell both answers, and whether the second wrote nothing."""
    base, cookies = site.db, dict(client.cookies)
    layer = DB(DemoStorage(base=base.storage, close_base_on_close=False))
    site.registry._zodb_databases[""] = layer
    try:
        fill(form)
        how = {"name": button.name, "value": button.value_if_submitted()} if button and button.name else {}
        first = form.submit(expect_errors=True, **how)
        after = layer.storage.lastTransaction()
        second = form.submit(expect_errors=True, **how)
        return first, second, layer.storage.lastTransaction() == after
    finally:
        site.registry._zodb_databases[""] = base
        layer.close()
        client.reset()
        for name, value in cookies.items():
            client.set_cookie(name, value.strip('"'))


def test_every_form_and_button_sent_twice_does_its_work_once(town):
    site, clients, facts = town
    done, wrong = set(), []
    for login, addresses in PAGES.items():
        for raw in addresses:
            address = raw.format(**facts)
            found = list(presses(clients[login].get(address)))
            if not found:
                wrong.append(f"{login} finds no form on {address}")
            for form, button in found:
                first, second, same = send_twice(site, clients[login], form, button)
                posted_to = form.action.partition("?")[0].rpartition("/")[2]
                if first.status_int == 303:
                    done.add(posted_to)
                    if not same or second.status_int != 303 or second.location != first.location:
                        wrong.append(f"{login} {address}: {posted_to} {second.status_int}")
                elif first.status_int != 422:
                    wrong.append(f"{login} {address}: {posted_to} answers {first.status_int}")
    assert not wrong
    views = (item["introspectable"] for item in site.registry.introspector.get_category("views"))
    posted = {
        view["name"]
        for view in views
        if "POST" in (view["request_methods"] or "") and view["route_name"] != "api"
        if not view["name"].startswith("adgang-")  # sharing: its page has tests of its own
    }
    assert posted - done <= set(ELSEWHERE), "add a page with the form, or say why not"


def test_every_button_in_a_template_has_a_name_so_that_it_does_its_work_once():
    bare = []
    for path in Path(bdk_esdh.__file__).parent.rglob("*.pt"):
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL):
            # Files are told apart by what they hold; a press is named by reading all of them into memory.
            is_own = "data-uploader" in form or (
                "widgets" in path.parts or "log_out" in form or "logout_url" in form or "show_again" in form
            )
            if not is_own and 'name="once" value="${frame.once}"' not in form:
                bare.append(f"{path.name}: {form[:90]}")
    assert not bare


def test_a_double_click_moves_an_item_one_place_and_not_two(site):
    with site.graph() as (root, act):
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        values = {"date": dt.date(2026, 12, 2), "time": dt.time(8, 15), "place": "Sal 1"}
        before = [each.title for each in plan_meeting(committee, values, act).items_in_order()]
    page = site.client("sekretaer").get(MEETINGS + "/2026-12-02")
    form = next(each for each in page.forms.values() if each.action.endswith("/flyt"))
    assert form.submit("to", value="down").location == form.submit("to", value="down").location
    with site.graph() as (root, _act):
        meeting = root["udvalg"]["oekonomiudvalget"]["2026-12-02"]
        after = [each.title for each in meeting.items_in_order()]
    assert after.index(before[0]) == 1


def test_what_was_refused_may_be_tried_again_with_the_same_button(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        name = str(put_in_trash(a_document(case, act), act, "Dublet").__name__)
        whole = str(put_in_trash(case, act, "Fejl").__name__)
    client = site.client("sagsbehandler")
    page = client.get("/intranet/papirkurv")
    form = next(f for f in page.forms.values() if name in f.action)
    assert "som også er slettet" in form.submit().follow()
    next(f for f in page.forms.values() if whole in f.action).submit()
    assert "er gendannet" in form.submit().follow()


@pytest.mark.parametrize("name", ["", "x", "A" * 32, "0" * 33, "\0"])
def test_garbage_for_the_name_of_a_press_counts_as_none(site, name):
    with site.graph() as (root, act):
        a_case(root, act)
    client = site.client("sagsbehandler")
    form = next(f for f in client.get(CASES + "/2026-00001").forms.values() if f.action.endswith("/tilstand"))
    form["once"].force_value(name)
    assert form.submit("transition").status_int == 303


def test_the_press_of_one_person_answers_for_nobody_else(site):
    with site.graph() as (root, act):
        a_case(root, act)
    found = []
    for login in ("sagsbehandler", "leder"):
        client = site.client(login)
        token = client.get(CASES + "/2026-00001").html.find("input", {"name": "csrf_token"})["value"]
        data = {"csrf_token": token, "once": "a" * 32, "transition": "inform"}
        found.append(client.post(CASES + "/2026-00001/tilstand", data).follow().text)
    assert "Sagens tilstand er nu: Oplyst" in found[0]
    assert "kan ikke gøres nu" in found[1]
