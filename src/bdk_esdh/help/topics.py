"""Which section of which guide is the help of a page: by the name of its view, else by where it lies."""

from pyramid.request import Request

from ..kernel.faces import face_of
from ..kernel.records import Face
from .guides import PLACE

#: pages about one thing, by the name of their view; what is not here goes by its place
BY_VIEW = {
    "ny-sag": "sagsbehandler#opret-en-sag",
    "nyt-dokument": "sagsbehandler#registrer-et-brev",
    "registrer": "sagsbehandler#registrer-et-brev",
    "adgang": "sagsbehandler#del-begraens-og-aabn-i-noed",
    "noedadgang": "sagsbehandler#del-begraens-og-aabn-i-noed",
    "ny-part": "sagsbehandler#parter",
    "parter": "sagsbehandler#parter",
    "find-part": "sagsbehandler#parter",
    "cpr": "sagsbehandler#parter",
    "slet": "sagsbehandler#slet-og-gendan",
    "luk": "sagsbehandler#afslut-og-genaabn",
    "genaabn": "sagsbehandler#afslut-og-genaabn",
    "frigiv": "sagsbehandler#frigiv-en-fil-og-traek-den-tilbage",
    "versioner": "sagsbehandler#versioner-og-tilstande",
    "journal": "sagsbehandler#hvad-der-er-gjort-og-hvem-der-har-laest",
    "tekst": "sagsbehandler#laes-en-fil",
    "offentliggoer": "sekretaer#offentliggoer",
    "flyt-til-sag": "sagsbehandler#flyt-et-dokument",
    "saet-endelige": "sagsbehandler#afslut-og-genaabn",
    "flyt-dokumenter": "sagsbehandler#flyt-et-dokument",
    "traek-tilbage": "sekretaer#traek-tilbage",
    "beslutning": "sekretaer#afhold-beslut-godkend",
    "nyt-punkt": "sekretaer#punkter",
    "punkt": "sekretaer#punkter",
    "flyt": "redaktoer#flyt",
    "tidligere-udgaver": "redaktoer#tidligere-udgaver",
}
#: places at work, by the first part of their address below ``/intranet``
BY_PLACE = {
    "": "sagsbehandler#favoritter-beskeder-og-din-profil",
    "beskeder": "sagsbehandler#favoritter-beskeder-og-din-profil",
    "min-profil": "sagsbehandler#favoritter-beskeder-og-din-profil",
    "favorit": "sagsbehandler#favoritter-beskeder-og-din-profil",
    "sager": "sagsbehandler#saadan-kommer-du-til-siderne",
    "dokumenter": "sagsbehandler#fordel-et-brev",
    "postrum": "sagsbehandler#post-der-venter",
    "postlister": "sagsbehandler#hvem-ser-hvad",
    "soeg": "sagsbehandler#soeg",
    "taster": "sagsbehandler#taster",
    "mit-spor": "sagsbehandler#hvad-der-er-gjort-og-hvem-der-har-laest",
    "papirkurv": "sagsbehandler#slet-og-gendan",
    "noedadgang": "sagsbehandler#del-begraens-og-aabn-i-noed",
    "udvalg": "sekretaer#udvalg-og-moede",
    "mine-moeder": "politiker#find-dit-naeste-moede",
    "nyheder": "redaktoer#skriv",
    "doede-links": "redaktoer#links-der-ikke-virker",
    "emner": "administrator#indlaes-emner",
    "organisation": "administrator#brugere-enheder-og-roller",
    "journal": "administrator#journalen",
    "baggrundsarbejde": "administrator#baggrundsarbejde",
    "sikkerhed": "administrator#adgang",
}
#: pages that editors write lie anywhere
ELSE_AT_WORK = "redaktoer#skriv"
#: public pages with a form
PUBLIC = {
    "soeg": "borger#soeg",
    "postlister": "borger#postlisten",
    "udvalg": "borger#dagsorden-og-referat",
    "log-ind": "borger#saadan-kommer-du-til-siderne",
}
#: in these a thing's own views count; elsewhere the place says more
_OF_THINGS = frozenset({"sager", "dokumenter", "udvalg", "nyheder"})


def topic_of(face: Face, path: str) -> str | None:
    """Return ``guide#section`` for an address; ``None`` for public pages without help of their own."""
    parts = [each for each in path.split("/") if each]
    if face is not Face.INTRANET:
        return PUBLIC.get(parts[0]) if parts else None
    place, rest = (parts[1] if len(parts) > 1 else ""), parts[2:]
    if place == "postrum" and "registrer" in rest:
        return BY_VIEW["registrer"]
    if place in _OF_THINGS:
        for name in reversed(rest):
            if name in BY_VIEW:
                return BY_VIEW[name]
        if place == "sager" and rest:
            return "sagsbehandler#registrer-et-brev" if len(rest) == 1 else "sagsbehandler#laes-en-fil"
        if place == "sager":
            return "sagsbehandler#find-i-lister"
    return BY_PLACE.get(place, ELSE_AT_WORK)


def help_address(request: Request) -> str | None:
    """Return the address of the help of the page that is asked for."""
    topic = topic_of(face_of(request), request.path_info)
    return f"{PLACE}/{topic}" if topic is not None else None
