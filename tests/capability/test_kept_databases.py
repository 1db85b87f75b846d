"""A database that some version has made opens in every later one.

``tests/data`` has a small one of each version, made by ``tests/support/kept_database.py`` and never changed.
"""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
import transaction
from BTrees import family64
from pyramid.threadlocal import RequestContext  # noqa: TID251 -- a test stands in for the web here
from tests.support.site import MOMENT, Site, form_with
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.desk.content import desk_of
from bdk_esdh.desk.favourites import favourites_of
from bdk_esdh.documents.moving import move_to_case
from bdk_esdh.kernel.evolution import evolve, missing_structure, unfinished_steps
from bdk_esdh.kernel.graph import KeywordIndex, catalog_of
from bdk_esdh.ops.check_journal import check_journal
from bdk_esdh.ops.checking import check_graph
from bdk_esdh.pages.actions import change_publication, publication_values
from bdk_esdh.pages.earlier_texts import put_back
from bdk_esdh.parties.actions import add_party
from bdk_esdh.root import ROOT_KEY, bare_request
from bdk_esdh.security.personal_tokens import personal_tokens_of

KEPT = sorted(path for path in (Path(__file__).parents[1] / "data").iterdir() if (path / "Data.fs").exists())


@pytest.fixture(params=KEPT, ids=[path.name for path in KEPT])
def old_site(request, tmp_path, application):
    """The application of today on a copy of a database of then, brought up to date."""
    app, registry, _base = application
    folder = tmp_path / "kept"
    shutil.copytree(request.param, folder)
    db = DB(FileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs")))
    registry._zodb_databases[""] = db
    registry.clock.set(MOMENT)
    connection = db.open()
    with RequestContext(bare_request(registry)):
        evolve(connection.root()[ROOT_KEY], registry)
        transaction.commit()
    connection.close()
    made = Site(app, registry, db)
    made.version = request.param.name
    yield made
    db.close()


def test_there_is_a_database_of_the_first_version():
    assert "0.1.0" in {path.name for path in KEPT}


def test_it_is_up_to_date_and_agrees_with_itself(old_site):
    with old_site.graph() as (root, _act):
        assert unfinished_steps(root, old_site.registry) == []
        assert missing_structure(root, old_site.registry) == []
        assert check_graph(root) == []


def test_the_public_reads_what_was_published(old_site):
    visitor = old_site.client()
    agenda = visitor.get("/udvalg/oekonomiudvalget/2026-12-02")
    assert "Lagerhal" in agenda.text
    assert "Lukket punkt" in agenda.text
    assert "Salg af grund" not in agenda.text
    assert agenda.click(href="/bilag/").body.startswith(b"%PDF")
    assert "Skriv til os." in visitor.get("/aktindsigt").text
    assert "Ny cykelsti" in visitor.get("/nyheder").text


def test_the_text_of_a_page_from_then_is_shown_as_before_and_becomes_html_when_it_is_changed(old_site):
    def shown():
        return [p.get_text() for p in old_site.client().get("/aktindsigt").html.select(".e-richtext p")]

    before = shown()
    assert before
    with old_site.graph("redaktoer") as (root, act):
        page = root["aktindsigt"]
        from_then = ("simple", False) if old_site.version < "0.4.0" else ("html", True)
        assert (page.body_format, "<p>" in page.body) == from_then
        change_publication(page, {**publication_values(page), "lead": "Ny indledning"}, act)
        assert (page.body_format, page.body[:3]) == ("html", "<p>")
    assert shown() == before


def test_a_clerk_opens_the_case_its_file_and_registers_another_letter(old_site):
    from tests.support.builders import a_document

    clerk = old_site.client("sagsbehandler")
    assert "Lagerhal, Erhvervsparken" in clerk.get("/intranet/sager/2026-00001").text
    assert clerk.get("/intranet/sager/2026-00001/1/fil/1/brev.pdf").body.startswith(b"%PDF")
    with old_site.graph() as (root, act):
        document = a_document(root["sager"]["2026-00001"], act)
        assert document.document_number == "2026-00001-2"


def test_what_was_confidential_still_is(old_site):
    assert old_site.client("sagsbehandler2").get("/intranet/sager/2026-00002", status=404)
    assert "Salg af grund" in old_site.client("sagsbehandler").get("/intranet/sager/2026-00002").text


def test_work_that_waited_is_done(old_site):
    assert old_site.run_jobs() >= 2
    assert "lagerhal" in old_site.client("sagsbehandler").get("/intranet/sager/2026-00001/1/tekst").text


def test_a_letter_that_was_given_out_is_found_by_its_text_once_the_worker_has_read_it(old_site):
    """The text of what the public gets is kept since 0.4.0."""
    visitor = old_site.client()
    old_site.run_jobs()
    assert "Lagerhal" in visitor.get("/soeg", {"q": '"søger om en lagerhal"'}).text


def test_a_page_that_was_moved_is_found_at_its_old_address(old_site):
    """Pages move since 0.4.0; from before there is none."""
    visitor = old_site.client()
    with old_site.graph() as (root, _act):
        if old_site.version < "0.4.0":
            assert "havn" not in root
            return
    assert "Den er ny." in visitor.get("/havnen", status=301).follow().text


def test_a_letter_that_waits_is_registered(old_site):
    clerk = old_site.client("sagsbehandler")
    queue = clerk.get("/intranet/postrum")
    letters = queue.html.select("main a[href^='/intranet/postrum/']")
    for letter in letters[:1]:
        page = clerk.get(letter["href"])
        form = form_with(page, "case_number")
        form["case_number"], form["correspondent"] = "2026-00001", "Ida Attrap"
        form["character"] = "Ansøger"  # since 0.7.0 she is a party of the case there
        assert form.submit().status_int == 303


def test_it_gets_a_journal_that_is_whole(old_site):
    clerk = old_site.client("sagsbehandler")
    clerk.get("/intranet/sager/2026-00001")
    old_site.run_jobs()
    page = clerk.get("/intranet/sager/2026-00001/journal")
    assert "åbnede sagen" in page.text
    with old_site.graph() as (root, act):
        assert check_journal(root, old_site.registry.esdh_settings.data, act.at) == []
        assert root.journal.chain.last > 0


def test_its_indexes_keep_nothing_any_more_about_what_has_no_value_in_them(old_site):
    with old_site.graph() as (root, _act):
        held = {name: index.__getstate__() for name, index in catalog_of(root).items()}
        assert [name for name, state in held.items() if "_not_indexed" in state] == []


def test_what_has_a_token_lies_in_a_tree_in_it(old_site):
    with old_site.graph() as (root, _act):
        keyword = [index for index in catalog_of(root).values() if isinstance(index, KeywordIndex)]
        sets = [each for index in keyword for each in index._fwd_index.values()]
        assert len(sets) > 50
        assert {type(each) for each in sets} == {family64.IF.TreeSet}


def test_what_was_sent_lies_in_small_leaves_in_it(old_site):
    with old_site.graph() as (root, _act):
        for tree in (root.submissions._results, root.submissions._by_time):
            assert type(tree).max_leaf_size < 10


def test_its_people_get_a_desk_with_their_first_favourite_and_nothing_before(old_site):
    """Desks are kept since 0.5.0."""
    if old_site.version >= "0.5.0":
        return
    client = old_site.client("sagsbehandler")
    start = client.get("/intranet/")
    assert start.html.select_one(".e-bell-count") is None
    with old_site.graph() as (root, _act):
        assert getattr(root, "desks", None) is None
        number = next(iter(root["sager"]))
    page = client.get(f"/intranet/sager/{number}")
    form = next(each for each in page.forms.values() if each.action == "/intranet/favorit")
    assert form.submit("til").follow().html.select_one(".e-star button")["aria-pressed"] == "true"
    assert client.get("/intranet/min-profil").status_int == 200


def test_what_a_person_keeps_and_what_an_editor_planned_are_still_there(old_site):
    """Favourites, messages, tokens, plans and working copies are kept since 0.5.0."""
    if old_site.version < "0.5.0":
        return
    with old_site.graph() as (root, _act):
        assert len(favourites_of(root, "sagsbehandler")) == 1
        assert desk_of(root, "leder").inbox.unread == 1
        ((_name, token),) = personal_tokens_of(root).of("sagsbehandler")
        assert (token.title, token.scope) == ("Udtræk", "read")
        assert root["julelukket"].plan.act == "publish"
        assert root["kontakt"].working_copy is not None
    assert "Udgives" in old_site.client("redaktoer").get("/intranet/julelukket")
    assert "Ret kladden" in old_site.client("redaktoer").get("/intranet/kontakt")


def test_a_document_that_was_moved_is_found_by_the_number_it_had(old_site):
    """Documents move since 0.6.0; one from before can be moved, too."""
    from tests.support.builders import a_case, a_document

    clerk = old_site.client("sagsbehandler")
    if old_site.version >= "0.6.0":
        found = clerk.get("/intranet/sager/2026-00003/1", status=301).follow()
        assert "Tilbud på lamper" in found
        assert "2026-00004-1" in found
    with old_site.graph() as (root, act):
        document = a_document(root["sager"]["2026-00001"], act, title="Fejlplaceret")
        number = document.document_number
        move_to_case(document, a_case(root, act, title="Den rette sag"), act, wider_is_meant=True)
    assert (
        "Fejlplaceret"
        in clerk.get("/intranet/sager/" + "/".join(number.rsplit("-", 1)), status="3*").follow()
    )


def test_links_are_looked_at_and_one_that_led_nowhere_is_still_listed(old_site):
    """The check of links is kept since 0.6.0."""
    listed = old_site.client("redaktoer").get("/intranet/doede-links")
    assert ("/findes-ikke" in listed) == (old_site.version >= "0.6.0")
    old_site.clock.advance(timedelta(hours=17))
    old_site.run_jobs()
    assert "Sidst tjekket" in old_site.client("redaktoer").get("/intranet/doede-links")


def test_the_texts_of_pages_are_kept_from_now_on_also_of_those_from_then(old_site):
    """Earlier texts are kept since 0.7.0."""
    with old_site.graph("redaktoer") as (root, act):
        if "tider" in root:
            assert bool(root["tider"].earlier) == (old_site.version >= "0.7.0")
        before = str(root["aktindsigt"].text)
        changed = {**publication_values(root["aktindsigt"]), "body": "<p>Nyt</p>"}
        change_publication(root["aktindsigt"], changed, act)
        put_back(root["aktindsigt"], str(root["aktindsigt"].earlier[-1].number), act)
        assert str(root["aktindsigt"].text) == before


def test_cases_have_parties_from_now_on_also_those_from_then(old_site):
    """Parties are kept since 0.7.0."""
    clerk = old_site.client("sagsbehandler")
    page = clerk.get("/intranet/sager/2026-00001")
    assert ("Ida Attrap" in page) == (old_site.version >= "0.7.0")
    with old_site.graph() as (root, act):
        bent = {"kind": "person", "name": "Bent Prøve", "role": "secondary_party", "cpr": "720375-0001"}
        add_party(root["sager"]["2026-00001"], bent, act)
    listed = clerk.get("/intranet/sager/2026-00001").html.select("#parter .e-rows li")
    assert len(listed) == (3 if old_site.version >= "0.7.0" else 1)
    form = form_with(clerk.get("/intranet/sager/find-part"), "number")
    form["number"] = "720375-0001"
    assert len(form.submit("submit").html.select("main .e-rows a")) == 1
