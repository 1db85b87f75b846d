"""The keys of the pages at work: which there are, and who wants none of the single ones (WCAG 2.1, 2.1.4)."""

from typing import Any

from BTrees.OOBTree import OOTreeSet
from persistent import Persistent
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..root import Root
from ..security.permissions import Permission

NAME = "taster"
#: keys, what they do, and which button or link does the same; ``static/js/keys.js`` has the same ones
KEYS = (
    (
        _("Overalt"),
        (
            ("/", _("søg"), _("Søgefeltet øverst")),
            ("g s", _("din start"), _("Start i menuen")),
            ("g i", _("postrummet"), _("Postrum i menuen")),
            ("g c", _("sager"), _("Sager i menuen")),
            ("n s", _("ny sag"), _("Ny øverst")),
            ("u", _("op til det, siden hører under"), _("Brødkrummen")),
            ("?", _("vis tasterne"), _("Taster i menuen med dit navn")),
            ("Esc", _("luk, eller forlad feltet"), _("Klik ved siden af")),
        ),
    ),
    (
        _("I lister"),
        (
            ("j k", _("næste og forrige række"), _("Linkene i listen")),
            ("Enter", _("åbn"), _("Linket i rækken")),
            ("x", _("vælg rækken"), _("Feltet foran rækken")),
        ),
    ),
    (
        _("På en sag eller et dokument"),
        (
            ("n d", _("nyt dokument"), _("Dokument øverst på sagen")),
            ("e", _("ret"), _("Ret øverst")),
            ("t", _("skift tilstand"), _("Menuen Mere")),
        ),
    ),
    (
        _("I formularer"),
        (
            ("Ctrl Enter", _("formularens vigtigste knap"), _("Den blå knap")),
            ("Ctrl S", _("gem"), _("Knappen nederst")),
            ("Alt 1 … 3", _("tag et forslag"), _("Klik på forslaget")),
            ("s", _("spring brevet over"), _("Spring over i postrummet")),
        ),
    ),
)


class WithoutKeys(Persistent):
    """Those who want no single keys."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.logins = OOTreeSet()


def keys_are_off(request: Request) -> bool:
    """Tell whether whoever is logged in has switched the single keys off."""
    kept = getattr(getattr(request, "root", None), "without_keys", None)
    return kept is not None and request.identity is not None and request.identity.login in kept.logins


@intranet_view(Root, name=NAME, permission=Permission.INTRANET_VIEW, template="templates/intranet/keys.pt")
def keys_page(_context: Root, request: Request) -> dict[str, Any]:
    """Show the keys, and whether the single ones are on."""
    say = request.localizer.translate
    groups = [
        {
            "title": say(title),
            "rows": [
                {"keys": keys.split(), "does": say(does), "button": say(button)}
                for keys, does, button in rows
            ],
        }
        for title, rows in KEYS
    ]
    return {"title": say(_("Taster")), "groups": groups, "off": keys_are_off(request)}


@intranet_view(Root, name=NAME, method="POST", permission=Permission.LIST_ARRANGE)
def switch_keys(context: Root, request: Request) -> HTTPSeeOther:
    """Switch the single keys off or on, for oneself and on every machine."""
    off = request.POST.get("enkelttaster") == "fra"
    # A graph from before it gets it with the first choice.
    kept = getattr(context, "without_keys", None)
    if kept is None:
        kept = context.without_keys = WithoutKeys()
    if off:
        kept.logins.add(request.identity.login)
    elif request.identity.login in kept.logins:
        kept.logins.remove(request.identity.login)
    tell(request, "ok", _("Enkelttaster er slået fra") if off else _("Enkelttaster er slået til"))
    return HTTPSeeOther(f"/intranet/{NAME}")
