"""The viewer of PDF files is fetched by the pages that show one, and is in none of them."""

from tests.support.builders import a_case, a_document, a_pdf


def test_the_viewer_comes_in_the_language_of_the_page_and_is_asked_for_again_cheaply(site):
    visitor = site.client()
    danish = visitor.get("/pdf-fremviser")
    assert 'aria-label="Søg i filen"' in danish
    again = visitor.get("/pdf-fremviser", headers={"If-None-Match": danish.headers["ETag"]})
    assert (again.status_int, again.body) == (304, b"")
    visitor.set_cookie("sprog", "en")
    english = visitor.get("/pdf-fremviser", headers={"If-None-Match": danish.headers["ETag"]})
    assert english.status_int == 200
    assert "Søg" not in english


def test_a_page_that_shows_a_file_carries_where_the_viewer_is_and_not_the_viewer(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, data=a_pdf("Side"), filename="brev.pdf")
        path = f"/intranet/sager/{document.__parent__.case_number}/{document.__name__}/"
    page = site.client("sagsbehandler").get(path)
    box = page.html.select_one("[data-pdf]")
    assert box["data-pdf-view"] == "/pdf-fremviser"
    assert not page.html.select(".e-pdfbar")
