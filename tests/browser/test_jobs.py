"""Background work that stopped: an administrator sees it, reads why, starts one again and takes one away."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bdk_esdh.jobs.queue import PAUSES, queue_of
from bdk_esdh.kernel.graph import get_oid
from tests.browser.conftest import look_at
from tests.support.builders import a_case, a_document

SECRET = "Salg af grund til Nordbyg ApS"


@pytest.fixture
def reader(live):
    """The reader of files, which fails until it is put right."""
    handlers = live.site.registry.job_handlers
    right = handlers["read_document"]

    def broken(_work, *_arguments):
        raise OSError(28, SECRET)

    handlers["read_document"] = broken
    yield lambda: handlers.update(read_document=right)
    handlers["read_document"] = right


def _stop_all(site):
    for _ in range(len(PAUSES) + 1):
        site.run_jobs()
        site.clock.advance(timedelta(hours=1))


def test_work_that_stopped_is_explained_started_again_and_taken_away(live, reader):
    site = live.site
    with site.graph() as (root, act):
        case = a_case(root, act)
        for title in ("Ansøgning om carport", "Tegning af carport"):
            a_document(case, act, title=title)
    _stop_all(site)
    with site.graph() as (root, act):
        queue_of(root).put(
            "settle_publication", get_oid(root["sager"]), at=act.at, run_after=act.at + timedelta(hours=3)
        )
        a_document(root["sager"]["2026-00001"], act, title="Sidste bilag")
    page = live.visitor("administrator")
    page.goto("/intranet/")
    page.get_by_role("link", name="Baggrundsarbejde").first.click()
    stopped = page.get_by_role("region", name="Gået i stå")
    expect(stopped.get_by_text("Læse teksten i et dokument")).to_have_count(2)
    expect(stopped.get_by_text("Der er ikke mere plads på disken")).to_have_count(2)
    assert SECRET not in page.content()
    look_at(page, "baggrundsarbejde")

    reader()
    stopped.get_by_role("button", name="Prøv igen").first.click()
    page.get_by_text("Arbejdet er sat i gang igen.").wait_for()
    site.run_jobs()
    page.reload()
    expect(stopped.get_by_text("Læse teksten i et dokument")).to_have_count(1)

    stopped.get_by_role("link", name="Fjern").click()
    page.get_by_role("button", name="Fjern arbejdet").click()
    page.get_by_text("Skriv, hvorfor arbejdet ikke skal gøres").first.wait_for()
    look_at(page, "baggrundsarbejde-fjern")
    page.get_by_label("Hvorfor skal arbejdet ikke gøres?").fill("Filen er kun et billede")
    page.get_by_role("button", name="Fjern arbejdet").click()
    page.get_by_text("Arbejdet er fjernet og bliver ikke gjort.").wait_for()
    page.get_by_text("Intet arbejde er gået i stå.").wait_for()


def test_the_page_of_background_work_works_without_javascript(live, reader):
    with live.site.graph() as (root, act):
        a_document(a_case(root, act), act)
    _stop_all(live.site)
    page = live.visitor("administrator", javascript=False, size="375")
    page.goto("/intranet/baggrundsarbejde")
    page.get_by_role("button", name="Prøv igen").click()
    page.get_by_text("Arbejdet er sat i gang igen.").wait_for()
