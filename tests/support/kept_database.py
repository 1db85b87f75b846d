"""Makes the small anonymous database that later versions must be able to open.

Run once for a version: ``.venv/bin/python -m tests.support.kept_database tests/data/0.1.0``. The folder is then
kept for ever: ``tests/capability/test_kept_databases.py`` opens every one of them.
"""

import shutil
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import transaction
from pyramid.threadlocal import RequestContext  # noqa: TID251 -- a script stands in for the web here
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.audit.sealing import seal_journal
from bdk_esdh.break_glass.actions import open_in_emergency
from bdk_esdh.desk.favourites import mark
from bdk_esdh.desk.kinds import ACCESS_GIVEN
from bdk_esdh.desk.notices import tell_person
from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.moving import move_to_case
from bdk_esdh.documents.release import release_document
from bdk_esdh.jobs.worker import Work
from bdk_esdh.kernel.clock import local
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.kernel.records import Act
from bdk_esdh.link_check.content import made_check
from bdk_esdh.link_check.looking import inner_faults
from bdk_esdh.mailroom.actions import receive_letter
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.meetings.publishing import publish_meeting
from bdk_esdh.organisation.actions import people_of
from bdk_esdh.organisation.token_actions import make_token
from bdk_esdh.pages.actions import add_news, add_page, change_publication, publication_values, publish
from bdk_esdh.pages.moving import move_publication
from bdk_esdh.pages.scheduling import plan
from bdk_esdh.pages.working_copies import begin_copy
from bdk_esdh.parties.actions import add_party
from bdk_esdh.root import bare_request, create_root
from bdk_esdh.security.grants import Level
from bdk_esdh.security.logins import Login, logins_of
from bdk_esdh.security.readers import user_token
from bdk_esdh.sharing.actions import share
from bdk_esdh.trash.actions import put_in_trash
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.site import make_app, seed


def make_kept_database(folder):
    """Make one of everything, by the actions of today, in ``folder``."""
    with TemporaryDirectory() as scratch:
        _app, registry = make_app(Path(scratch))
        storage = FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"))
        db = DB(storage)
        connection = db.open()
        with RequestContext(bare_request(registry)):
            root = create_root(connection.root(), registry)
            seed(root, Act("system", "System", registry.clock.now(), registry))
            transaction.commit()
            _fill(root, registry)
            transaction.commit()
        connection.close()
        seal_journal(Work(db, registry))
        db.pack()
        db.close()
    for left in folder.glob("Data.fs.*"):
        left.unlink()
    shutil.rmtree(folder / "blobs.old", ignore_errors=True)


def _fill(root, registry):
    act = Act("sagsbehandler", "Karla Skabelon", registry.clock.now(), registry)
    case = a_case(root, act, title="Lagerhal, Erhvervsparken")
    document = a_document(case, act, title="Ansøgning om lagerhal", data=a_pdf("Vi søger om en lagerhal."))
    move_document(document, "finalise", act)
    release_document(document, act)
    hidden = a_case(root, act, title="Salg af grund", sensitivity="confidential")
    a_document(hidden, act, title="Købstilbud")
    transaction.commit()
    _fill_parties(case, act)
    _fill_ground(root, hidden, act)
    values = {"title": "Økonomiudvalget", "code": "ØK", "place": "Mødelokale 219"}
    seat = {"name": "Rigmor Opdigt", "party": "Liste X", "login": "politiker", "chair": True}
    committee = add_committee(root["udvalg"], values | {"members": [seat]}, act)
    day = registry.clock.today() + timedelta(days=9)
    meeting = plan_meeting(
        committee, {"date": day, "time": registry.clock.now().time(), "place": "Mødelokale 219"}, act
    )
    add_item(meeting, {"kind": "case", "title": "Lagerhal", "case": case, "documents": [document]}, act)
    closed = {"kind": "case", "title": "Salg af grund", "case": hidden, "closed_session": True}
    add_item(meeting, closed | {"closed_reason": "property_sale"}, act)
    publish_meeting(meeting, act)
    publish(add_page(root, {"title": "Aktindsigt", "name": "aktindsigt", "body": "Skriv til os."}, act), act)
    publish(add_news(root["nyheder"], {"title": "Ny cykelsti", "body": "Den åbner lørdag."}, act), act)
    _fill_moves_and_links(root, act)


def _fill_moves_and_links(root, act):
    """Make one of what 0.6.0 keeps: a document that was moved, and a link that leads nowhere."""
    wrong, right = (a_case(root, act, title=title) for title in ("Skilte i byen", "Lys på havnen"))
    move_to_case(a_document(wrong, act, title="Tilbud på lamper"), right, act, wider_is_meant=True)
    page = add_page(
        root, {"title": "Tider", "name": "tider", "body": '<p><a href="/findes-ikke">Tider</a></p>'}, act
    )
    publish(page, act)
    # What 0.7.0 keeps: what a page said before it was changed.
    change_publication(page, {**publication_values(page), "lead": "Ny indledning"}, act)
    made_check(root).keep(get_oid(page), inner_faults(page, root, act.registry), act.at)


def _fill_ground(root, case, act):
    """Make one of what is kept beside the records: trash, access, an emergency, somebody who is logged in."""
    put_in_trash(a_document(case, act, title="Fejlregistreret"), act, "Hører til en anden sag")
    share(case, user_token("leder"), Level.READ, act, note="Vikar for enhedens leder")
    emergency = Act("administrator", "Adam Administrator", act.at, act.registry)
    open_in_emergency(root, case.case_number, "Vagtlægen mangler adressen i nat", emergency)
    logins_of(root).add(Login("sagsbehandler", act.at), act.at - timedelta(hours=10))
    receive_letter(root["postrum"], BytesIO(a_pdf("Vi søger om en carport.")), "carport.pdf", act)
    page = add_page(
        root, {"title": "Havnen", "name": "havnen", "body": "<h2>Broen</h2><p>Den er ny.</p>"}, act
    )
    publish(page, act)
    move_publication(page, {"place": str(get_oid(root)), "name": "havn"}, act)
    _fill_desk(root, case, act)
    root.submissions.note("0123456789abcdef", "sagsbehandler", f"/sager/{case.case_number}", act.at)


def _fill_parties(case, act):
    """Make one of each kind of party, which 0.7.0 keeps."""
    ida = {"kind": "person", "name": "Ida Attrap", "role": "primary_party", "cpr": "610190-0000"}
    add_party(case, ida | {"address": "Algade 312", "protected_address": True}, act)
    add_party(case, {"kind": "organisation", "name": "Nordbyg Attrap ApS", "role": "secondary_party"}, act)


def _fill_desk(root, case, act):
    """Make one of what 0.5.0 keeps: a favourite, a message, a token, a plan and a working copy."""
    mark(root, get_oid(case), act, on=True)
    tell_person("leder", ACCESS_GIVEN, case, act)
    token = {"title": "Udtræk", "scope": "read", "expires": local(act.at).date() + timedelta(days=90)}
    make_token(people_of(root)["sagsbehandler"], token, act)
    planned = add_page(root, {"title": "Julelukket", "name": "julelukket", "body": "<p>Vi ses.</p>"}, act)
    later = local(act.at + timedelta(days=20))
    plan(planned, {"day": later.date(), "time": later.time().replace(tzinfo=None)}, act)
    copied = add_page(root, {"title": "Kontakt", "name": "kontakt", "body": "<p>Ring til os.</p>"}, act)
    publish(copied, act)
    begin_copy(copied, act)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    if target.exists():
        shutil.rmtree(target)
    target.mkdir(parents=True)
    make_kept_database(target)
