"""The pages that say no: what they say is whole, and they lead on."""

import pytest
from pyramid.request import apply_request_extensions

from bdk_esdh.kernel.errors import DomainError
from bdk_esdh.kernel.i18n import _
from bdk_esdh.kernel.responses import domain_error
from bdk_esdh.root import bare_request


def test_the_values_of_a_message_are_put_in_when_no_form_shows_it(site):
    error = DomainError(_("Der er ${count} sager tilbage.", mapping={"count": 3}))
    with site.graph() as (root, _act):
        request = bare_request(site.registry)
        apply_request_extensions(request)
        request.root = root
        answer = domain_error(error, request)
    assert "Der er 3 sager tilbage." in answer.text
    assert "${" not in answer.text


@pytest.mark.parametrize(
    ("login", "path", "found"), [(None, "/", "/soeg"), ("sagsbehandler", "/intranet/", "/intranet/soeg")]
)
def test_a_page_that_does_not_exist_offers_to_search(site, login, path, found):
    page = site.client(login).get(f"{path}findes-ikke", status=404)
    form = next(
        form for form in page.forms.values() if form.method.lower() == "get" and form["q"].id == "fejl-q"
    )
    form["q"] = "carport"
    answer = form.submit()
    assert answer.request.path == found
    assert "carport" in answer.text
    assert page.html.find("a", href=path, string=lambda text: text and text.startswith("Til "))


def test_a_page_that_is_not_there_names_the_telephone_once(site):
    assert site.client().get("/findes-ikke", status=404).html.main.text.count("09 45 45 45") == 1
