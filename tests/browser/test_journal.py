"""The pages of the journal in a real browser: what stands on them, and that everybody can use them."""

from datetime import date, timedelta

from bdk_esdh.cases.actions import case_values, change_case
from tests.browser.conftest import look_at
from tests.support.builders import a_case, a_document


def test_a_change_is_read_on_the_case_and_found_by_whoever_controls(live):
    with live.site.graph() as (root, act):
        case = a_case(root, act, due_date=date(2026, 12, 1))
        change_case(case, {**case_values(case), "due_date": date(2026, 12, 8)}, act)
        a_document(case, act)
        values = {"title": "Carport, Algade", "responsible_unit": "vej-park", "caseworker": "leder"}
        change_case(case, {**case_values(case), **values}, act)
    live.site.run_jobs()
    reader = live.visitor("sagsbehandler")
    for _time in range(3):
        reader.goto("/intranet/sager/2026-00001")
    reader.get_by_text("ændrede Frist fra 1. december 2026 til 8. december 2026").wait_for()
    look_at(reader, "sag-med-journal")
    reader.get_by_role("link", name="Hele journalen").click()
    reader.get_by_text("3 gange").wait_for()
    look_at(reader, "sagens-journal")
    reader.goto("/intranet/sager/2026-00001/journal?ord=findes+ikke&fra=x")
    look_at(reader, "sagens-journal-tom")
    reader.goto("/intranet/sager/2026-00001/1/journal")
    look_at(reader, "dokumentets-journal")
    reader.goto("/intranet/mit-spor")
    look_at(reader, "mit-spor")
    live.site.clock.advance(timedelta(days=1))
    live.site.run_jobs()
    control = live.visitor("administrator")
    control.goto("/intranet/journal?sag=2026-00001")
    control.get_by_role("heading", name="Dagenes hoveder").wait_for()
    look_at(control, "journal-kontrol")
    control.goto("/intranet/organisation/personer/sagsbehandler/journal")
    look_at(control, "personens-journal")
