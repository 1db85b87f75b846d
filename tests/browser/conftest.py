"""Real Chromium against the real application on a loopback port."""

import ctypes.util
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import html_checker
from tests.support.demo import demo_layer
from tests.support.serving import behind_a_port

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SIZES = {"1280": {"width": 1280, "height": 900}, "375": {"width": 375, "height": 800}}
#: where screenshots go; nowhere unless somebody wants to look at them
SHOTS = os.environ.get("ESDH_SCREENSHOTS")
#: what a whole browser keeps ready beside each page of ours, at as much work as the page: processes for its own toolbar
#: and for the next site. The rest is what Playwright switches off, which this flag replaces.
UNUSED_FEATURES = (
    "PreloadTopChromeWebUI", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter",
    "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning", "Translate",
)  # fmt: skip
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--lang=da",
    f"--disable-features={','.join(UNUSED_FEATURES)}",
]
#: the page as it stands without what pdf.js has drawn: that is not ours, and uses CSS newer than the checker
OUR_MARKUP = """() => {
    const page = document.documentElement.cloneNode(true);
    page.querySelectorAll(".pdfViewer").forEach(each => each.replaceChildren());
    return "<!DOCTYPE html>" + page.outerHTML;
}"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
#: what was found right is many times as long as what was found wrong: it stays in the browser
ASK_AXE = """async tags => {
    const runOnly = {type: "tag", values: tags};
    return (await axe.run(document, {runOnly, resultTypes: ["violations"]})).violations;
}"""


def pytest_collection_modifyitems(items):
    """All browser tests need Chromium, and are marked so."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.needs("chromium"))


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if ctypes.util.find_library("atomic") is None:
        pytest.skip("not on this machine: libatomic (Debian: libatomic1), which Playwright's driver needs")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


class Live:
    """The application behind a port, and browsers that look at it.

    :param address: where it answers.
    """

    def __init__(self, site, chromium, address):
        self.site = site
        self.address = address
        self._chromium = chromium
        self._contexts = []
        self.faults = []

    def visitor(self, login=None, *, size="1280", javascript=True):
        """Open a browser of somebody's own, logged in as ``login`` through the page."""
        context = self._chromium.new_context(
            viewport=SIZES[size], locale="da-DK", java_script_enabled=javascript, base_url=self.address
        )
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", self._note_console)
        page.on("request", self._note_request)
        if login:
            page.goto("/log-ind")
            page.get_by_label("Brugernavn").fill(login)
            page.get_by_label("Adgangskode").fill("demo")
            page.get_by_role("button", name="Log på").click()
            page.wait_for_url("**/intranet/**")
        return page

    def _note_console(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def _note_request(self, request):
        if not request.url.startswith(
            (self.address, "data:", "blob:", "about:", "chrome-extension:", "chrome:")
        ):
            self.faults.append(f"request to another host: {request.url}")

    def picture_of_the_end(self):
        """Keep a picture of where each browser came to, for whoever looks for a fault."""
        for number, context in enumerate(self._contexts):
            for page in context.pages:
                page.screenshot(path=f"{SHOTS}/end-{number}.png")

    def close(self):
        """Close every browser that was opened."""
        for context in self._contexts:
            context.close()


def look_at(page, name):
    """Check the page as it stands by axe-core and as HTML, and keep a picture at both widths if asked to.

    :param name: of the picture.
    """
    violations = axe(page)
    assert not violations, f"{name}: {violations}"
    if html_checker.is_here:
        errors = html_checker.html_errors(page.evaluate(OUR_MARKUP))
        assert not errors, f"{name}: {errors}"
    if not SHOTS:
        return
    Path(SHOTS).mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    for width, size in SIZES.items():
        page.set_viewport_size(size)
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    page.set_viewport_size(SIZES["375"])
    narrow = axe(page)
    page.set_viewport_size(before)
    assert not narrow, f"{name} at 375: {narrow}"


def axe(page):
    """Return the violations of WCAG 2.1 A and AA on the page, in short."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    return [
        f"{each['id']}: {node['html'][:160]}"
        for each in page.evaluate(ASK_AXE, WCAG)
        for node in each["nodes"]
    ]


@pytest.fixture
def live(site, chromium):
    """The municipality behind a port; fails if a page asked another host or broke its own policy."""
    with served(site, chromium) as made:
        yield made


@pytest.fixture
def live_demo(demo_town, chromium):
    """The demo municipality behind a port."""
    site = demo_layer(demo_town)
    with served(site, chromium) as live:
        yield live
    site.db.close()


@contextmanager
def served(site, chromium):
    """Put a municipality behind a port for as long as the block lasts."""
    with behind_a_port(site.app, threads=4) as port:
        made = Live(site, chromium, f"http://127.0.0.1:{port}")
        yield made
        if SHOTS:
            made.picture_of_the_end()
        made.close()
    assert made.faults + breaches_reported(site) == []


def breaches_reported(site):
    """Return what browsers reported against the policy of our pages, and nobody has looked at yet."""
    with site.graph() as (root, _act):
        reports = getattr(root, "csp_reports", None)
        return [str(violation) for violation, _seen in reports.items()] if reports is not None else []
