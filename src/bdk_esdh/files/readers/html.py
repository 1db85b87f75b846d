"""Web pages, as attachments and as bodies of mail. Nothing is fetched: the parser has no network."""

from pathlib import Path

from lxml import etree

from bdk_esdh.files.readers.answer import Answer
from bdk_esdh.files.readers.decoding import decode

UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "object", "iframe", "svg", "math"})
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "form"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"}
    | {"table", "td", "th", "title", "tr", "ul"}
)
BYTES_LIMIT = 20_000_000


def read(path: Path, answer: Answer) -> None:
    """Add the title and the visible text."""
    with path.open("rb") as file:
        answer.add(text_of(decode(file.read(BYTES_LIMIT))))


def text_of(markup: str) -> str:
    """Return the visible text of a page, a line for each block."""
    # As bytes in one known encoding: a text that declares another one is refused by the parser.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = etree.fromstring(markup.encode("utf-8", "replace") or b"<p></p>", parser)
    if tree is None:
        return ""
    titles = [title.text or "" for title in tree.iter("title")]
    pieces = [*titles, "\n"]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        _take(event, element, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _take(event: str, element: etree._Element, pieces: list[str]) -> None:
    """Add what stands at the start or after the end of an element."""
    if event == "start":
        if not _unseen(element):
            pieces += ["\n" if element.tag in BLOCKS else "", (element.text or "").replace("\n", " ")]
            pieces += [f" {element.get('alt')} " if element.get("alt") else ""]
        return
    parent = element.getparent()
    pieces.append("\n" if element.tag in BLOCKS else "")
    if parent is None or not _unseen(parent):
        pieces.append((element.tail or "").replace("\n", " "))


def _unseen(element: etree._Element) -> bool:
    return element.tag in UNSEEN or any(above.tag in UNSEEN for above in element.iterancestors())
