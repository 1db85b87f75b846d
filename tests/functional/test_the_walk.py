"""One real letter through the whole house, by the pages alone."""

from datetime import timedelta

from tests.support.builders import a_pdf
from tests.support.site import form_with
from webtest import Upload

LETTER = "Kære kommune. Vi søger om at opføre en lagerhal i Erhvervsparken. Venlig hilsen Nordbyg ApS"
SECRET_TITLE = "Salg af grund til Nordbyg ApS"


def _posts(page, ending):
    """Return the form of a page that is posted to an address with this ending."""
    for form in page.forms.values():
        if form.action.endswith(ending):
            return form
    message = f"no form to {ending} on {page.request.path}"
    raise AssertionError(message)


def _register_letter(site, case_number):
    client = site.client("postmedarbejder")
    form = form_with(client.get("/intranet/dokumenter/registrer"), "case_number")
    form["case_number"] = case_number
    form["title"] = "Ansøgning om lagerhal, Erhvervsparken"
    form["correspondent"] = "Nordbyg ApS"
    form["file"] = Upload("brev fra Nordbyg.pdf", a_pdf(LETTER), "application/pdf")
    answer = form.submit()
    assert answer.status_int == 303, answer.text
    page = answer.follow()
    assert f"{case_number}-1" in page.text
    return page


def _work_on_letter(site, case_number):
    client = site.client("sagsbehandler")
    path = f"/intranet/sager/{case_number}/1"
    assert "Ansøgning om lagerhal" in client.get(f"/intranet/sager/{case_number}").text
    form = form_with(client.get(f"{path}/versioner"), "file")
    form["file"] = Upload("brev-2.pdf", a_pdf(LETTER, "Med tegning."), "application/pdf")
    form["note"] = "Tegning tilføjet"
    assert form.submit().status_int == 303
    page = client.get(path)
    form = next(f for f in page.forms.values() if 'value="finalise"' in f.text)
    assert form.submit("transition", value="finalise").status_int == 303
    release = client.get(f"{path}/frigiv")
    answer = _posts(release, "/frigiv").submit()
    assert answer.status_int == 303, answer.text
    assert "Version 2 frigives" in answer.follow().text
    site.run_jobs()
    assert "Version 2 blev frigivet" in client.get(path).text


def _publish_agenda(site, case_number):
    client = site.client("sekretaer")
    form = form_with(client.get("/intranet/udvalg/oekonomiudvalget/planlaeg-moede"), "place")
    form["date"], form["time"], form["place"] = "2.12.2026", "8.15", "Mødelokale 219"
    meeting = form.submit().follow()
    path = meeting.request.path
    for closed, title in ((False, "Lagerhal i Erhvervsparken"), (True, SECRET_TITLE)):
        form = form_with(client.get(f"{path}/nyt-punkt"), "kind")
        form["kind"], form["case_number"], form["title"] = "case", case_number, title
        if closed:
            form["closed_session"], form["closed_reason"] = True, "property_sale"
        answer = form.submit()
        assert answer.status_int == 303, answer.text
        if not closed:
            _put_letter_on_item(client, path)
    confirm = client.get(f"{path}/offentliggoer")
    answer = _posts(confirm, "/offentliggoer").submit()
    assert answer.status_int == 303, answer.text
    return path.removeprefix("/intranet")


def _put_letter_on_item(client, path):
    page = client.get(path).click(href="/bilag", index=0)
    form = form_with(page, "documents")
    for field in form.fields["documents"]:
        field.checked = True
    assert form.submit().status_int == 303


def test_a_letter_goes_from_the_mail_room_to_the_public(site):
    with site.graph() as (root, act):
        from tests.support.builders import a_case

        from bdk_esdh.meetings.actions import add_committee

        a_case(root, act, title="Lagerhal, Erhvervsparken")
        add_committee(
            root["udvalg"], {"title": "Økonomiudvalget", "code": "ØK", "place": "Mødelokale 219"}, act
        )
    number = "2026-00001"
    _register_letter(site, number)
    site.run_jobs()
    _work_on_letter(site, number)
    agenda_path = _publish_agenda(site, number)
    site.clock.advance(timedelta(days=2))

    visitor = site.client()
    agenda = visitor.get(agenda_path)
    assert "Lagerhal i Erhvervsparken" in agenda.text
    assert "Lukket punkt" in agenda.text
    assert SECRET_TITLE not in agenda.text
    assert "Nordbyg" not in agenda.text
    file = agenda.click(linkid=None, href="/bilag/")
    assert file.content_type == "application/pdf"
    assert file.body.startswith(b"%PDF")

    postlist = visitor.get("/postlister/2026-11-23")
    assert "Ansøgning om lagerhal" in postlist.text
    entry = postlist.click("Ansøgning om lagerhal, Erhvervsparken", index=0)
    released = entry.click("Læs dokumentet")
    assert released.body == file.body
    for path in (f"/sager/{number}", f"/sager/{number}/1", f"/sager/{number}/1/fil/1/brev-fra-Nordbyg.pdf"):
        visitor.get(path, status=404)
