"""Links that lead nowhere are told to who may mend them: at saving, at night, and at a press of a button."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from tests.support.builders import a_picture
from tests.support.site import form_with
from tests.unit.test_safe_http import Answering, answering
from webtest import Upload

from bdk_esdh.jobs.worker import Work, run_one
from bdk_esdh.kernel.clock import COPENHAGEN
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.link_check import night
from bdk_esdh.link_check.content import check_of
from bdk_esdh.pages.actions import add_page, change_publication, publication_values, publish, unpublish
from bdk_esdh.pages.moving import move_publication, place_of
from bdk_esdh.sharing.actions import break_inheritance

LINKS = ("/aabent", "/aabent?a=1", "/nyheder", "/soeg?q=x", "/", "/hjaelp", "http://testserver/aabent", "mailto:a@b.dk",
         "https://eksempel.dk/x")  # fmt: skip
FAULTS = {
    "/gammelt": "Siden er flyttet. Skriv den nye adresse: /nyt",
    "/kladden": "Siden er ikke offentlig nu",
    "/findes-ikke": "Adressen fører ikke til noget, alle kan læse",
    "/intranet/sager": "Kræver, at man er logget ind",
    "/sager/2026-00001": "Adressen fører ikke til noget, alle kan læse",
    "/aabent/x": "Adressen fører ikke til noget, alle kan læse",
    "/aabent#b": "Siden er der, men ikke stedet #b på den",
    "/aabent/billede/0123456789abcdef": "Billedet er væk",
    "http://testserver/findes-heller-ikke": "Adressen fører ikke til noget, alle kan læse",
}
NIGHT = datetime(2026, 11, 24, 2, 30, tzinfo=COPENHAGEN)


def body_of(*links):
    return "".join(f'<p><a href="{link}">her</a></p>' for link in links)


@pytest.fixture
def town(site):
    with site.graph("redaktoer") as (root, act):
        publish(add_page(root, {"title": "Åbent", "name": "aabent"}, act), act)
        add_page(root, {"title": "Kladden"}, act)
        old = add_page(root, {"title": "Gammelt"}, act)
        publish(old, act)
        move_publication(old, {**place_of(old), "name": "nyt"}, act)
        body = body_of(*LINKS, *FAULTS) + '<p><img src="billede/0123456789abcdef"></p>'
        publish(add_page(root, {"title": "Oversigt", "body": body}, act), act)
    return site


def at_night(site, moment=NIGHT):
    site.clock.advance(moment - site.clock.now())
    night.begin_at_night(Work(site.db, site.registry))
    while run_one(Work(site.db, site.registry)):
        pass


def told_on(page):
    return {
        row.select_one("code").string: row.select("p")[1].string for row in page.html.select(".e-rows li")
    }


def test_an_editor_is_told_on_the_page_at_once_what_is_wrong_and_nobody_else(town):
    page = town.client("redaktoer").get("/intranet/oversigt")
    told = {each.code.string: each.br.next_sibling.strip() for each in page.html.select(".e-note li")}
    assert told == {**FAULTS, "billede/0123456789abcdef": "Billedet er væk"}
    assert "der ikke virker" not in town.client("medarbejder").get("/intranet/oversigt").text


def test_the_check_of_the_night_finds_the_same_lists_it_with_its_age_and_counts_it_on_the_start_page(town):
    editor = town.client("redaktoer")
    page = editor.get("/intranet/doede-links")
    assert "Links bliver tjekket i nat" in page.text
    assert "Alle links virker" not in page.text, "nobody has looked yet"
    at_night(town)
    editor = town.client("redaktoer")
    assert (
        "1side med links der ikke virker" in editor.get("/intranet/").html.select_one(".e-tiles").get_text()
    )
    page = editor.get("/intranet/sider").click("Links der ikke virker")
    assert told_on(page) == {**FAULTS, "billede/0123456789abcdef": "Billedet er væk"}
    assert "Siden i dag kl. 2.30" in page.text
    assert page.click("Ret siden").request.path == "/intranet/oversigt/ret"
    town.client("medarbejder").get("/intranet/doede-links", status=403)
    assert "links der ikke virker" not in town.client("medarbejder").get("/intranet/").text.lower()


def test_whoever_changed_the_page_last_is_told_once_and_again_only_of_what_is_new(town):
    def told():
        return town.client("redaktoer").get("/intranet/beskeder").html.find_all(string="Oversigt")

    at_night(town)
    assert len(told()) == 1
    at_night(town, NIGHT + timedelta(days=1))
    assert len(told()) == 1
    with town.graph("redaktoer") as (root, act):
        unpublish(root["aabent"], "Forkert", act)
    at_night(town, NIGHT + timedelta(days=2))
    assert len(told()) == 2
    assert "/aabent?a=1" in town.client("redaktoer").get("/intranet/doede-links").text


def test_two_workers_check_a_night_once_and_one_that_died_is_followed_by_another(town, monkeypatch):
    monkeypatch.setattr(night, "PAGES_AT_ONCE", 1)
    town.clock.advance(NIGHT - town.clock.now())
    works = [Work(town.db, town.registry), Work(town.db, town.registry)]
    for work in works:
        night.begin_at_night(work)
    with town.graph() as (root, _act):
        waiting = [each for each in root["baggrundsarbejde"].waiting.values() if each.kind == night.BATCH_JOB]
        oids = sorted(get_oid(root[name]) for name in ("aabent", "nyt", "oversigt"))
    assert len(waiting) == 1
    today = NIGHT.date().isoformat()
    night.check_batch(works[0], today, night.BEFORE_ALL)
    night.check_batch(works[1], today, night.BEFORE_ALL)  # taken for dead, and yet not
    with town.graph() as (root, _act):
        queued = [
            each.arguments
            for each in root["baggrundsarbejde"].waiting.values()
            if each.kind == night.BATCH_JOB
        ]
    assert queued.count((today, oids[0])) == 1
    while run_one(works[1]):
        pass
    with town.graph() as (root, _act):
        assert check_of(root).ended_at is not None
        assert len(check_of(root).by_page) == 1
    night.begin_at_night(works[0])
    with town.graph() as (root, _act):
        assert not [
            each for each in root["baggrundsarbejde"].waiting.values() if each.kind == night.BATCH_JOB
        ]


class Late(Work):
    """A worker that another one overtakes between its look and its writing."""

    overtaken_by = None

    def writing(self, do):
        """Let the other one go first, once."""
        other, self.overtaken_by = self.overtaken_by, None
        if other is not None:
            other()
        return super().writing(do)


def test_a_worker_that_is_overtaken_between_looking_and_writing_does_nothing_twice(town):
    def queued():
        with town.graph() as (root, _act):
            waiting = root["baggrundsarbejde"].waiting.values()
            return [each.arguments for each in waiting if each.kind == night.BATCH_JOB]

    town.clock.advance(NIGHT - town.clock.now())
    first, late = Work(town.db, town.registry), Late(town.db, town.registry)
    late.overtaken_by = lambda: night.begin_at_night(first)
    night.begin_at_night(late)
    assert len(queued()) == 1
    today = NIGHT.date().isoformat()
    late.overtaken_by = lambda: night.check_batch(first, today, night.BEFORE_ALL)
    night.check_batch(late, today, night.BEFORE_ALL)
    assert len(queued()) == 2, "the batch itself and one that follows it"


def test_a_faulty_page_kept_to_others_is_neither_listed_nor_counted_nor_told_of(town):
    with town.graph("administrator") as (root, act):
        body = body_of("/findes-slet-ikke")
        secret = add_page(
            root, {"title": "Fusion", "name": "fusion", "body": body, "audience": "intranet"}, act
        )
        publish(secret, act)
        break_inheritance(secret, act)
        secret.changed_by = "redaktoer"
        change_publication(root["oversigt"], {**publication_values(root["oversigt"]), "body": ""}, act)
    at_night(town)
    with town.graph() as (root, _act):
        assert [*check_of(root).by_page] == [get_oid(root["fusion"])]
    editor = town.client("redaktoer")
    assert told_on(editor.get("/intranet/doede-links")) == {}
    assert "links der ikke virker" not in editor.get("/intranet/").text
    assert "Fusion" not in editor.get("/intranet/beskeder").text


def test_by_day_nothing_is_checked(town):
    night.begin_at_night(Work(town.db, town.registry))
    with town.graph() as (root, _act):
        assert check_of(root) is None


def test_what_is_mended_leaves_the_list_by_tjek_igen_and_what_is_withdrawn_by_itself(town):
    at_night(town)
    with town.graph("redaktoer") as (root, act):
        page = root["oversigt"]
        change_publication(page, {**publication_values(page), "body": body_of("/findes-ikke")}, act)
    editor = town.client("redaktoer")
    page = editor.get("/intranet/doede-links")
    again = next(form for form in page.forms.values() if form.action.endswith("/tjek-links"))
    page = again.submit().follow()
    assert list(told_on(page)) == ["/findes-ikke"]
    assert "har stadig links" in page.text
    with town.graph("redaktoer") as (root, act):
        change_publication(
            root["oversigt"], {**publication_values(root["oversigt"]), "body": body_of("/")}, act
        )
    form = next(form for form in page.forms.values() if form.action.endswith("/tjek-links"))
    assert "Alle links på “Oversigt” virker" in form.submit().follow().text
    assert "Alle links virker" in editor.get("/intranet/doede-links").text


def test_a_page_kept_to_some_is_neither_named_nor_counted_and_its_draft_leads_nowhere(town):
    with town.graph("redaktoer") as (root, act):
        secret = add_page(
            root, {"title": "Fyringsrunde", "name": "fyringsrunde", "body": body_of("/x-y")}, act
        )
        break_inheritance(secret, act)
        body = body_of("/fyringsrunde")
        change_publication(root["oversigt"], {**publication_values(root["oversigt"]), "body": body}, act)
    at_night(town)
    page = town.client("redaktoer").get("/intranet/doede-links")
    assert told_on(page) == {"/fyringsrunde": "Adressen fører ikke til noget, alle kan læse"}
    assert "Fyringsrunde" not in page.text


def test_a_page_for_those_at_work_may_lead_to_pages_at_work_that_they_read(town):
    with town.graph("redaktoer") as (root, act):
        body = body_of(
            "/intranet/oversigt",
            "/intranet/nyheder",
            "/intranet/sider",
            "/intranet/vaek",
            "/intranet/gammelt",
        )
        page = add_page(root, {"title": "Internt", "body": body, "audience": "intranet"}, act)
        publish(page, act)
        change_publication(root["oversigt"], {**publication_values(root["oversigt"]), "body": ""}, act)
    at_night(town)
    assert told_on(town.client("redaktoer").get("/intranet/doede-links")) == {
        "/intranet/vaek": "Adressen fører ikke til noget, alle kan læse",
        "/intranet/gammelt": "Siden er flyttet. Skriv den nye adresse: /intranet/nyt",
    }


def test_other_sites_are_asked_at_night_and_again_at_tjek_igen_and_the_inner_net_never(site, monkeypatch):
    with answering() as there, answering() as inner:
        settings = replace(site.registry.esdh_settings, check_outer_links=True, outer_links_allowed=(there,))
        monkeypatch.setattr(site.registry, "esdh_settings", settings)
        links = (f"http://{there}/200", f"http://{there}/404", f"http://{inner}/200")
        with site.graph("redaktoer") as (root, act):
            publish(add_page(root, {"title": "Ude", "body": body_of(*links)}, act), act)
        at_night(site)
        page = site.client("redaktoer").get("/intranet/doede-links")
        assert told_on(page) == {
            links[1]: "Den anden hjemmeside viser den ikke: 404",
            links[2]: "Den anden hjemmeside kan ikke nås",
        }
        assert {path for _method, path, *_rest in Answering.asked} == {"/200", "/404"}
        assert len(Answering.asked) == 3, "the inner one was asked"
        with site.graph("redaktoer") as (root, act):
            change_publication(
                root["ude"], {**publication_values(root["ude"]), "body": body_of(links[0])}, act
            )
        form = next(form for form in page.forms.values() if form.action.endswith("/tjek-links"))
        assert "bliver spurgt nu" in form.submit().follow().text
        assert site.run_jobs() >= 1
        assert told_on(site.client("redaktoer").get("/intranet/doede-links")) == {}


def test_a_saved_working_copy_is_warned_of_and_not_refused(town):
    editor = town.client("redaktoer")
    page = editor.get("/intranet/aabent")
    form = (
        next(form for form in page.forms.values() if form.action.endswith("/begynd-kladde")).submit().follow()
    )
    form = form_with(form, "body")
    form["body"] = body_of("/findes-ikke")
    page = form.submit().follow()
    assert "Kladden er gemt" in page.text
    assert "Links i kladden, der ikke virker: her" in page.text


def test_a_picture_whose_file_is_gone_is_found(site):
    with site.graph("redaktoer") as (root, act):
        publish(add_page(root, {"title": "Åbent", "name": "aabent"}, act), act)
    editor = site.client("redaktoer")
    form = form_with(editor.get("/intranet/aabent/billeder"), "alt")
    form["file"], form["alt"] = Upload("a.png", a_picture()), "Et hus"
    form.submit()
    with site.graph("redaktoer") as (root, act):
        name, picture = next(iter(root["aabent"].pictures.items()))
        body = f'<p><img src="billede/{name}"></p>'
        change_publication(root["aabent"], {**publication_values(root["aabent"]), "body": body}, act)
        path = Path(picture.file.blob.committed())
    at_night(site)
    assert told_on(site.client("redaktoer").get("/intranet/doede-links")) == {}
    path.rename(path.with_suffix(".vaek"))
    try:
        at_night(site, NIGHT + timedelta(days=1))
        told = told_on(site.client("redaktoer").get("/intranet/doede-links"))
    finally:
        path.with_suffix(".vaek").rename(path)
    assert told == {f"billede/{name}": "Billedet er væk"}
