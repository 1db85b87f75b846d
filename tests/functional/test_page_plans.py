"""Pages and news are published and taken back at a moment that an editor has chosen."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import transaction
from pyramid.threadlocal import RequestContext  # noqa: TID251 -- a test stands in for the worker here
from tests.support.journal_town import acts_of
from tests.support.site import form_with
from ZODB.POSException import ConflictError

from bdk_esdh.jobs.worker import Work, run_one
from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.pages.actions import add_page, change_publication, publication_values, publish
from bdk_esdh.pages.scheduling import carry_out_plan, plan
from bdk_esdh.root import ROOT_KEY, bare_request
from bdk_esdh.trash.actions import put_in_trash

PAGE = "/intranet/vinter"
MOMENT = {"day": date(2026, 12, 1), "time": time(8)}
AT = datetime(2026, 12, 1, 8, tzinfo=COPENHAGEN)


@pytest.fixture
def town(site):
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Vinter"}, act)
    return site


def until(site, moment):
    site.clock.advance(moment - site.clock.now())


def planned(town, **fields):
    editor = town.client("redaktoer")
    form = form_with(editor.get(PAGE + "/planlaeg"), "day")
    for name, value in fields.items():
        form[name] = value
    return editor, form.submit(expect_errors=True)


def verbs(site):
    return [entry.verb for entry in acts_of(site)]


def test_a_draft_is_published_by_the_worker_at_its_moment_and_the_kept_pages_know(town):
    editor, answer = planned(town, day="1.12.2026", time="8.00")
    assert "Udgives 1.12.2026 kl. 8.00" in answer.follow().text
    assert "Udgives 1.12.2026 kl. 8.00" in editor.get("/intranet/sider").text
    assert "Udgives 1.12.2026" in editor.get("/intranet/sider?tilstand=scheduled").text
    visitor = town.client()
    until(town, AT - timedelta(minutes=1))
    town.run_jobs()
    visitor.get("/vinter", status=404)
    until(town, AT)
    town.run_jobs()
    assert visitor.get("/vinter").status_int == 200
    assert "Udgives" not in town.client("redaktoer").get(PAGE, status=200).text


def test_it_is_taken_back_at_its_moment_with_the_reason_its_readers_are_told(town):
    with town.graph("redaktoer") as (root, act):
        publish(root["vinter"], act)
    _editor, answer = planned(town, day="1.12.2026", time="8", reason="Vinteren er forbi")
    assert "Trækkes tilbage 1.12.2026 kl. 8.00" in answer.follow().text
    visitor = town.client()
    visitor.get("/vinter", status=200)
    until(town, AT)
    town.run_jobs()
    assert "1. december 2026. Begrundelse: Vinteren er forbi" in visitor.get("/vinter", status=410).text


def test_a_worker_that_was_away_does_it_when_it_is_back_and_several_do_it_once(town):
    with town.graph("redaktoer") as (root, act):
        plan(root["vinter"], MOMENT, act)
    until(town, AT + timedelta(days=3))
    work = Work(town.db, town.registry)
    handler = town.registry.job_handlers["carry_out_page_plan"]
    with town.graph() as (root, _act):
        oid = root["vinter"].__oid__
    handler(work, oid, AT.isoformat())
    while run_one(work):
        pass
    town.client().get("/vinter", status=200)
    assert verbs(town).count("page.published") == 1


def test_of_two_workers_that_carry_out_one_plan_at_once_the_store_takes_one(town):
    with town.graph("redaktoer") as (root, act):
        plan(root["vinter"], MOMENT, act)
    until(town, AT)
    managers = [transaction.TransactionManager(explicit=False) for _worker in range(2)]
    opened = [town.db.open(each) for each in managers]
    with RequestContext(bare_request(town.registry)):
        pages = [each.root()[ROOT_KEY]["vinter"] for each in opened]
        assert all(carry_out_plan(page, AT, town.clock.now(), town.registry) for page in pages)
        managers[0].commit()
        with pytest.raises(ConflictError):
            managers[1].commit()
        managers[1].abort()
        assert not carry_out_plan(pages[1], AT, town.clock.now(), town.registry)
        managers[1].abort()
    for each in opened:
        each.close()
    transaction.abort()
    assert verbs(town).count("page.published") == 1


def test_what_was_cancelled_or_moved_is_not_done_at_its_old_moment(town):
    planned(town, day="1.12.2026", time="8.00")
    _editor, answer = planned(town, day="2.12.2026", time="9.30")
    assert "Udgives 2.12.2026 kl. 9.30" in answer.follow().text
    until(town, AT)
    town.run_jobs()
    town.client().get("/vinter", status=404)
    page = town.client("redaktoer").get(PAGE)
    told = (
        next(form for form in page.forms.values() if form.action.endswith("/annuller-plan")).submit().follow()
    )
    assert "Planen er annulleret" in told.text
    until(town, AT + timedelta(days=9))
    town.run_jobs()
    town.client().get("/vinter", status=404)
    assert {"page.planned", "page.plan_cancelled"} <= set(verbs(town))


@pytest.mark.parametrize(
    ("day", "clock", "told"),
    [
        ("22.11.2026", "8.00", "Tidspunktet er forbi"),
        ("23.11.2026", "9.00", "Tidspunktet er forbi"),
        ("31.2.2027", "8.00", "Der er ingen dag, der hedder 31. februar"),
        ("1.12.2026", "25.00", "Klokken kan ikke være 25.00"),
        ("", "", "Skriv en dato"),
        ("snart", "tidligt", "Skriv datoen som"),
    ],
)
def test_a_wrong_moment_is_told_in_danish_and_what_was_typed_stays(town, day, clock, told):
    _editor, answer = planned(town, day=day, time=clock)
    assert answer.status_int == 422
    assert told in answer.text
    form = form_with(answer, "day")
    assert (form["day"].value, form["time"].value) == (day, clock)
    with town.graph() as (root, _act):
        assert root["vinter"].plan is None


def test_publishing_by_hand_ends_the_plan(town):
    with town.graph("redaktoer") as (root, act):
        plan(root["vinter"], MOMENT, act)
        publish(root["vinter"], act)
        assert root["vinter"].plan is None
    until(town, AT)
    town.run_jobs()
    assert verbs(town).count("page.published") == 1


def test_what_stands_in_the_way_by_then_is_entered_and_nothing_is_published(town):
    with town.graph("redaktoer") as (root, act):
        plan(root["vinter"], MOMENT, act)
        root["vinter"].lead = "Ring til 010190-1234"
    until(town, AT)
    town.run_jobs()
    town.client().get("/vinter", status=404)
    assert "page.plan_failed" in verbs(town)


def test_what_is_planned_is_not_thrown_away(town):
    with town.graph("redaktoer") as (root, act):
        plan(root["vinter"], MOMENT, act)
        with pytest.raises(SeveralErrors):
            put_in_trash(root["vinter"], act)


def test_who_may_not_publish_may_not_plan(town):
    town.client("medarbejder").get(PAGE + "/planlaeg", expect_errors=True, status=[403, 404])


def test_a_plan_does_not_stand_in_the_way_of_writing(town):
    with town.graph("redaktoer") as (root, act):
        plan(root["vinter"], MOMENT, act)
        values = {**publication_values(root["vinter"]), "lead": "Nyt"}
        change_publication(root["vinter"], values, act)
    until(town, AT)
    town.run_jobs()
    assert "Nyt" in town.client().get("/vinter").text


def test_a_time_that_the_clocks_jump_over_is_refused_at_its_field(town):
    _editor, answer = planned(town, day="28.3.2027", time="2.30")
    assert answer.status_int == 422
    told = answer.html.select_one("#form-time-fejl")
    assert "Kl. 2.30 findes ikke den 28. marts 2027, for uret stilles frem den nat" in told.get_text()
    assert form_with(answer, "day")["time"].value == "2.30"
    with town.graph() as (root, _act):
        assert root["vinter"].plan is None


@pytest.mark.parametrize(
    ("day", "clock", "at"),
    [
        ("28.3.2027", "1.59", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("28.3.2027", "3.00", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        ("31.10.2027", "2.30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        ("31.10.2027", "3.00", datetime(2027, 10, 31, 2, 0, tzinfo=UTC)),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant_and_it_is_said(town, day, clock, at):
    _editor, answer = planned(town, day=day, time=clock)
    page = answer.follow()
    with town.graph() as (root, _act):
        assert root["vinter"].plan.at == at
    twice = "kl. 2.30 kommer to gange den 31. oktober 2027. Det sker den første gang" in page.text
    assert twice == (clock == "2.30")


@pytest.mark.parametrize("sign", ["\x00", "\x1f", "\x85", "\x1c", "\x7f"])
@pytest.mark.parametrize("name", ["day", "time"])
def test_a_control_character_in_a_date_or_a_time_is_refused(town, name, sign):
    fields = {"day": "1.12.2026", "time": "8.00"}
    _editor, answer = planned(town, **{**fields, name: fields[name] + sign})
    assert answer.status_int == 422
    with town.graph() as (root, _act):
        assert root["vinter"].plan is None
