"""Nothing is done or read without an entry: every view that can is carried out, and the journal looked at.

The views are those the application has registered. One that is new and neither has a walk here nor
stands in a list with a reason makes a test fail.
"""

from datetime import date, timedelta

import pytest
from tests.capability.classification.samples import plan, topic
from tests.support.builders import DOCUMENT, a_case, a_document, a_pdf
from tests.support.site import form_with
from webtest import Upload

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.entries import unpack
from bdk_esdh.audit.verbs import Kind
from bdk_esdh.break_glass.actions import open_in_emergency
from bdk_esdh.cases.actions import move_case
from bdk_esdh.cases.content import Case
from bdk_esdh.documents.actions import assign_document, move_document
from bdk_esdh.documents.content import Document
from bdk_esdh.documents.release import ask_for_release, release_document
from bdk_esdh.jobs.faults import WORKER_DIED
from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item, set_resolution
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting
from bdk_esdh.organisation.actions import deactivate_person
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.pages.actions import add_news, add_page, publish
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import break_inheritance, set_access_list, share
from bdk_esdh.trash.actions import put_in_trash

CASE = "/intranet/sager/2026-00001"
#: a case that is on no agenda and can be kept to some
OTHER = "/intranet/sager/2026-00002"
LETTER = f"{CASE}/1"
MEETING = "/intranet/udvalg/oekonomiudvalget/2026-12-02"
PERSON = "/intranet/organisation/personer/medarbejder"
PAGE = "/intranet/aabningstider"
EDITION = plan(topic("02.34.40", "Skilte")).read()

#: views that answer POST and enter nothing, with the reason
NOT_ENTERED = {
    "security.csp_reports:take_report": "a browser's report of a fault in a page, not an act of anybody",
    "security.intranet:clear_reports": "clears those reports, which are no records",
}
#: those whose walk is the test of another face or is made of an action that has a walk
BY_ANOTHER = {
    "sharing.api:change_sharing": "the actions of the sharing pages, see test_the_json_face_enters_what_it_does",
    "organisation.api:log_in": "attempt_login, as the form",
    "organisation.api:log_out": "enter_leaving, as the form",
    "cases.api:create_case": "see test_the_json_face_enters_what_it_does",
    "cases.api:take_transition": "see test_the_json_face_enters_what_it_does",
    "documents.api.records:create_document": "see test_the_json_face_enters_what_it_does",
    "documents.api.files:new_version": "add_version, as the form",
    "documents.api.states:take_transition": "move_document, as the form",
}


# ------------------------------------------------------------------ what there is to act on


