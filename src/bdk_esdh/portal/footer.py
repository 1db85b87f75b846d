"""The foot of the public pages: whom to call, where we are, what is open, what holds for the site."""

from pyramid.request import Request

from ..kernel.i18n import _
from ..kernel.page_frame import FooterColumn, FooterLine
from ..search.published import published_at

PHONE = "09 45 45 45"
TOWN_HALLS = (
    "Brønderslev Rådhus",
    "Ny Rådhusplads 1, 9700 Brønderslev",
    "Dronninglund Rådhus",
    "Rådhusgade 5, 9330 Dronninglund",
)
#: address in the root, and the words of the link; shown when everyone can read it
OPENNESS = (
    ("udvalg", _("Dagsordener og referater")),
    ("postlister", _("Postlister")),
    ("aktindsigt", _("Bed om aktindsigt")),
    ("debat", _("Debat og høringer")),
    ("emner", _("Emner, som sager hører under")),
)
ABOUT = (
    ("persondata", _("Sådan behandler vi personoplysninger")),
    ("cookies", _("Vi bruger kun nødvendige cookies")),
)


def footer_columns(request: Request) -> list[FooterColumn]:
    """Make the columns; also for an error page, where the request may have no root."""
    translate = request.localizer.translate
    contact = [
        FooterLine(
            translate(_("Telefon ${phone}", mapping={"phone": PHONE})), "tel:+45" + PHONE.replace(" ", "")
        )
    ]
    contact += _links(request, (("kontakt", _("Kontakt kommunen")),))
    # Each hour stays with its "kl.", which would else end a line.
    hours = _("Telefonen er åben mandag-torsdag kl.\xa09-15 og fredag kl.\xa09-13")
    contact.append(FooterLine(translate(hours)))
    columns = [
        FooterColumn(translate(_("Kontakt")), contact),
        FooterColumn(translate(_("Rådhuse")), [FooterLine(line) for line in TOWN_HALLS]),
        FooterColumn(translate(_("Åbenhed")), _links(request, OPENNESS)),
        FooterColumn(
            translate(_("Om siden")),
            [
                FooterLine(translate(_("Hjælp")), "/hjaelp"),
                FooterLine(translate(_("Tilgængelighedserklæring")), "/was"),
                *_links(request, ABOUT),
            ],
        ),
    ]
    return [column for column in columns if column.lines]


def _links(request: Request, places: tuple[tuple[str, str], ...]) -> list[FooterLine]:
    root = getattr(request, "root", None)
    if root is None:
        return []
    now = request.clock.now()
    return [
        FooterLine(request.localizer.translate(title), f"/{path}")
        for path, title in places
        if published_at(root, path, now) is not None
    ]
