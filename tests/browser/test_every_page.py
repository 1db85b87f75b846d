"""Every kind of page that a role comes to by links, with its menus open, and each of its forms with its errors shown,
by axe-core and the Nu HTML checker."""

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import SIZES, axe, served
from tests.browser.test_demo_pages import OPEN_ALL, TOO_WIDE, visitor
from tests.support.crawling import HOST, crawl, shape_of
from tests.support.demo import DEMO_LOGINS, demo_layer
from tests.support.html_checker import html_errors

CITIZENS = {"borger1", "borger2"}


@pytest.fixture
def demo(demo_town):
    site = demo_layer(demo_town)
    yield site
    site.db.close()


def one_of_each_shape(site, login):
    """Return the address of one page of each kind that a role can come to."""
    inside = () if login is None or login in CITIZENS else ("/intranet/",)
    found = {}
    for page in crawl(site.client(login), (*inside, "/", "/soeg?q=lokalplan")):
        if page.is_page:
            found.setdefault(shape_of(page.url)[0], page.url.removeprefix(HOST))
    return list(found.values())


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.needs("java")
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("login", [None, *DEMO_LOGINS], ids=str)
def test_every_kind_of_page_of_a_role_is_usable_by_all(demo, chromium, login, language):
    paths = one_of_each_shape(demo, login)
    faults = []
    with served(demo, chromium) as live:
        page = visitor(live, login)
        page.context.add_cookies([{"name": "sprog", "value": language, "url": live.address}])
        for path in paths:
            faults += [f"{path}: {fault}" for fault in faults_of(page, path, language)]
    assert len(paths) > 20
    assert not faults, "\n".join(faults)


def faults_of(page, path, language):
    try:
        answer = page.goto(path)
    except Error as error:  # what is downloaded is no page
        return [] if "Download" in str(error) else [str(error)]
    if page.locator("html").get_attribute("lang") != language:
        return ["in another language"]
    faults = html_errors(answer.text())
    for width, size in SIZES.items():
        page.set_viewport_size(size)
        faults += [f"too wide at {width}: {each}" for each in page.evaluate(TOO_WIDE)]
        page.evaluate(OPEN_ALL, width == "375")
        faults += [f"at {width}: {each}" for each in axe(page)]
    page.evaluate(OPEN_ALL, False)
    return faults


#: empties what has to be filled in, as far as a person can, and sends the form
SEND_EMPTY = """form => {
  for (const each of form.querySelectorAll("input[type=text], textarea")) each.value = "";
  form.noValidate = true;
  form.requestSubmit(form.querySelector("button.button-primary[type=submit]") ?? form.querySelector("button[type=submit]"));
}"""
#: a form with fields that is checked by the server
FORM = "form[method=post]:has([name=submission])"


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.needs("java")
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "login", ["sagsbehandler", "postmedarbejder", "sekretaer", "redaktoer", "administrator"]
)
def test_every_form_of_a_role_with_its_errors_shown_is_usable_by_all(demo, chromium, login, language):
    paths = one_of_each_shape(demo, login)
    faults, shown = [], 0
    with served(demo, chromium) as live:
        page = visitor(live, login)
        page.context.add_cookies([{"name": "sprog", "value": language, "url": live.address}])
        for path in paths:
            markup = _sent_empty(page, path)
            if markup is None:
                continue  # it has no form, or one that asks for nothing; what it did stays with this test
            shown += 1
            faults += [f"{path}: {each}" for each in html_errors(markup)]
            for width, size in SIZES.items():
                page.set_viewport_size(size)
                faults += [f"{path} at {width}: {each}" for each in (*page.evaluate(TOO_WIDE), *axe(page))]
    assert shown > 3
    assert not faults, "\n".join(faults)


def _sent_empty(page, path):
    """Send the form of a page with nothing in it; return the markup of the page that comes back with errors."""
    try:
        page.goto(path)
    except Error:  # what is downloaded is no page
        return None
    form = page.locator(FORM).first
    if not form.count():
        return None
    with page.expect_navigation() as navigation:
        form.evaluate(SEND_EMPTY)
    return navigation.value.text() if page.title().startswith(("Fejl", "Error")) else None
