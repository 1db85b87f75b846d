"""File names from outside made harmless: on a web page, in a header, in a ZIP and on any clerk's computer."""

import re
import unicodedata

MAX_LENGTH = 120
MAX_EXTENSION = 20
FALLBACK = "fil"

# Windows opens these as devices, whatever the extension, also when the name came out of a ZIP we made.
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
RESERVED = re.compile(r"(?i)\A(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])[ ]*(\.|\Z)")
FORBIDDEN_ON_WINDOWS = re.compile(r'[<>:"|?*]')
# Cc: control, Cf: format (bidi overrides such as U+202E that make "gnp.exe" read "exe.png"), Cs: lone
# surrogates, Co: private use, Zl and Zp: line separators. An unassigned one (Cn) may become any of these in a
# later Unicode.
DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_filename(name: str) -> str:
    """Return the name a file is kept and handed out under.

    Takes the last part of the path (after slash or backslash: some browsers and mail programs send the whole
    path), drops control characters, NUL and text-direction overrides, composes accents (NFC), defuses names
    reserved by Windows, and cuts to 120 characters without losing the extension. Cleaning a clean name
    changes nothing.

    :param name: what the sender called it; may be empty.
    :returns: a name of 1 to 120 characters that is neither ``.`` nor ``..`` nor hidden.
    """
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in DROPPED)
    composed = unicodedata.normalize("NFC", visible)
    last = re.split(r"[/\\]", composed.rstrip("/\\ "))[-1]
    plain = FORBIDDEN_ON_WINDOWS.sub("_", " ".join(last.split())).strip(". ")
    if not plain:
        return FALLBACK
    if RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def extension(name: str) -> str:
    """Return the extension in lower case without the dot, or an empty string."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem and len(last) <= MAX_EXTENSION else ""


def _shortened(name: str) -> str:
    """Cut the stem so that the extension, by which programs choose, stays whole."""
    if len(name) <= MAX_LENGTH:
        return name
    tail = f".{name.rpartition('.')[2]}" if extension(name) else ""
    return name[: MAX_LENGTH - len(tail)].rstrip(". ") + tail
