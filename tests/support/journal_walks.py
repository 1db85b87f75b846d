"""What carries out each view that acts, as a person would: by its form or its button."""

import io
from datetime import date, time, timedelta

from webtest import Upload

from bdk_esdh.break_glass.actions import open_in_emergency
from bdk_esdh.cases.actions import move_case
from bdk_esdh.documents.actions import add_version, assign_document
from bdk_esdh.documents.moving import move_to_case
from bdk_esdh.documents.release import ask_for_release, release_document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.items import set_resolution
from bdk_esdh.organisation.actions import deactivate_person
from bdk_esdh.pages.actions import change_publication, publication_values, publish
from bdk_esdh.pages.scheduling import plan as plan_page
from bdk_esdh.pages.working_copies import begin_copy, change_copy
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import break_inheritance, set_access_list, share
from bdk_esdh.trash.actions import put_in_trash
from tests.capability.classification.samples import plan, topic
from tests.support.builders import a_case, a_pdf, a_picture
from tests.support.journal_town import (
    ADMIN,
    CASE,
    EDITOR,
    LEADER,
    LETTER,
    MEETING,
    OTHER,
    PAGE,
    PARTY,
    PERSON,
    SECRETARY,
    STAFF,
    acts_of,
    do,
    finalise,
    hold,
    item_of,
    letter_of,
    park,
    publish_agenda,
)
from tests.support.site import form_with
from tests.support.walking import begin, fill, press, simple, walk

EDITION = plan(topic("02.34.40", "Skilte")).read()


simple("AddForm:Case", STAFF, "/intranet/sager/ny-sag", title="Ny sag", kle_subject="02.34.02")
simple("EditForm:Case", STAFF, f"{CASE}/ret", title="Et andet navn")
simple("cases.intranet.states:change_state", STAFF, f"{CASE}/tilstand", press, transition="inform")
simple("cases.intranet.states:close_case", STAFF, f"{CASE}/luk", before=finalise)
simple(
    "cases.intranet.states:reopen_case",
    STAFF,
    f"{CASE}/genaabn",
    before=lambda root, act: (finalise(root, act), move_case(root["sager"]["2026-00001"], "close", act)),
    reason="Der er kommet en klage",
)
NEW_LETTER = {
    "title": "Svar", "document_type": "note_internal", "direction": "internal", "file": Upload("a.pdf", a_pdf("x"))
}  # fmt: skip
simple("documents.intranet.register:register_on_case", STAFF, f"{CASE}/nyt-dokument", **NEW_LETTER)
simple(
    "documents.intranet.register:register_in_mail_room",
    "postmedarbejder",
    "/intranet/dokumenter/registrer",
    case_number="2026-00001",
    **NEW_LETTER,
)
simple("EditForm:Document", STAFF, f"{LETTER}/ret", title="Et andet navn")
simple("documents.intranet.states:change_state", STAFF, f"{LETTER}/tilstand", press, transition="finalise")
simple("documents.intranet.states:assign", STAFF, f"{LETTER}/fordel", press, assigned_to="leder")
simple(
    "documents.intranet.states:make_rendition",
    STAFF,
    f"{LETTER}/lav-pdf",
    press,
    before=lambda root, act: add_version(
        letter_of(root), io.BytesIO(b"Et notat"), "notat.txt", act, text=("Et notat",)
    ),
)
simple(
    "documents.intranet.states:unassign",
    STAFF,
    f"{LETTER}/tag-tilbage",
    press,
    before=lambda root, act: assign_document(letter_of(root), "leder", act),
)
simple(
    "documents.intranet.versions:add_a_version",
    STAFF,
    f"{LETTER}/versioner",
    file=Upload("b.pdf", a_pdf("ny")),
)
simple("documents.intranet.release_pages:release", STAFF, f"{LETTER}/frigiv", before=finalise)
simple(
    "documents.intranet.release_pages:cancel",
    STAFF,
    f"{LETTER}/fortryd-frigivelse",
    press,
    before=lambda root, act: (finalise(root, act), ask_for_release(letter_of(root), act)),
)
simple(
    "documents.intranet.release_pages:withdraw",
    STAFF,
    f"{LETTER}/traek-tilbage",
    before=lambda root, act: (finalise(root, act), release_document(letter_of(root), act)),
    reason="Filen var forkert",
)
simple(
    "parties.intranet.adding:create_party",
    STAFF,
    f"{CASE}/ny-part",
    kind="person",
    name="Bent Prøve",
    role="secondary_party",
)
simple("EditForm:Party", STAFF, f"{PARTY}/ret", phone="99 45 00 00")
simple("search.saving:keep", STAFF, "/intranet/soeg?q=hegn", press, navn="Hegn")
simple("AddForm:Committee", SECRETARY, "/intranet/udvalg/nyt-udvalg", title="Kulturudvalget", code="KU")
simple("EditForm:Committee", SECRETARY, "/intranet/udvalg/oekonomiudvalget/ret", code="ØU")
simple(
    "meetings.intranet.committees:plan_page",
    SECRETARY,
    "/intranet/udvalg/oekonomiudvalget/planlaeg-moede",
    date="9.12.2026",
    time="8.15",
    place="Salen",
)
simple("meetings.intranet.meetings:change_page", SECRETARY, f"{MEETING}/ret", place="Salen")
simple("meetings.intranet.items:add_page", SECRETARY, f"{MEETING}/nyt-punkt", kind="standing", title="Nyt")
simple(
    "meetings.intranet.transitions:publish_page",
    SECRETARY,
    f"{MEETING}/offentliggoer",
    before=lambda root, _act: setattr(item_of(root), "review_state", "scheduled"),
)
simple(
    "meetings.intranet.transitions:withdraw_page",
    SECRETARY,
    f"{MEETING}/traek-tilbage",
    before=publish_agenda,
    reason="Et bilag var forkert",
)
simple("AddForm:Page", EDITOR, "/intranet/ny-side", title="En side", audience="public")
simple("EditForm:Page", EDITOR, f"{PAGE}/ret", lead="Nyt")
simple("AddForm:NewsItem", EDITOR, "/intranet/nyheder/ny-nyhed", title="En nyhed", audience="public")
simple("EditForm:NewsItem", EDITOR, "/intranet/nyheder/ny-cykelsti/ret", lead="Nyt")
simple("pages.intranet:publish_it", EDITOR, f"{PAGE}/offentliggoer", press)


