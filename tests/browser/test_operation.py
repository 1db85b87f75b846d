"""What people see while the system is worked on."""

import pytest
from playwright.sync_api import expect

from bdk_esdh.audit.spool import NAME
from bdk_esdh.kernel.maintenance import maintenance_of
from tests.browser.conftest import look_at
from tests.support.builders import a_case


@pytest.fixture
def mode(live):
    made = maintenance_of(live.site.registry)
    yield made
    made.turn_off()
    (live.site.registry.esdh_settings.data / NAME).unlink(missing_ok=True)


def test_in_read_only_mode_a_banner_says_so_and_what_was_typed_is_still_there_after_going_back(live, mode):
    with live.site.graph() as (root, act):
        a_case(root, act)
    page = live.visitor("sagsbehandler")
    page.goto("/intranet/sager/ny-sag")
    page.get_by_label("Titel").first.fill("Carport på Ærøgade")
    mode.turn_on("Vi er tilbage kl. 12.")
    page.get_by_role("button", name="Opret", exact=True).click()
    page.get_by_text("gå tilbage i browseren").wait_for()
    look_at(page, "kun-laesning-afvist")
    page.go_back()
    expect(page.get_by_label("Titel").first).to_have_value("Carport på Ærøgade")
    page.goto("/intranet/sager/2026-00001")
    page.get_by_text("Vi er tilbage kl. 12.").wait_for()
    look_at(page, "kun-laesning-sag")