@pytest.fixture
def town(site):
    """A case with a letter, a meeting with an item about it, a page and a piece of news, a group."""
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
        a_case(root, act)
    with site.graph(by="sekretaer") as (root, act):
        committee = add_committee(root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK"}, act)
        when = {"date": date(2026, 12, 2), "time": act.at.time(), "place": "Mødelokale 219"}
        meeting = plan_meeting(committee, when, act)
        values = {"title": "Carport", "case": root["sager"]["2026-00001"], "documents": ()}
        add_item(meeting, {**values, "review_state": "proposed", "presentation": "Tekst"}, act)
    with site.graph(by="redaktoer") as (root, act):
        facts = {"title": "Åbningstider", "lead": "Vi har åbent.", "audience": "public"}
        add_page(root, facts, act)
        add_news(root["nyheder"], {**facts, "title": "Ny cykelsti"}, act)
    with site.graph(by="administrator") as (root, act):
        add_group(root["organisation"]["grupper"], {"title": "Arkivgruppen", "members": ()}, act)
    return site


def _letter(root):
    return root["sager"]["2026-00001"]["1"]


def _meeting(root):
    return root["udvalg"]["oekonomiudvalget"]["2026-12-02"]


def _item(root):
    return next(item for item in _meeting(root).items_in_order() if item.case is not None)


def _final(root, act):
    move_document(_letter(root), "finalise", act)


def _published(root, act):
    _item(root).review_state = "scheduled"
    publish_meeting(_meeting(root), act)


def _held(site):
    with site.graph(by="sekretaer") as (root, act):
        _published(root, act)
    site.clock.advance(timedelta(days=10))
    with site.graph(by="sekretaer") as (root, act):
        hold_meeting(_meeting(root), act)


def _parked(root, act):
    queue = queue_of(root)
    job = queue.put("read_document", 1, 1, at=act.at)
    while job.id not in queue.parked:
        key, _job = queue.take(queue.waiting.minKey()[0])
        queue.fail(key, WORKER_DIED, act.at)
        for other in [other for other in queue.waiting if other[1] != job.id]:
            del queue.waiting[other]
    return job.id


# ------------------------------------------------------------------ how a walk acts


def _filled(client, path, **fields):
    """Fill the form that stands on ``path`` and send it."""
    page = client.get(path)
    forms = [
        form for form in page.forms.values() if form.action.partition("?")[0].endswith(path.partition("?")[0])
    ]
    form = forms[0] if forms else form_with(page, next(iter(fields)))
    for name, value in fields.items():
        form[name] = value
    return form.submit()


def _pressed(client, path, **fields):
    """Press a button: send what it sends."""
    token = form_with(client.get("/intranet/soeg"), "csrf_token")["csrf_token"].value
    return client.post(path, {"csrf_token": token, **fields})


def _do(site, by, act):
    with site.graph(by=by) as (root, how):
        return act(root, how)


def _begin(site, by):
    """Log in; what is entered from here on is what the walk itself has done."""
    client = site.client(by)
    site.began = len(_acts(site))
    return client


WALKS = {}


def walk(*names):
    """Mark a function as what carries out the views ``names`` (package.module:function)."""

    def decorate(function):
        for name in names:
            assert name not in WALKS
            WALKS[name] = function
        return function

    return decorate


def _simple(view, by, path, how=_filled, before=None, **fields):
    """A walk of one form or button."""

    @walk(view)
    def go(site):
        if before is not None:
            _do(site, by, before)
        client = _begin(site, by)
        return how(client, path, **fields)


STAFF, SECRETARY, ADMIN, EDITOR, LEADER = "sagsbehandler", "sekretaer", "administrator", "redaktoer", "leder"

_simple("AddForm:Case", STAFF, "/intranet/sager/ny-sag", title="Ny sag", kle_subject="02.34.02")
_simple("EditForm:Case", STAFF, f"{CASE}/ret", title="Et andet navn")
_simple("cases.intranet.states:change_state", STAFF, f"{CASE}/tilstand", _pressed, transition="inform")
_simple("cases.intranet.states:close_case", STAFF, f"{CASE}/luk", before=_final)
_simple(
    "cases.intranet.states:reopen_case",
    STAFF,
    f"{CASE}/genaabn",
    before=lambda root, act: (_final(root, act), move_case(root["sager"]["2026-00001"], "close", act)),
    reason="Der er kommet en klage",
)
_LETTER = {
    "title": "Svar", "document_type": "note_internal", "direction": "internal", "file": Upload("a.pdf", a_pdf("x"))
}  # fmt: skip
_simple("documents.intranet.register:register_on_case", STAFF, f"{CASE}/nyt-dokument", **_LETTER)
_simple(
    "documents.intranet.register:register_in_mail_room",
    "postmedarbejder",
    "/intranet/dokumenter/registrer",
    case_number="2026-00001",
    **_LETTER,
)
_simple("EditForm:Document", STAFF, f"{LETTER}/ret", title="Et andet navn")
_simple(
    "documents.intranet.states:change_state", STAFF, f"{LETTER}/tilstand", _pressed, transition="finalise"
)
_simple("documents.intranet.states:assign", STAFF, f"{LETTER}/fordel", _pressed, assigned_to="leder")
_simple(
    "documents.intranet.states:unassign",
    STAFF,
    f"{LETTER}/tag-tilbage",
    _pressed,
    before=lambda root, act: assign_document(_letter(root), "leder", act),
)
_simple(
    "documents.intranet.versions:add_a_version",
    STAFF,
    f"{LETTER}/versioner",
    file=Upload("b.pdf", a_pdf("ny")),
)
_simple("documents.intranet.release_pages:release", STAFF, f"{LETTER}/frigiv", before=_final)
_simple(
    "documents.intranet.release_pages:cancel",
    STAFF,
    f"{LETTER}/fortryd-frigivelse",
    _pressed,
    before=lambda root, act: (_final(root, act), ask_for_release(_letter(root), act)),
)
_simple(
    "documents.intranet.release_pages:withdraw",
    STAFF,
    f"{LETTER}/traek-tilbage",
    before=lambda root, act: (_final(root, act), release_document(_letter(root), act)),
    reason="Filen var forkert",
)
_simple("AddForm:Committee", SECRETARY, "/intranet/udvalg/nyt-udvalg", title="Kulturudvalget", code="KU")
_simple("EditForm:Committee", SECRETARY, "/intranet/udvalg/oekonomiudvalget/ret", code="ØU")
_simple(
    "meetings.intranet.committees:plan_page",
    SECRETARY,
    "/intranet/udvalg/oekonomiudvalget/planlaeg-moede",
    date="9.12.2026",
    time="8.15",
    place="Salen",
)
_simple("meetings.intranet.meetings:change_page", SECRETARY, f"{MEETING}/ret", place="Salen")
_simple("meetings.intranet.items:add_page", SECRETARY, f"{MEETING}/nyt-punkt", kind="standing", title="Nyt")
_simple(
    "meetings.intranet.transitions:publish_page",
    SECRETARY,
    f"{MEETING}/offentliggoer",
    before=lambda root, _act: setattr(_item(root), "review_state", "scheduled"),
)
_simple(
    "meetings.intranet.transitions:withdraw_page",
    SECRETARY,
    f"{MEETING}/traek-tilbage",
    before=_published,
    reason="Et bilag var forkert",
)
_simple("AddForm:Page", EDITOR, "/intranet/ny-side", title="En side", audience="public")
_simple("EditForm:Page", EDITOR, f"{PAGE}/ret", lead="Nyt")
_simple("AddForm:NewsItem", EDITOR, "/intranet/nyheder/ny-nyhed", title="En nyhed", audience="public")
_simple("EditForm:NewsItem", EDITOR, "/intranet/nyheder/ny-cykelsti/ret", lead="Nyt")
_simple("pages.intranet:publish_it", EDITOR, f"{PAGE}/offentliggoer", _pressed)
_simple(
    "pages.intranet:withdraw",
    EDITOR,
    f"{PAGE}/traek-tilbage",
    before=lambda root, act: publish(root["aabningstider"], act),
    reason="Den var forkert",
)
_simple("AddForm:Unit", ADMIN, "/intranet/organisation/enheder/ny-enhed", title="Ny enhed")
_simple("EditForm:Unit", ADMIN, "/intranet/organisation/enheder/byg/ret", title="Bygningsmyndigheden")
_simple(
    "AddForm:Person", ADMIN, "/intranet/organisation/personer/ny-person", title="Ny Person", login="nyperson"
)
_simple("EditForm:Person", ADMIN, f"{PERSON}/ret", title="Poul P. Pseudonym")
_simple("AddForm:Group", ADMIN, "/intranet/organisation/grupper/ny-gruppe", title="Ny gruppe")
_simple("EditForm:Group", ADMIN, "/intranet/organisation/grupper/arkivgruppen/ret", title="Arkivet")
_simple(
    "organisation.person_pages:new_password",
    ADMIN,
    f"{PERSON}/adgangskode",
    new_password="en lang sætning",
    repeated="en lang sætning",
)
_simple("organisation.person_pages:deactivate", ADMIN, f"{PERSON}/deaktiver", _pressed)
_simple(
    "organisation.person_pages:activate",
    ADMIN,
    f"{PERSON}/aktiver",
    _pressed,
    before=lambda root, act: deactivate_person(root["organisation"]["personer"]["medarbejder"], act),
)
_simple(
    "classification.import_pages:read_file",
    ADMIN,
    "/intranet/emner/importer",
    file=Upload("kle.xml", EDITION),
)
_simple(
    "sharing.pages:do_break",
    STAFF,
    f"{OTHER}/adgang-bryd",
    _pressed,
    before=lambda root, act: share(root["sager"]["2026-00002"], "user:sagsbehandler", Level.MANAGE, act),
)
_simple(
    "sharing.pages:take",
    STAFF,
    f"{OTHER}/adgang-fjern",
    _pressed,
    before=lambda root, act: share(root["sager"]["2026-00002"], "user:leder", Level.READ, act),
    token="user:leder",
)
_simple("sharing.pages:give_back", STAFF, f"{OTHER}/adgang-tilbage?hvem=user:leder&hvad=read", _pressed)
_simple(
    "sharing.pages:take_off_list",
    STAFF,
    f"{OTHER}/adgang-liste-fjern",
    _pressed,
    before=lambda root, act: set_access_list(
        root["sager"]["2026-00002"], {"user:sagsbehandler", "user:leder"}, act
    ),
    token="user:leder",
)


@walk("sharing.pages:give")
def _give(site):
    client = _begin(site, STAFF)
    form = form_with(client.get(f"{OTHER}/adgang"), "who")
    form["who"], form["level"] = "user:leder", form["level"].options[-1][0]
    return form.submit()


@walk("sharing.pages:put_on_list")
def _put_on_list(site):
    form = form_with(_begin(site, STAFF).get(f"{OTHER}/adgang"), "listed")
    form["listed"] = "user:leder"
    return form.submit()


@walk("sharing.pages:do_restore")
def _restore_inheritance(site):
    def cut_off(root, act):
        case = root["sager"]["2026-00002"]
        share(case, "user:sagsbehandler", Level.MANAGE, act)
        break_inheritance(case, act)

    _do(site, STAFF, cut_off)
    return _pressed(_begin(site, STAFF), f"{OTHER}/adgang-genopret")


@walk("trash.deleting:throw_away")
def _throw_away(site):
    return _filled(_begin(site, STAFF), f"{LETTER}/slet", reason="Forkert sag")


@walk("trash.intranet:take_back")
def _take_back(site):
    name = _do(site, STAFF, lambda root, act: put_in_trash(_letter(root), act, "Forkert sag").__name__)
    return _pressed(_begin(site, STAFF), f"/intranet/papirkurv/gendan?id={name}")


@walk("break_glass.intranet:open_case")
def _emergency(site):
    _do(site, STAFF, lambda root, act: a_case(root, act, sensitivity="confidential"))
    fields = {"case_number": "2026-00003", "reason": "Akut henvendelse fra politiet i sagen"}
    return _filled(_begin(site, LEADER), "/intranet/noedadgang", **fields)


@walk("break_glass.intranet:end")
def _end_of_emergency(site):
    _do(
        site,
        STAFF,
        lambda root, act: a_case(root, act, sensitivity="confidential", responsible_unit="visitation"),
    )
    reason = "Akut henvendelse fra politiet i sagen"
    _do(site, LEADER, lambda root, act: open_in_emergency(root, "2026-00003", reason, act))
    client = _begin(site, LEADER)
    return form_with(client.get("/intranet/noedadgang"), "name").submit()


@walk("jobs.intranet:restart")
def _restart(site):
    job = _do(site, ADMIN, _parked)
    return _pressed(_begin(site, ADMIN), "/intranet/baggrundsarbejde/genstart", id=job)


@walk("jobs.intranet:discard")
def _discard_job(site):
    job = _do(site, ADMIN, _parked)
    path = f"/intranet/baggrundsarbejde/fjern?id={job}"
    return _filled(_begin(site, ADMIN), path, reason="Dokumentet er slettet")


@walk("classification.import_pages:start")
def _start_import(site):
    client = _begin(site, ADMIN)
    _filled(client, "/intranet/emner/importer", file=Upload("kle.xml", EDITION))
    return _pressed(client, "/intranet/emner/importer-start")


@walk("classification.import_pages:discard")
def _discard_edition(site):
    client = _begin(site, ADMIN)
    _filled(client, "/intranet/emner/importer", file=Upload("kle.xml", EDITION))
    return _pressed(client, "/intranet/emner/importer-kasser")


@walk("meetings.intranet.items:edit_page")
def _edit_item(site):
    oid = _do(site, SECRETARY, lambda root, _act: get_oid(_item(root)))
    return _filled(_begin(site, SECRETARY), f"{MEETING}/punkt?id={oid}", title="Et andet punkt")


@walk("meetings.intranet.items:documents_page")
def _choose_documents(site):
    oid = _do(site, SECRETARY, lambda root, _act: get_oid(_item(root)))
    form = form_with(_begin(site, SECRETARY).get(f"{MEETING}/bilag?id={oid}"), "documents")
    form.set("documents", True, index=0)
    return form.submit()


@walk("meetings.intranet.items:remove_page")
def _remove_item(site):
    oid = _do(site, SECRETARY, lambda root, _act: get_oid(_item(root)))
    return _filled(_begin(site, SECRETARY), f"{MEETING}/fjern?id={oid}")


@walk("meetings.intranet.items:move")
def _move_item(site):
    oid = _do(site, SECRETARY, lambda root, _act: get_oid(_item(root)))
    return _pressed(_begin(site, SECRETARY), f"{MEETING}/flyt", item=str(oid), to="up")


@walk("meetings.intranet.items:accept")
def _accept_item(site):
    oid = _do(site, SECRETARY, lambda root, _act: get_oid(_item(root)))
    return _pressed(_begin(site, SECRETARY), f"{MEETING}/godkend-punkt", item=str(oid))


@walk("meetings.intranet.items:resolution_page")
def _decide(site):
    _held(site)
    oid = _do(site, SECRETARY, lambda root, _act: get_oid(_item(root)))
    return _filled(_begin(site, SECRETARY), f"{MEETING}/beslutning?id={oid}", resolution="Godkendt.")


@walk("cases.intranet.handing_over:hand_over_cases")
def _hand_over(site):
    path = "/intranet/sager/giv-videre?fra=sagsbehandler"
    return _filled(_begin(site, STAFF), path, caseworker="leder")


@walk("meetings.intranet.transitions:hold_page")
def _hold(site):
    _do(site, SECRETARY, _published)
    site.clock.advance(timedelta(days=10))
    return _filled(_begin(site, SECRETARY), f"{MEETING}/afhold")


@walk("meetings.intranet.transitions:approve_page")
def _approve(site):
    _held(site)
    _do(site, SECRETARY, lambda root, act: set_resolution(_item(root), "Godkendt.", act))
    return _filled(_begin(site, SECRETARY), f"{MEETING}/godkend")


@walk("organisation.unit_pages:choose_administrators")
def _choose_administrators(site):
    client = _begin(site, ADMIN)
    page = client.get("/intranet/organisation/enheder/byg/administratorer")
    form = form_with(form_with(page, "submission").submit("administrators:add"), "administrators.0")
    form["administrators.0"] = "sagsbehandler"
    return form.submit()


@walk("organisation.session_pages:end")
def _end_sessions(site):
    site.client("medarbejder")
    path = "/intranet/organisation/personer/medarbejder/logget-paa"
    return _pressed(_begin(site, "medarbejder"), path)


@walk("organisation.public:log_in")
def _log_in(site):
    site.began = len(_acts(site))
    form = form_with(site.client().get("/log-ind"), "password")
    form["login"], form["password"] = "leder", "demo"
    return form.submit()


@walk("organisation.public:log_out")
def _log_out(site):
    return _pressed(_begin(site, "leder"), "/log-af")


# ------------------------------------------------------------------ the tests


def _views(registry, method):
    for item in registry.introspector.get_category("views"):
        view = item["introspectable"]
        if view["request_methods"] == method and "__record__" in getattr(view["context"], "__dict__", {}):
            yield view


def _name(view):
    """``package.module:function``, and for the derived forms ``AddForm:<type>``."""
    function = view["callable"]
    declared = getattr(function, "declared", None)
    if declared is not None:
        return f"{type(function).__name__}:{declared.name}"
    return f"{function.__module__.removeprefix('bdk_esdh.')}:{function.__name__}"


def _acts(site):
    """Every entry that is no reading, sealed or not, as (verb, by, subject)."""
    with site.graph() as (root, _act):
        journal = journal_of(root)
        sealed = [journal.chain.get(number).entry for number in range(1, journal.chain.last + 1)]
        waiting = [unpack(packed) for packed, _shard, _key in journal.waiting()]
    return [entry for entry in sealed + waiting if entry.kind is not Kind.READ]


def test_every_view_that_acts_has_a_walk_or_a_reason(application):
    names = {_name(view) for view in _views(application[1], "POST")}
    assert names - WALKS.keys() - NOT_ENTERED.keys() - BY_ANOTHER.keys() == set()
    assert WALKS.keys() - names == set(), "walks of views that are gone"
    assert (NOT_ENTERED.keys() | BY_ANOTHER.keys()) - names == set(), "reasons for views that are gone"


#: what each walk enters
VERBS = {
    "AddForm:Case": "case.created",
    "AddForm:Committee": "committee.added",
    "AddForm:Group": "group.added",
    "AddForm:NewsItem": "page.added",
    "AddForm:Page": "page.added",
    "AddForm:Person": "person.added",
    "AddForm:Unit": "unit.added",
    "EditForm:Case": "case.facts_changed",
    "EditForm:Committee": "committee.changed",
    "EditForm:Document": "document.facts_changed",
    "EditForm:Group": "group.changed",
    "EditForm:NewsItem": "page.changed",
    "EditForm:Page": "page.changed",
    "EditForm:Person": "person.changed",
    "EditForm:Unit": "unit.changed",
    "cases.intranet.states:change_state": "case.state_changed",
    "cases.intranet.states:close_case": "case.closed",
    "cases.intranet.states:reopen_case": "case.reopened",
    "classification.import_pages:discard": "classification.edition_discarded",
    "classification.import_pages:read_file": "classification.edition_read",
    "classification.import_pages:start": "classification.import_started",
    "documents.intranet.register:register_in_mail_room": "document.registered",
    "documents.intranet.register:register_on_case": "document.registered",
    "documents.intranet.release_pages:cancel": "document.release_cancelled",
    "documents.intranet.release_pages:release": "document.release_asked",
    "documents.intranet.release_pages:withdraw": "document.withdrawn",
    "documents.intranet.states:assign": "document.assigned",
    "documents.intranet.states:change_state": "document.finalised",
    "documents.intranet.states:unassign": "document.unassigned",
    "documents.intranet.versions:add_a_version": "document.version_added",
    "meetings.intranet.committees:plan_page": "meeting.planned",
    "meetings.intranet.items:accept": "item.accepted",
    "meetings.intranet.items:documents_page": "item.documents_set",
    "meetings.intranet.items:edit_page": "item.changed",
    "meetings.intranet.items:move": "item.moved",
    "meetings.intranet.items:resolution_page": "item.resolution_written",
    "meetings.intranet.meetings:change_page": "meeting.changed",
    "meetings.intranet.items:add_page": "item.added",
    "meetings.intranet.transitions:approve_page": "meeting.minutes_approved",
    "meetings.intranet.transitions:hold_page": "meeting.held",
    "meetings.intranet.transitions:publish_page": "meeting.published",
    "meetings.intranet.transitions:withdraw_page": "meeting.withdrawn",
    "organisation.person_pages:activate": "person.activated",
    "organisation.person_pages:deactivate": "person.deactivated",
    "organisation.person_pages:new_password": "person.password_changed",
    "organisation.public:log_in": "login.opened",
    "organisation.public:log_out": "login.closed",
    "organisation.session_pages:end": "person.sessions_ended",
    "organisation.unit_pages:choose_administrators": "unit.administrators_changed",
    "pages.intranet:publish_it": "page.published",
    "pages.intranet:withdraw": "page.withdrawn",
    "meetings.intranet.items:remove_page": "item.removed",
    "cases.intranet.handing_over:hand_over_cases": "case.facts_changed",
    "sharing.pages:give": "sharing.shared",
    "sharing.pages:give_back": "sharing.shared",
    "sharing.pages:take": "sharing.unshared",
    "sharing.pages:do_break": "sharing.inheritance_broken",
    "sharing.pages:do_restore": "sharing.inheritance_restored",
    "sharing.pages:put_on_list": "sharing.access_list_changed",
    "sharing.pages:take_off_list": "sharing.access_list_changed",
    "trash.deleting:throw_away": "trash.thrown_away",
    "trash.intranet:take_back": "trash.restored",
    "break_glass.intranet:open_case": "break_glass.opened",
    "break_glass.intranet:end": "break_glass.ended",
    "jobs.intranet:discard": "job.discarded",
    "jobs.intranet:restart": "job.restarted",
}


@pytest.mark.parametrize("name", sorted(WALKS))
def test_what_a_view_does_is_entered(town, name):
    answer = WALKS[name](town)
    assert answer.status_int == 303, answer.status
    verbs = {entry.verb for entry in _acts(town)[town.began :]}
    assert VERBS[name] in verbs, f"{name} has entered {verbs or 'nothing'}"


def test_the_json_face_enters_what_it_does(town):
    client = town.client()
    token = client.post_json("/api/v1/@login", {"login": "sagsbehandler", "password": "demo"}).json["token"]
    client.authorization = ("Bearer", token)
    before = len(_acts(town))
    made = client.post_json(
        "/api/v1/sager", {"@type": "Case", "title": "En sag", "kle_subject": "02.34.02", "kle_facet": "G01"}
    )
    url = made.json["@id"]
    client.patch_json(url, {"title": "En anden sag"})
    client.post_json(f"{url}/@workflow/inform", {})
    file = {"filename": "a.txt", "content-type": "text/plain", "encoding": "base64", "data": "aGVq"}
    values = {name: DOCUMENT[name] for name in ("title", "document_type", "direction", "sensitivity")}
    client.post_json(url, {"@type": "Document", **values, "letter_date": "2026-11-20", "file": file})
    client.delete(f"{url}/1")
    verbs = [entry.verb for entry in _acts(town)[before:]]
    assert verbs[:4] == ["case.created", "case.facts_changed", "case.state_changed", "document.registered"]
    assert len(verbs) == 5, verbs
    client.get(url)
    client.get("/api/v1/sager/2026-00001/1")
    client.post_json("/api/v1/@logout", {})
    assert _readings(town, town_oid(town, "2026-00001", "1")) != []


def town_oid(site, *names):
    with site.graph() as (root, _act):
        node = root["sager"]
        for name in names:
            node = node[name]
        return get_oid(node)


# ------------------------------------------------------------------ reading

#: pages of a case or document that show nothing of it: they only lead on
NOT_READ = {
    ("Case", "genaabn"): "leads back while the case is open; asked below of a closed one",
    ("Document", "traek-tilbage"): "leads back while nothing is released; asked below of a released one",
}
PATHS = {
    ("Document", "fil"): "/1/brev.pdf",
    ("Document", "pdf"): "/1/brev.pdf",
    ("Document", "frigivet"): "/2026-00001-1-ansoegning-om-carport.pdf",
}


def _readings(site, oid):
    with site.graph() as (root, _act):
        journal = journal_of(root)
        sealed = [journal.chain.get(number).entry for number in range(1, journal.chain.last + 1)]
        waiting = [unpack(packed) for packed, _shard, _key in journal.waiting()]
    found = [entry for entry in sealed + waiting if entry.subject == oid and entry.kind is Kind.READ]
    return [(entry.by, entry.verb) for entry in found]


def test_every_page_of_a_case_or_document_is_a_reading(town):
    """Each page is asked for by itself, so that no other page has entered the reading for it."""
    _do(town, STAFF, lambda root, act: (_final(root, act), release_document(_letter(root), act)))
    asked = sorted(
        {
            (view["context"].__record__.name, view["name"])
            for view in _views(town.registry, "GET")
            if view["route_name"] == "intranet" and view["context"] in (Case, Document)
        }
    )
    assert {("Case", ""), ("Document", "fil"), ("Document", "tekst")} <= set(asked)
    client = town.client(STAFF)
    for kind, name in asked:
        place = CASE if kind == "Case" else LETTER
        oid = town_oid(town, "2026-00001", *(["1"] if kind == "Document" else []))
        town.clock.advance(timedelta(minutes=6))
        before = len(_readings(town, oid))
        answer = client.get(f"{place}/{name}".rstrip("/") + PATHS.get((kind, name), ""))
        if answer.status_int in (302, 303):
            # A page that leads on shows nothing; where it leads has its own turn.
            continue
        assert len(_readings(town, oid)) == before + 1, f"{kind} {name or 'page'} is read without an entry"


@pytest.mark.parametrize(
    "path", [CASE, f"{CASE}/ret", f"{CASE}/nyt-dokument", f"{CASE}/luk", f"{CASE}/journal"]
)
def test_a_page_of_a_case_is_entered_by_the_name_of_who_reads(town, path):
    client = town.client(STAFF)
    client.get(path)
    assert {by for by, _verb in _readings(town, town_oid(town, "2026-00001"))} == {STAFF}


def test_files_are_entered_as_fetched_with_their_version(town):
    client = town.client("leder")
    for path, verb in (("fil/1/brev.pdf", "document.file_fetched"), ("tekst", "document.text_read")):
        client.get(f"{LETTER}/{path}")
        assert ("leder", verb) in _readings(town, town_oid(town, "2026-00001", "1"))


def test_a_part_of_a_file_and_one_that_has_not_changed_are_readings_too(town):
    client = town.client("leder")
    oid = town_oid(town, "2026-00001", "1")
    path = f"{LETTER}/fil/1/brev.pdf"
    assert client.get(path, headers={"Range": "bytes=0-9"}).status_int == 206
    assert len(_readings(town, oid)) == 1
    tag = client.get(path).headers["ETag"]
    town.clock.advance(timedelta(minutes=10))
    assert client.get(path, headers={"If-None-Match": tag}).status_int == 304
    assert len(_readings(town, oid)) == 2


def test_asking_for_the_head_of_a_page_or_file_reads_nothing(town):
    client = town.client("leder")
    for path in (CASE, LETTER, f"{LETTER}/fil/1/brev.pdf", f"{LETTER}/tekst"):
        client.head(path)
    assert _readings(town, town_oid(town, "2026-00001")) == []
    assert _readings(town, town_oid(town, "2026-00001", "1")) == []


def test_lists_searches_and_what_one_may_not_open_are_no_readings(town):
    def close(root, act):
        a_case(root, act, sensitivity="confidential")

    _do(town, STAFF, close)
    client = town.client("sagsbehandler2")
    for path in ("/intranet/", "/intranet/sager", "/intranet/dokumenter", "/intranet/soeg?q=carport"):
        client.get(path)
    client.get("/intranet/sager/2026-00003", status=404)
    client.get(f"{LETTER}/fil/7/brev.pdf", status=404)
    for names in (("2026-00001",), ("2026-00003",), ("2026-00001", "1")):
        assert _readings(town, town_oid(town, *names)) == []


def test_the_public_reading_what_is_published_is_not_entered(town):
    _do(town, EDITOR, lambda root, act: publish(root["aabningstider"], act))
    before = len(_acts(town))
    town.client().get("/aabningstider")
    town.client().get("/udvalg")
    assert len(_acts(town)) == before
    with town.graph() as (root, _act):
        assert _readings(town, get_oid(root["aabningstider"])) == []


def test_a_citizens_page_is_a_reading_and_a_colleagues_is_none(town):
    client = town.client("administrator")
    client.get("/intranet/organisation/personer/borger1")
    client.get("/intranet/organisation/personer/leder")
    with town.graph() as (root, _act):
        oids = [get_oid(root["organisation"]["personer"][login]) for login in ("borger1", "leder")]
    assert [len([1 for _by, verb in _readings(town, oid) if verb == "person.opened"]) for oid in oids] == [
        1,
        0,
    ]


def test_a_closed_item_is_a_reading(town):
    oid = _do(
        town,
        SECRETARY,
        lambda root, _act: (setattr(_item(root), "closed_session", True), get_oid(_item(root)))[1],
    )
    name = _do(town, SECRETARY, lambda root, _act: _item(root).__name__)
    client = town.client("sekretaer")
    client.get(f"{MEETING}/{name}")
    client.get(f"{MEETING}/1")
    assert _readings(town, oid) == [("sekretaer", "item.opened")]