def _out(root, act):
    publish(root["aabningstider"], act)


def _with_copy(root, act):
    _out(root, act)
    begin_copy(root["aabningstider"], act)


def _with_changed_copy(root, act):
    _with_copy(root, act)
    change_copy(root["aabningstider"], {**root["aabningstider"].working_copy.values, "lead": "Nyt"}, act)


simple("pages.copy_pages:begin", EDITOR, f"{PAGE}/begynd-kladde", press, before=_out)
simple("pages.copy_pages:write_copy", EDITOR, f"{PAGE}/kladde", before=_with_copy, lead="Nyt")
simple(
    "pages.copy_pages:place", EDITOR, f"{PAGE}/saet-kladde-i-stedet", before=_with_changed_copy, lead="Nyt"
)
simple("pages.copy_pages:drop", EDITOR, f"{PAGE}/smid-kladde-vaek", press, before=_with_copy)


def _changed_once(root, act):
    change_publication(
        root["aabningstider"], {**publication_values(root["aabningstider"]), "lead": "Nyt"}, act
    )


simple(
    "pages.earlier_pages:put_back_text",
    EDITOR,
    f"{PAGE}/hent-udgave-tilbage",
    press,
    before=_changed_once,
    udgave="1",
)
simple("link_check.intranet:check_again", EDITOR, f"{PAGE}/tjek-links", press, before=_out)
simple("pages.schedule_pages:schedule", EDITOR, f"{PAGE}/planlaeg", day="1.12.2026", time="8.00")
simple(
    "pages.schedule_pages:cancel_it",
    EDITOR,
    f"{PAGE}/annuller-plan",
    press,
    before=lambda root, act: plan_page(
        root["aabningstider"], {"day": date(2026, 12, 1), "time": time(8)}, act
    ),
)
simple("pages.moving_pages:move", EDITOR, f"{PAGE}/flyt", name="naar-vi-har-aabent")
simple(
    "pages.picture_pages:add_a_picture",
    EDITOR,
    f"{PAGE}/billeder",
    file=Upload("a.png", a_picture()),
    alt="Rådhuset",
)
simple(
    "pages.intranet:withdraw",
    EDITOR,
    f"{PAGE}/traek-tilbage",
    before=lambda root, act: publish(root["aabningstider"], act),
    reason="Den var forkert",
)
simple("AddForm:Unit", ADMIN, "/intranet/organisation/enheder/ny-enhed", title="Ny enhed")
simple("EditForm:Unit", ADMIN, "/intranet/organisation/enheder/byg/ret", title="Bygningsmyndigheden")
simple(
    "AddForm:Person", ADMIN, "/intranet/organisation/personer/ny-person", title="Ny Person", login="nyperson"
)
simple("EditForm:Person", ADMIN, f"{PERSON}/ret", title="Poul P. Pseudonym")
simple("AddForm:Group", ADMIN, "/intranet/organisation/grupper/ny-gruppe", title="Ny gruppe")
simple("EditForm:Group", ADMIN, "/intranet/organisation/grupper/arkivgruppen/ret", title="Arkivet")
simple(
    "organisation.person_pages:new_password",
    ADMIN,
    f"{PERSON}/adgangskode",
    new_password="en lang sætning",
    repeated="en lang sætning",
)
simple("organisation.person_pages:deactivate", ADMIN, f"{PERSON}/deaktiver", press)
simple(
    "organisation.person_pages:activate",
    ADMIN,
    f"{PERSON}/aktiver",
    press,
    before=lambda root, act: deactivate_person(root["organisation"]["personer"]["medarbejder"], act),
)
simple(
    "classification.import_pages:read_file",
    ADMIN,
    "/intranet/emner/importer",
    file=Upload("kle.xml", EDITION),
)
simple(
    "sharing.pages:do_break",
    STAFF,
    f"{OTHER}/adgang-bryd",
    press,
    before=lambda root, act: share(root["sager"]["2026-00002"], "user:sagsbehandler", Level.MANAGE, act),
)
simple(
    "sharing.pages:take",
    STAFF,
    f"{OTHER}/adgang-fjern",
    press,
    before=lambda root, act: share(root["sager"]["2026-00002"], "user:leder", Level.READ, act),
    token="user:leder",
)
simple("sharing.pages:give_back", STAFF, f"{OTHER}/adgang-tilbage?hvem=user:leder&hvad=read", press)
simple(
    "sharing.pages:take_off_list",
    STAFF,
    f"{OTHER}/adgang-liste-fjern",
    press,
    before=lambda root, act: set_access_list(
        root["sager"]["2026-00002"], {"user:sagsbehandler", "user:leder"}, act
    ),
    token="user:leder",
)


