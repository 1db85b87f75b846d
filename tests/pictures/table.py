"""Which pictures are taken: whose page, where it is, what is done there first, and whether the guides use it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Step = Callable[[Any], object]
#: an open case of the clerk, with letters in and out
CASE = "/intranet/sager/2026-00157"
COMMITTEE = "/intranet/udvalg/oekonomiudvalget"


@dataclass(frozen=True)
class Picture:
    """A page or state to take a picture of.

    :param name: of the file, without width and ending.
    :param login: whose browser; ``None`` is a visitor.
    :param address: where it begins.
    :param first: what is done there first, in order.
    :param manual: whether ``docs/img`` has it, at 1280 px.
    """

    name: str
    login: str | None
    address: str
    first: tuple[Step, ...] = ()
    manual: bool = False


def press(name: str) -> Step:
    """Return a step that presses a button in the page."""
    return lambda page: page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(selector: str, number: int = 0) -> Step:
    """Return a step that goes where a link leads; its own address may differ from day to day."""
    return lambda page: page.goto(page.locator(selector).nth(number).get_attribute("href"))


def open_menu(words: str) -> Step:
    """Return a step that opens a menu by the words on it."""
    return lambda page: page.locator("summary", has_text=words).first.click()


def fill(label: str, text: str) -> Step:
    """Return a step that writes in a field."""
    return lambda page: page.get_by_label(label).first.fill(text)


def beyond(path: str) -> Step:
    """Return a step that goes to a page below the present one."""
    return lambda page: page.goto(page.url.split("?")[0].rstrip("/") + "/" + path)


#: whether the first canvas has a dark spot: it is there some time before it shows anything
_IS_DRAWN = """() => { const sheet = document.querySelector("canvas");
  if (!sheet || !sheet.width) return false;
  const spots = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data;
  for (let at = 0; at < spots.length; at += 4) if (spots[at + 3] > 99 && spots[at] < 150) return true;
  return false }"""


def pdf_is_drawn(page: Any) -> None:
    """Wait for the first page of a PDF, and for what is written on it."""
    page.wait_for_function(_IS_DRAWN)
    # It is drawn anew when it finds how wide it is.
    page.wait_for_timeout(800)


def go(address: str) -> Step:
    """Return a step that goes to another page."""
    return lambda page: page.goto(address)


def unless_done(address: str, *steps: Step) -> Step:
    """Return a step that goes to a page and does something there; the second time the page is gone."""

    def do(page: Any) -> None:
        answer = page.goto(address)
        if answer.status < 400:
            for step in steps:
                step(page)

    return do


def typed(label: str, text: str) -> Step:
    """Return a step that types in a field which completes what one types, and waits for what it offers."""

    def type_in(page: Any) -> None:
        page.get_by_label(label, exact=True).last.press_sequentially(text)
        page.locator(".e-suggestions:visible li").first.wait_for()

    return type_in


def chosen(label: str) -> Step:
    """Return a step that ticks a box."""
    return lambda page: page.get_by_label(label).check()


def as_print(page: Any) -> None:
    """Show the page as paper has it."""
    page.emulate_media(media="print")


LAST_PLANNED = follow(f"main a[href^='{COMMITTEE}/20']")
BEING_BUILT = follow("main a[href^='/intranet/udvalg/social-og-sundhedsudvalget/20']")
#: a meeting that is held; ``town`` takes the decision of a closed item away
HELD = f"{COMMITTEE}/2026-11-11"
#: an agenda that goes out and is taken back
TAKEN_BACK = "/udvalg/social-og-sundhedsudvalget/2026-12-09"
HELP_OPENS = (
    lambda page: page.locator("a.e-help:visible").first.click(),
    lambda page: page.locator(".e-helpdialog .e-guide").wait_for(),
)
PICTURES = (
    # visitors
    Picture("borger-forside", None, "/", manual=True),
    Picture("borger-soeg", None, "/soeg?q=skole", manual=True),
    Picture("borger-soeg-intet", None, "/soeg?q=xqzzyw"),
    Picture("borger-udvalg", None, "/udvalg"),
    Picture("borger-udvalget", None, "/udvalg/oekonomiudvalget"),
    Picture(
        "dagsorden",
        None,
        "/udvalg",
        (follow("main a[href^='/udvalg/oekonomiudvalget/20']"),),
        manual=True,
    ),
    Picture(
        "referat",
        None,
        "/udvalg",
        (follow("main a[href^='/udvalg/oekonomiudvalget/20']", -1),),
    ),
    Picture("borger-postliste", None, "/postlister", manual=True),
    Picture("borger-postliste-fejl", None, "/postlister?fra=99&til=x"),
    Picture("borger-nyheder", None, "/nyheder"),
    Picture("borger-nyhed", None, "/nyheder/cykelsti"),
    Picture("borger-selvbetjening", None, "/selvbetjening"),
    Picture("borger-aktindsigt", None, "/aktindsigt"),
    Picture("borger-404", None, "/findes-ikke"),
    Picture("borger-hjaelp", None, "/hjaelp"),
    Picture("borger-hjaelp-soegt", None, "/hjaelp?q=aktindsigt"),
    Picture("borger-vejledning", None, "/hjaelp/borger"),
    Picture("log-ind", None, "/log-ind"),
    Picture("log-ind-fejl", None, "/log-ind", (press("Log på"),)),
    Picture(
        "log-ind-forkert",
        None,
        "/log-ind",
        (fill("Brugernavn", "sagsbehandler"), fill("Adgangskode", "forkert"), press("Log på")),
    ),
    Picture(
        "dagsorden-paa-papir",
        None,
        "/udvalg",
        (follow("main a[href^='/udvalg/oekonomiudvalget/20']", -1), as_print),
    ),
    Picture("borger-forside-engelsk", None, "/", (go("/sprog/en?side=/"),)),
    Picture(
        "borger-udvalget-engelsk",
        None,
        "/udvalg/oekonomiudvalget",
        (go("/sprog/en?side=/udvalg/oekonomiudvalget"),),
    ),
    # clerk
    Picture("sagsbehandler-start", "sagsbehandler", "/intranet/", manual=True),
    Picture("sagsbehandler-menu", "sagsbehandler", "/intranet/", (open_menu("Ny"),)),
    Picture("sagsbehandler-sager", "sagsbehandler", "/intranet/sager", manual=True),
    Picture(
        "sagsbehandler-sager-intet", "sagsbehandler", "/intranet/sager?tilstand=alle&kun-mine=1&q=xqzzyw"
    ),
    Picture(
        "sagsbehandler-sager-valgt",
        "sagsbehandler",
        "/intranet/sager",
        (follow("main a:has-text('Vælg alle')"),),
    ),
    Picture("sagsbehandler-sag", "sagsbehandler", CASE, manual=True),
    Picture("sagsbehandler-sag-mere", "sagsbehandler", CASE, (open_menu("Mere"),)),
    Picture(
        "sagsbehandler-dokument",
        "sagsbehandler",
        f"{CASE}/5",
        (pdf_is_drawn,),
        manual=True,
    ),
    Picture("sagsbehandler-ny-sag", "sagsbehandler", "/intranet/sager/ny-sag"),
    Picture("sagsbehandler-ny-sag-fejl", "sagsbehandler", "/intranet/sager/ny-sag", (press("Opret"),)),
    Picture("sagsbehandler-part", "sagsbehandler", CASE, (follow("#parter .e-rows a"),), manual=True),
    Picture("sagsbehandler-ny-part", "sagsbehandler", f"{CASE}/ny-part"),
    Picture("sagsbehandler-ny-part-fejl", "sagsbehandler", f"{CASE}/ny-part", (press("Tilføj"),)),
    Picture("sagsbehandler-find-part", "sagsbehandler", "/intranet/sager/find-part", (press("Find sager"),)),
    Picture("sagsbehandler-nyt-dokument", "sagsbehandler", f"{CASE}/nyt-dokument"),
    Picture("sagsbehandler-ret", "sagsbehandler", f"{CASE}/ret"),
    Picture("sagsbehandler-adgang", "sagsbehandler", f"{CASE}/adgang", manual=True),
    Picture("sagsbehandler-slet", "sagsbehandler", f"{CASE}/slet"),
    Picture("sagsbehandler-flyt", "sagsbehandler", f"{CASE}/7/flyt-til-sag?sag=carport"),
    Picture("sagsbehandler-journal", "sagsbehandler", f"{CASE}/journal"),
    Picture("sagsbehandler-versioner", "sagsbehandler", f"{CASE}/1/versioner"),
    Picture("sagsbehandler-soeg", "sagsbehandler", "/intranet/soeg?q=skole", manual=True),
    Picture("sagsbehandler-beskeder", "sagsbehandler", "/intranet/beskeder", manual=True),
    Picture("sagsbehandler-profil", "sagsbehandler", "/intranet/min-profil", manual=True),
    Picture("sagsbehandler-taster", "sagsbehandler", "/intranet/taster"),
    Picture(
        "sagsbehandler-tastekort",
        "sagsbehandler",
        "/intranet/sager",
        (lambda page: page.keyboard.press("?"), lambda page: page.locator(".e-dialog[open]").wait_for()),
    ),
    Picture("sagsbehandler-spor", "sagsbehandler", "/intranet/mit-spor"),
    Picture("sagsbehandler-papirkurv-tom", "sagsbehandler", "/intranet/papirkurv"),
    Picture(
        "sagsbehandler-papirkurv",
        "sagsbehandler",
        "/intranet/",
        (
            unless_done(
                f"{CASE}/7/slet",
                fill("Hvorfor slettes det?", "Oprettet ved en fejl."),
                press("Læg i papirkurven"),
            ),
            go("/intranet/papirkurv"),
        ),
    ),
    Picture("sagsbehandler-postlister", "sagsbehandler", "/intranet/postlister"),
    Picture(
        "sagsbehandler-adgangstegn",
        "sagsbehandler",
        "/intranet/organisation/personer/sagsbehandler/adgangstegn",
    ),
    Picture("sagsbehandler-hjaelp", "sagsbehandler", f"{CASE}/nyt-dokument", HELP_OPENS),
    Picture("sagsbehandler-404", "sagsbehandler", "/intranet/findes-ikke"),
    # mail room
    Picture("postrum", "postmedarbejder", "/intranet/postrum", manual=True),
    Picture(
        "postrum-brev",
        "postmedarbejder",
        "/intranet/postrum",
        (follow("main a[href*='/postrum/']"), pdf_is_drawn),
        True,
    ),
    Picture(
        "postrum-sag-til-brevet",
        "postmedarbejder",
        "/intranet/postrum",
        (follow("main a[href*='/postrum/']"), beyond("ny-sag")),
    ),
    Picture(
        "postrum-sag-til-brevet-fejl",
        "postmedarbejder",
        "/intranet/postrum",
        (follow("main a[href*='/postrum/']"), beyond("ny-sag"), fill("Titel", ""), press("Opret sagen")),
    ),
    Picture(
        "postrum-registrer-fejl", "postmedarbejder", "/intranet/dokumenter/registrer", (press("Registrér"),)
    ),
    # politician
    Picture("politiker-start", "politiker", "/intranet/", manual=True),
    Picture("politiker-moeder", "politiker", "/intranet/mine-moeder", manual=True),
    Picture(
        "politiker-dagsorden",
        "politiker",
        "/intranet/mine-moeder",
        (follow(f"main a[href^='{COMMITTEE}/20']"),),
        manual=True,
    ),
    Picture(
        "politiker-lukket-punkt",
        "politiker",
        "/intranet/mine-moeder",
        (follow(f"main a[href^='{COMMITTEE}/20']"), follow("main li.is-closed a")),
    ),
    # secretary; some of these change what others see, so they come after those
    Picture("sekretaer-start", "sekretaer", "/intranet/"),
    Picture("sekretaer-udvalg", "sekretaer", "/intranet/udvalg"),
    Picture("sekretaer-udvalget", "sekretaer", COMMITTEE),
    Picture("sekretaer-dagsorden", "sekretaer", "/intranet/udvalg", (BEING_BUILT,), manual=True),
    Picture("sekretaer-nyt-punkt", "sekretaer", COMMITTEE, (LAST_PLANNED, beyond("nyt-punkt"))),
    Picture(
        "sekretaer-forslag-til-sag",
        "sekretaer",
        COMMITTEE,
        (LAST_PLANNED, beyond("nyt-punkt"), typed("Sag", "carport")),
    ),
    Picture("sekretaer-afholdt", "sekretaer", HELD),
    Picture("sekretaer-beslutning", "sekretaer", HELD, (follow("main a.e-decide", 5),)),
    Picture(
        "sekretaer-offentliggoer", "sekretaer", "/intranet/udvalg", (BEING_BUILT, beyond("offentliggoer"))
    ),
    Picture("sekretaer-godkend-mangler", "sekretaer", f"{HELD}/godkend"),
    Picture(
        "sekretaer-410",
        "sekretaer",
        f"/intranet{TAKEN_BACK}/offentliggoer",
        (
            press("Offentliggør 8 punkter"),
            go(f"/intranet{TAKEN_BACK}/traek-tilbage"),
            fill("Hvorfor trækkes dagsordenen tilbage?", "Forkert bilag til punkt 4."),
            press("Træk dagsordenen tilbage"),
            go(TAKEN_BACK),
        ),
    ),
    # editor
    Picture("redaktoer-sider", "redaktoer", "/intranet/sider", manual=True),
    Picture("redaktoer-ret", "redaktoer", "/intranet/nyheder/cykelsti/ret", manual=True),
    Picture("redaktoer-ny-nyhed-fejl", "redaktoer", "/intranet/nyheder/ny-nyhed", (press("Opret"),)),
    Picture(
        "redaktoer-tidligere-udgaver",
        "redaktoer",
        "/intranet/cookies/ret",
        (
            fill("Indledning", "Vi bruger kun de cookies, som siden ikke kan undvære."),
            press("Gem"),
            go("/intranet/cookies/tidligere-udgaver"),
        ),
    ),
    Picture("redaktoer-flyt", "redaktoer", "/intranet/aktindsigt/flyt"),
    Picture("redaktoer-doede-links", "redaktoer", "/intranet/doede-links"),
    # everyone, manager, administrator
    Picture("medarbejder-start", "medarbejder", "/intranet/"),
    Picture("medarbejder-organisation", "medarbejder", "/intranet/organisation"),
    Picture("leder-noedadgang", "leder", "/intranet/noedadgang"),
    Picture("administrator-baggrundsarbejde", "administrator", "/intranet/baggrundsarbejde", manual=True),
    Picture("administrator-journal", "administrator", "/intranet/journal"),
    Picture("administrator-ny-person", "administrator", "/intranet/organisation/personer/ny-person"),
)
