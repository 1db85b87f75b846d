"""Pages and news are published and taken back at a moment that an editor has chosen."""

from datetime import date, datetime, time, timedelta

import pytest
from tests.support.journal_town import acts_of
from tests.support.site import form_with

from bdk_esdh.jobs.worker import Work, run_one
from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.pages.actions import add_page, change_publication, publication_values, publish
from bdk_esdh.pages.scheduling import plan
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
