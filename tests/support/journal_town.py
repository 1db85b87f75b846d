"""A municipality in which everything can be done that the journal has to hold, and what tests ask of the journal."""

from datetime import date, timedelta

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.entries import unpack
from bdk_esdh.audit.verbs import Kind
from bdk_esdh.documents.actions import move_document
from bdk_esdh.jobs.faults import WORKER_DIED
from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.pages.actions import add_news, add_page
from bdk_esdh.parties.actions import add_party
from tests.support.builders import a_case, a_document

CASE = "/intranet/sager/2026-00001"
#: a case that is on no agenda and can be kept to some
OTHER = "/intranet/sager/2026-00002"
LETTER = f"{CASE}/1"
PARTY = f"{CASE}/part-1"
PARTY_FACTS = {"kind": "person", "name": "Ida Attrap", "role": "primary_party", "cpr": "610190-0000"}
MEETING = "/intranet/udvalg/oekonomiudvalget/2026-12-02"
PERSON = "/intranet/organisation/personer/medarbejder"
PAGE = "/intranet/aabningstider"
STAFF, SECRETARY, ADMIN, EDITOR, LEADER = "sagsbehandler", "sekretaer", "administrator", "redaktoer", "leder"


def build_town(site):
    """A case with a letter, a meeting with an item about it, a page and a piece of news, a group."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act)
        add_party(case, PARTY_FACTS, act)
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


def letter_of(root):
    return root["sager"]["2026-00001"]["1"]


def meeting_of(root):
    return root["udvalg"]["oekonomiudvalget"]["2026-12-02"]


def item_of(root):
    return next(item for item in meeting_of(root).items_in_order() if item.case is not None)


def finalise(root, act):
    move_document(letter_of(root), "finalise", act)


def publish_agenda(root, act):
    item_of(root).review_state = "scheduled"
    publish_meeting(meeting_of(root), act)


def hold(site):
    with site.graph(by="sekretaer") as (root, act):
        publish_agenda(root, act)
    site.clock.advance(timedelta(days=10))
    with site.graph(by="sekretaer") as (root, act):
        hold_meeting(meeting_of(root), act)


def park(root, act):
    queue = queue_of(root)
    job = queue.put("read_document", 1, 1, at=act.at)
    while job.id not in queue.parked:
        key, _job = queue.take(queue.waiting.minKey()[0])
        queue.fail(key, WORKER_DIED, act.at)
        for other in [other for other in queue.waiting if other[1] != job.id]:
            del queue.waiting[other]
    return job.id


def do(site, by, act):
    with site.graph(by=by) as (root, how):
        return act(root, how)


def views_of(registry, method):
    for item in registry.introspector.get_category("views"):
        view = item["introspectable"]
        if view["request_methods"] == method and "__record__" in getattr(view["context"], "__dict__", {}):
            yield view


def acts_of(site):
    """Every entry that is no reading, sealed or not, as (verb, by, subject)."""
    with site.graph() as (root, _act):
        journal = journal_of(root)
        sealed = [journal.chain.get(number).entry for number in range(1, journal.chain.last + 1)]
        waiting = [unpack(packed) for packed, _shard, _key in journal.waiting()]
    return [entry for entry in sealed + waiting if entry.kind is not Kind.READ]


def readings_of(site, oid):
    with site.graph() as (root, _act):
        journal = journal_of(root)
        sealed = [journal.chain.get(number).entry for number in range(1, journal.chain.last + 1)]
        waiting = [unpack(packed) for packed, _shard, _key in journal.waiting()]
    found = [entry for entry in sealed + waiting if entry.subject == oid and entry.kind is Kind.READ]
    return [(entry.by, entry.verb) for entry in found]


def oid_of(site, *names):
    with site.graph() as (root, _act):
        node = root["sager"]
        for name in names:
            node = node[name]
        return get_oid(node)
