"""What an editor meets of broken links, of both previews and of the search in the guides, in a browser."""

from datetime import timedelta

from bdk_esdh.jobs.worker import Work, run_one
from bdk_esdh.link_check import night
from bdk_esdh.pages.actions import add_page, publish
from bdk_esdh.pages.working_copies import begin_copy, change_copy
from tests.browser.conftest import look_at


def test_an_editor_mends_a_broken_link_and_looks_at_both_previews(live):
    site = live.site
    with site.graph("redaktoer") as (root, act):
        publish(
            add_page(root, {"title": "Bibliotek", "lead": "Her er åbent.", "body": "<p>Kom.</p>"}, act), act
        )
        body = (
            '<p>Se <a href="/bibliotek#tider">åbningstider</a>, <a href="/intranet/sager">sagerne</a> og '
            '<a href="/en-meget-lang-adresse-som-ikke-findes-mere-paa-kommunens-hjemmeside">det gamle</a>.</p>'
        )
        page = add_page(root, {"title": "Overblik over biblioteket", "body": body}, act)
        publish(page, act)
        copy = begin_copy(page, act)
        change_copy(page, {**copy.values, "body": "<p>Alt er nyt.</p>"}, act)
    site.clock.advance(timedelta(hours=17))
    night.begin_at_night(Work(site.db, site.registry))
    while run_one(Work(site.db, site.registry)):
        pass
    page = live.visitor("redaktoer")
    look_at(page, "redaktoer-start-links")
    page.get_by_role("link", name="side med links der ikke virker").click()
    look_at(page, "redaktoer-doede-links")
    page.get_by_role("button", name="Tjek igen").click()
    page.get_by_text("har stadig links").wait_for()
    page.get_by_role("link", name="Overblik over biblioteket", exact=True).click()
    look_at(page, "redaktoer-side-med-doede-links")
    page.get_by_role("link", name="Vis som den bliver").click()
    look_at(page, "kladde-paa-hjemmesiden")
    page.get_by_role("link", name="På intranettet").click()
    look_at(page, "kladde-paa-intranettet")
    page.goto("/hjaelp?q=links")
    look_at(page, "hjaelp-soegt")
