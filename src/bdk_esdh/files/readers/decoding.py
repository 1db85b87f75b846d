"""Bytes of unknown encoding to text, for letters written in Denmark since Windows."""

import codecs

from charset_normalizer import from_bytes

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What is left when it is not UTF-8. A free guess among a hundred code pages takes short Danish text for Czech
# or Vietnamese; DOS and Macintosh would be taken for each other.
CANDIDATES = ["cp1252", "utf_16_le", "utf_16_be"]
SAMPLE = 64 * 1024


def decode(content: bytes, declared: str | None = None) -> str:
    """Return the text; never fails.

    :param content: all of it, or a beginning.
    :param declared: the encoding a mail or a page says it has; believed only when it fits.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for likely in ("utf-8", declared):
        try:
            if likely:
                return content.decode(likely)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    guess = from_bytes(content[:SAMPLE], cp_isolation=CANDIDATES).best()
    return content.decode(guess.encoding if guess else "cp1252", "replace")