@walk("sharing.pages:give")
def _give(site):
    client = begin(site, STAFF)
    form = form_with(client.get(f"{OTHER}/adgang"), "who")
    form["who"], form["level"] = "user:leder", form["level"].options[-1][0]
    return form.submit()


@walk("sharing.pages:put_on_list")
def _put_on_list(site):
    form = form_with(begin(site, STAFF).get(f"{OTHER}/adgang"), "listed")
    form["listed"] = "user:leder"
    return form.submit()


@walk("sharing.pages:do_restore")
def _restore_inheritance(site):
    def cut_off(root, act):
        case = root["sager"]["2026-00002"]
        share(case, "user:sagsbehandler", Level.MANAGE, act)
        break_inheritance(case, act)

    do(site, STAFF, cut_off)
    return press(begin(site, STAFF), f"{OTHER}/adgang-genopret")


@walk("documents.intranet.moving:move")
def _move_to_case(site):
    page = begin(site, STAFF).get(f"{LETTER}/flyt-til-sag?sag=2026-00002")
    return form_with(page, "shown_as").submit()


@walk("documents.intranet.finalising:finalise_several")
def _finalise_several(site):
    return form_with(begin(site, STAFF).get(f"{CASE}/saet-endelige"), "serials").submit()


@walk("documents.intranet.moving:move_several")
def _move_several(site):
    oid = do(site, STAFF, lambda root, _act: get_oid(letter_of(root)))
    page = begin(site, STAFF).get(f"{CASE}/flyt-dokumenter?valgt={oid}&sag=2026-00002")
    return form_with(page, "shown_as").submit()


