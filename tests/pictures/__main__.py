"""Take the pictures: ``python -m tests.pictures [--at ADDRESS] [--only WORD] [--manual]``.

Without an address the demo municipality is made on the fixed day of the tests, and kept in ``var/pictures-town``.
"""

import argparse
import shutil
import sys
from contextlib import contextmanager
from errno import ENOSPC
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Error, sync_playwright
from rich.console import Console
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.demo.build import build_living_demo
from bdk_esdh.jobs.queue import PAUSES, queue_of
from bdk_esdh.jobs.worker import Work, run_all
from bdk_esdh.ops.opening import Opened
from bdk_esdh.ops.setting_up import set_up
from tests.browser.conftest import CHROMIUM_FLAGS, SIZES
from tests.support.serving import behind_a_port
from tests.support.site import MOMENT, layer, make_app

from .table import PICTURES, pdf_is_drawn

ROOT = Path(__file__).parents[2]
OUT = ROOT / "var" / "pictures"
MANUAL = ROOT / "docs" / "img"
#: px; longer pages are cut, those of a guide sooner
LONGEST, LONGEST_IN_MANUAL = 2600, 1100
_COLOURS = 128
#: bars that stay in view would lie across the middle of a long picture
LET_GO = """() => document.querySelectorAll("main *").forEach(each => {
  if (getComputedStyle(each).position === "sticky") each.style.position = "static" })"""
#: contact sheets: pictures on one, across, and the size of each in px
_ON_A_SHEET, _ACROSS, _CELL = 8, 4, (480, 620)


@contextmanager
def town(address):
    """Give an address where the demo municipality answers; changes are thrown away unless it was given."""
    if address:
        yield address
        return
    site = layer(*_kept_town(ROOT / "var" / "pictures-town"))
    site.index()
    _leave_something_to_mend(site)
    with behind_a_port(site.app, threads=12) as port:
        yield f"http://127.0.0.1:{port}"
    site.db.close()


def _kept_town(data):
    """Open the whole demo municipality under ``data``, made there on the fixed day if it is not."""
    made = data / "made"
    if not made.exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        app, registry = make_app(data)
        db = DB(FileStorage(str(data / "Data.fs"), blob_dir=str(data / "blobs")))
        opened = Opened(app, registry, db, {})
        set_up(opened)
        build_living_demo(opened, Console())
        # As it is when the worker has had an hour: what came by mail is read, nothing waits.
        run_all(Work(db, registry))
        db.close()
        made.touch()
    app, registry = make_app(data)
    return app, registry, FileStorage(str(data / "Data.fs"), blob_dir=str(data / "blobs"))


def _leave_something_to_mend(site):
    """Take a decision out of minutes, and let a piece of work stop: what the town has no example of."""
    with site.graph() as (root, act):
        root["udvalg"]["oekonomiudvalget"]["2026-11-11"]["6"].resolution = ""
        document = root["sager"]["2026-00157"]["1"]
        queue_of(root).put("read_document", document.__oid__, at=act.at, about=document.__oid__)
    handlers = site.registry.job_handlers
    right, handlers["read_document"] = handlers["read_document"], _full_disk
    for pause in (*PAUSES, PAUSES[0]):
        site.run_jobs()
        site.clock.advance(pause)
    handlers["read_document"] = right
    site.clock.set(MOMENT)


def _full_disk(_work, *_arguments):
    raise OSError(ENOSPC, "")


def browser_of(chromium, address, login):
    """Open a browser of one person."""
    context = chromium.new_context(
        viewport=SIZES["1280"], locale="da-DK", base_url=address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(12_000)
    if login:
        page.goto("/log-ind")
        page.get_by_label("Brugernavn").fill(login)
        page.get_by_label("Adgangskode").fill("demo")
        page.get_by_role("button", name="Log på").click()
        page.wait_for_url("**/intranet/**")
    return page


def take(page, picture, *, guides):
    """Take one picture at each width; the one of a guide only if asked to."""
    for width, size in SIZES.items():
        page.set_viewport_size(size)
        page.emulate_media(media="screen")
        answer = page.goto(picture.address)
        if answer and answer.status >= 500:
            raise Error(f"answered {answer.status}")
        for step in picture.first:
            step(page)
        page.evaluate("document.fonts.ready")
        page.evaluate(LET_GO)
        height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
        # A picture higher than the window makes the window higher, and does not wait for a PDF that is drawn anew.
        page.set_viewport_size({**size, "height": height})
        if page.locator(".pdfViewer canvas").count():
            pdf_is_drawn(page)
        taken = page.screenshot(animations="disabled", caret="hide")
        image = Image.open(BytesIO(taken)).convert("RGB")
        image.save(OUT / f"{picture.name}-{width}.png")
        if guides and picture.manual and width == "1280":
            image = image.crop((0, 0, image.width, min(image.height, LONGEST_IN_MANUAL)))
            image.quantize(_COLOURS, dither=Image.Dither.NONE).save(
                MANUAL / f"{picture.name}.png", optimize=True
            )


def lay_out():
    """Write the page with all pictures, and the contact sheets."""
    files = sorted(OUT.glob("*-1280.png")) + sorted(OUT.glob("*-375.png"))
    rows = "".join(
        f'<figure><a href="{name}"><img src="{name}" alt="{name}" width="320" loading="lazy"></a>'
        f"<figcaption>{name}</figcaption></figure>"
        for name in (escape(each.name) for each in files)
    )
    head = '<!doctype html><html lang="da"><meta charset="utf-8"><title>Billeder</title>'
    style = "<style>body{display:flex;flex-wrap:wrap;gap:1rem;font:14px sans-serif}figure{margin:0}</style>"
    (OUT / "index.html").write_text(head + style + rows)
    for start in range(0, len(files), _ON_A_SHEET):
        sheet = Image.new("RGB", (_CELL[0] * _ACROSS, _CELL[1] * (_ON_A_SHEET // _ACROSS)), "#888")
        for place, path in enumerate(files[start : start + _ON_A_SHEET]):
            with Image.open(path) as image:
                image.thumbnail((_CELL[0] - 8, 4000))
                shown = image.crop((0, 0, image.width, min(image.height, _CELL[1] - 8)))
            row, column = divmod(place, _ACROSS)
            sheet.paste(shown, (column * _CELL[0] + 4, row * _CELL[1] + 4))
        sheet.save(OUT / f"sheet-{start // _ON_A_SHEET + 1:02}.png")


def main():
    """Take them all; end with 1 if one could not be taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--at", help="a demo municipality that answers already")
    parser.add_argument("--only", default="", help="those with this word in their name")
    parser.add_argument("--manual", action="store_true", help="also those of the guides, into docs/img")
    asked = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = [each for each in PICTURES if asked.only in each.name]
    missed = []
    with town(asked.at) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        for login in dict.fromkeys(each.login for each in wanted):
            page = browser_of(chromium, address, login)
            for picture in (each for each in wanted if each.login == login):
                try:
                    take(page, picture, guides=asked.manual)
                except Error as error:
                    missed.append(f"{picture.name}: {str(error).splitlines()[0]}")
            page.context.close()
        chromium.close()
    lay_out()
    Console().print(f"{len(wanted) - len(missed)} of {len(wanted)} in {OUT.relative_to(ROOT)}/index.html")
    Console().print("\n".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
