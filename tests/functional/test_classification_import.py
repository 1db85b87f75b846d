"""The administrator brings an edition in: a file, what it changes, and then the change."""

import pytest
from tests.capability.classification.samples import plan, topic
from tests.support.site import form_with
from webtest import Upload

PAGE = "/intranet/emner/importer"


def an_edition():
    return plan(
        topic("02.34.02", "Byggetilladelser"),
        topic("02.34.30", "Nedrivning"),
        topic("02.34.31", "Kode", code="X"),
    ).read()


def send(client, content, name="emneplan.xml", status=303):
    form = form_with(client.get(PAGE), "file")
    form["file"] = Upload(name, content)
    answer = form.submit(status=status)
    return answer.follow() if status == 303 else answer


def press(page, text):
    for form in page.forms.values():
        if text in form.text:
            return form.submit(status=303)
    raise AssertionError(f"no button {text}")


def test_a_file_is_shown_before_anything_is_changed(site):
    page = send(site.client("administrator"), an_edition())
    assert "Det sker der, hvis du indlæser filen" in page.text
    assert "Indlæs 2 ændringer" in page.text
    assert "før: Byggetilladelse" in page.text
    assert "Bevaringskoden er ikke B, K, K5, K10 eller tom" in page.text
    with site.graph() as (root, _act):
        assert root["emner"]["02.34.02"].title == "Byggetilladelse"
        assert "02.34.30" not in root["emner"]


def test_the_edition_is_brought_in_by_the_worker_and_the_page_says_when_it_is_done(site):
    client = site.client("administrator")
    page = press(send(client, an_edition()), "Indlæs 2 ændringer").follow()
    assert "Udgaven bliver indlæst" in page.text
    assert page.html.find("progress")
    assert not [form for form in page.forms.values() if "file" in form.fields]
    site.run_jobs()
    page = client.get(PAGE)
    assert "Udgaven er indlæst" in page.text
    assert form_with(page, "file")
    with site.graph() as (root, _act):
        assert root["emner"]["02.34.02"].title == "Byggetilladelser"
        assert root["emner"]["02.34.30"].retention_code == "K5"
        assert str(root["emner"].edition) == "2026-08-01"
        assert root["emner"].pending.batches == ()


def test_an_edition_of_many_rows_is_brought_in_whole_by_many_small_transactions(site):
    client = site.client("administrator")
    rows = "".join(f"gruppe,98.{number:02},98,Gruppe {number}\n" for number in range(95))
    page = send(client, ("level,number,parent,title\nhovedgruppe,98,,Prøve\n" + rows).encode(), "tabel.csv")
    press(page, "Indlæs 96 ændringer")
    before = site.db.storage.lastTransaction()
    site.run_jobs()
    assert site.db.storage.lastTransaction() > before
    with site.graph() as (root, _act):
        assert root["emner"]["98.94"].title == "Gruppe 94"
        assert root["emner"].pending.counts == {"refused": 0, "new": 96}


def test_a_file_can_be_put_away_and_nothing_has_changed(site):
    client = site.client("administrator")
    page = press(send(client, an_edition()), "Læg filen væk").follow()
    assert "Filen er lagt væk. Intet er ændret." in page.text
    site.run_jobs()
    with site.graph() as (root, _act):
        assert root["emner"]["02.34.02"].title == "Byggetilladelse"
        assert root["emner"].pending is None


def test_an_edition_started_twice_is_brought_in_once(site):
    client = site.client("administrator")
    page = send(client, an_edition())
    press(page, "Indlæs 2 ændringer")
    press(page, "Indlæs 2 ændringer").follow()  # the same button again leads where the first click did
    assert site.run_jobs() == 1
    press(page, "Indlæs 2 ændringer").follow()
    assert site.run_jobs() == 0


def test_while_one_edition_is_brought_in_another_file_and_putting_away_are_refused(site):
    client = site.client("administrator")
    page = send(client, an_edition())
    press(page, "Indlæs 2 ændringer")
    form = form_with(page, "file")
    form["file"] = Upload("emneplan.xml", an_edition())
    assert "Vent, til den er færdig" in form.submit(status=422).text
    assert "Vent, til den er færdig" in press(page, "Læg filen væk").follow().text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("emneplan.xml", b"", "Filen er tom"),
        ("emneplan.exe", b"MZ", "Vi kan ikke tage imod den slags fil"),
        ("emneplan.xml", b"<rss/>", "hverken KLE-Emneplan eller KLE-Handlingsfacetter"),
        ("emneplan.xml", b"<KLE-Emneplan>\n<x>", "fejl i linje 2"),
        ("emneplan.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><KLE-Emneplan/>", "DOCTYPE"),
        ("tabel.csv", b"a,b\n1,2\n", "level,number,parent,title"),
    ],
)
def test_a_file_that_is_no_edition_is_told_at_the_field(site, name, content, message):
    page = send(site.client("administrator"), content, name, status=422)
    assert message in page.text
    assert page.html.title.text.startswith("Fejl: ")
    with site.graph() as (root, _act):
        assert root["emner"].pending is None


def test_a_form_without_a_file_is_told_at_the_field(site):
    assert "Vælg en fil" in form_with(site.client("administrator").get(PAGE), "file").submit(status=422).text


def test_a_file_with_no_row_that_can_be_used_offers_no_button(site):
    page = send(
        site.client("administrator"), b"level,number,parent,title\nhovedgruppe,x,,Forkert\n", "tabel.csv"
    )
    assert "Filen har ingen rækker, der kan indlæses" in page.text
    assert "ændringer</button>" not in page.text


def test_a_title_with_markup_in_the_file_is_shown_as_text(site):
    page = send(
        site.client("administrator"),
        b"level,number,parent,title\nhovedgruppe,03,,<script>alert(1)</script>\n",
        "t.csv",
    )
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text


def test_only_administrators_come_to_the_import_and_only_they_are_offered_it(site):
    for login in ("sagsbehandler", "leder", "sekretaer", "medarbejder"):
        client = site.client(login)
        client.get(PAGE, status=403)
        assert "importer" not in client.get("/intranet/emner").text
    assert PAGE in site.client("administrator").get("/intranet/emner").text
    site.client("borger1").get(PAGE, status=404)
    site.client().get(PAGE, status=302)


def test_the_buttons_need_the_token_of_the_session(site):
    client = site.client("administrator")
    send(client, an_edition())
    for name in ("importer-start", "importer-kasser"):
        client.post(f"/intranet/emner/{name}", {"csrf_token": "forkert"}, status=400)