@walk("documents.intranet.moving:move_them_back")
def _move_back(site):
    def there(root, act):
        move_to_case(letter_of(root), root["sager"]["2026-00002"], act)
        return get_oid(root["sager"]["2026-00002"]["1"])

    oid = do(site, STAFF, there)
    return press(begin(site, STAFF), f"{OTHER}/flyt-tilbage?valgt={oid}")


@walk("trash.deleting:throw_away")
def _throw_away(site):
    return fill(begin(site, STAFF), f"{LETTER}/slet", reason="Forkert sag")


@walk("trash.intranet:take_back")
def _take_back(site):
    name = do(site, STAFF, lambda root, act: put_in_trash(letter_of(root), act, "Forkert sag").__name__)
    return press(begin(site, STAFF), f"/intranet/papirkurv/gendan?id={name}")


@walk("break_glass.intranet:open_case")
def _emergency(site):
    do(site, STAFF, lambda root, act: a_case(root, act, sensitivity="confidential"))
    fields = {"case_number": "2026-00003", "reason": "Akut henvendelse fra politiet i sagen"}
    return fill(begin(site, LEADER), "/intranet/noedadgang", **fields)


@walk("break_glass.intranet:end")
def _end_of_emergency(site):
    do(
        site,
        STAFF,
        lambda root, act: a_case(root, act, sensitivity="confidential", responsible_unit="visitation"),
    )
    reason = "Akut henvendelse fra politiet i sagen"
    do(site, LEADER, lambda root, act: open_in_emergency(root, "2026-00003", reason, act))
    client = begin(site, LEADER)
    return form_with(client.get("/intranet/noedadgang"), "name").submit()


@walk("jobs.intranet:restart")
def _restart(site):
    job = do(site, ADMIN, park)
    return press(begin(site, ADMIN), "/intranet/baggrundsarbejde/genstart", id=job)


@walk("jobs.intranet:discard")
def _discard_job(site):
    job = do(site, ADMIN, park)
    path = f"/intranet/baggrundsarbejde/fjern?id={job}"
    return fill(begin(site, ADMIN), path, reason="Dokumentet er slettet")


@walk("classification.import_pages:start")
def _start_import(site):
    client = begin(site, ADMIN)
    fill(client, "/intranet/emner/importer", file=Upload("kle.xml", EDITION))
    return press(client, "/intranet/emner/importer-start")


@walk("classification.import_pages:discard")
def _discard_edition(site):
    client = begin(site, ADMIN)
    fill(client, "/intranet/emner/importer", file=Upload("kle.xml", EDITION))
    return press(client, "/intranet/emner/importer-kasser")


@walk("meetings.intranet.items:edit_page")
def _edit_item(site):
    oid = do(site, SECRETARY, lambda root, _act: get_oid(item_of(root)))
    return fill(begin(site, SECRETARY), f"{MEETING}/punkt?id={oid}", title="Et andet punkt")


@walk("meetings.intranet.items:documents_page")
def _choose_documents(site):
    oid = do(site, SECRETARY, lambda root, _act: get_oid(item_of(root)))
    form = form_with(begin(site, SECRETARY).get(f"{MEETING}/bilag?id={oid}"), "documents")
    form.set("documents", True, index=0)
    return form.submit()


@walk("meetings.intranet.items:remove_page")
def _remove_item(site):
    oid = do(site, SECRETARY, lambda root, _act: get_oid(item_of(root)))
    return fill(begin(site, SECRETARY), f"{MEETING}/fjern?id={oid}")


@walk("meetings.intranet.building:move")
def _move_item(site):
    oid = do(site, SECRETARY, lambda root, _act: get_oid(item_of(root)))
    return press(begin(site, SECRETARY), f"{MEETING}/flyt", item=str(oid), to="up")


@walk("meetings.intranet.proposing:propose_page")
def _report_case(site):
    number = do(site, SECRETARY, lambda root, _act: item_of(root).case.case_number)
    form = form_with(begin(site, STAFF).get(f"/intranet/sager/{number}/meld-ind"), "meeting")
    form["meeting"].select(text=form["meeting"].options[-1][2])
    return form.submit()


@walk("meetings.intranet.building:accept")
def _accept_item(site):
    oid = do(site, SECRETARY, lambda root, _act: get_oid(item_of(root)))
    return press(begin(site, SECRETARY), f"{MEETING}/godkend-punkt", item=str(oid))


@walk("meetings.intranet.resolutions:resolution_page")
def _decide(site):
    hold(site)
    oid = do(site, SECRETARY, lambda root, _act: get_oid(item_of(root)))
    return fill(begin(site, SECRETARY), f"{MEETING}/beslutning?id={oid}", resolution="Godkendt.")


@walk("cases.intranet.handing_over:hand_over_cases")
def _hand_over(site):
    path = "/intranet/sager/giv-videre?fra=sagsbehandler"
    return fill(begin(site, STAFF), path, caseworker="leder")


@walk("meetings.intranet.transitions:hold_page")
def _hold(site):
    do(site, SECRETARY, publish_agenda)
    site.clock.advance(timedelta(days=10))
    return fill(begin(site, SECRETARY), f"{MEETING}/afhold")


@walk("meetings.intranet.transitions:approve_page")
def _approve(site):
    hold(site)
    do(site, SECRETARY, lambda root, act: set_resolution(item_of(root), "Godkendt.", act))
    return fill(begin(site, SECRETARY), f"{MEETING}/godkend")


@walk("organisation.unit_pages:choose_administrators")
def _choose_administrators(site):
    client = begin(site, ADMIN)
    page = client.get("/intranet/organisation/enheder/byg/administratorer")
    form = form_with(form_with(page, "submission").submit("administrators:add"), "administrators.0")
    form["administrators.0"] = "sagsbehandler"
    return form.submit()


@walk("organisation.session_pages:end")
def _end_sessions(site):
    site.client("medarbejder")
    path = "/intranet/organisation/personer/medarbejder/logget-paa"
    return press(begin(site, "medarbejder"), path)


_TOKENS = "/intranet/organisation/personer/medarbejder/adgangstegn"


def _make_token(client):
    return fill(client, _TOKENS, title="Udtræk", current_password="demo")


@walk("organisation.token_pages:make")
def _a_token(site):
    return _make_token(begin(site, "medarbejder"))


@walk("organisation.token_pages:revoke")
def _no_token(site):
    page = _make_token(begin(site, "medarbejder"))
    return form_with(page, "tegn").submit()


@walk("organisation.public:log_in")
def _log_in(site):
    site.began = len(acts_of(site))
    form = form_with(site.client().get("/log-ind"), "password")
    form["login"], form["password"] = "leder", "demo"
    return form.submit()


@walk("organisation.public:log_out")
def _log_out(site):
    return press(begin(site, "leder"), "/log-af")


def _a_letter(site):
    """Put a letter into the queue; return its address and who did it."""
    client = site.client("postmedarbejder")
    form = form_with(client.get("/intranet/postrum"), "files")
    fields = [("csrf_token", form["csrf_token"].value), ("files", Upload("a.pdf", a_pdf("x")))]
    client.post(form.action, fields)
    site.began = len(acts_of(site))
    return client, client.get("/intranet/postrum").html.select_one(".e-rows a")["href"]


@walk("mailroom.intranet.uploading:take_files")
def _put_into_the_queue(site):
    client = begin(site, "postmedarbejder")
    form = form_with(client.get("/intranet/postrum"), "files")
    fields = [("csrf_token", form["csrf_token"].value), ("files", Upload("a.pdf", a_pdf("x")))]
    return client.post(form.action, fields)


@walk("mailroom.intranet.letter:register_this")
def _register_a_waiting_letter(site):
    client, path = _a_letter(site)
    return fill(client, path, case_number="2026-00001", title="Svar", correspondent="Nordbyg ApS")


@walk("mailroom.intranet.new_case:new_case_page")
def _open_a_case_for_a_waiting_letter(site):
    client, path = _a_letter(site)
    return fill(client, f"{path}/ny-sag", title="Støj fra havnen", kle_subject="02.34.02")


@walk("mailroom.intranet.letter:send_to_unit")
def _send_a_waiting_letter_on(site):
    client, path = _a_letter(site)
    return press(client, f"{path}/send", unit="byg")
