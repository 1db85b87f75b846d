"""The guides: Markdown files read into pages with a table of contents, kept until the file changes."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..kernel.clean_html import CleanHtml, cleaned_guide
from ..kernel.danish import slug
from ..search.danish import composed, folded_words

PLACE = "/hjaelp"
#: the guides that people are shown, in order; the file in the folder is called so
NAMES = ("sagsbehandler", "sekretaer", "politiker", "redaktoer", "borger", "administrator", "api")
_PICTURE = re.compile(r"[a-z0-9-]+\.(?:png|jpg)")
_DEEPEST_IN_CONTENTS = 3


@dataclass(frozen=True)
class Section:
    """A heading of a guide.

    :param anchor: its id, made of its words.
    """

    anchor: str
    title: str
    level: int


@dataclass(frozen=True)
class Passage:
    """What stands under one heading, as plain text: what is searched.

    :param anchor: empty for what stands before the first heading.
    """

    anchor: str
    title: str
    text: str

    @cached_property
    def words(self) -> Counter[str]:
        """Its folded words, each with how often it stands there."""
        return Counter(folded_words(composed(self.text)))

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The folded words of its heading."""
        return frozenset(folded_words(composed(self.title)))


@dataclass(frozen=True)
class Guide:
    """A guide as it is shown.

    :param lead: what it begins with, as plain text.
    :param sections: its headings below the title.
    """

    name: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    body: CleanHtml
    passages: tuple[Passage, ...] = ()

    @property
    def anchors(self) -> frozenset[str]:
        """The ids one can ask for."""
        return frozenset(each.anchor for each in self.sections)


class Guides:
    """The guides of a folder.

    :param folder: one that is not there has none.
    """

    def __init__(self, folder: Path) -> None:
        """Read nothing yet."""
        self.folder = folder
        self._kept: dict[str, tuple[int, Guide]] = {}

    def get(self, name: str) -> Guide | None:
        """Return a guide; ``None`` when people are shown none of that name."""
        path = self.folder / f"{name}.md"
        if name not in NAMES or not path.is_file():
            return None
        changed = path.stat().st_mtime_ns
        kept = self._kept.get(name)
        if kept is None or kept[0] != changed:
            kept = self._kept[name] = changed, read_guide(name, path.read_text("utf-8"))
        return kept[1]

    def all(self) -> list[Guide]:
        """Return those there are, in order."""
        return [guide for guide in map(self.get, NAMES) if guide is not None]

    def beside(self, name: str) -> tuple[Guide | None, Guide | None]:
        """Return the guides before and after one; ``None`` at an end."""
        guides = self.all()
        place = [each.name for each in guides].index(name)
        return (
            guides[place - 1] if place else None,
            guides[place + 1] if place + 1 < len(guides) else None,
        )

    def picture(self, name: str) -> Path | None:
        """Return a picture of the guides."""
        path = self.folder / "img" / name
        return path if _PICTURE.fullmatch(name) and path.is_file() else None


def read_guide(name: str, text: str) -> Guide:
    """Make a guide of Markdown; raw HTML in it stays text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(text)
    title, tokens = _without_title(tokens)
    sections = _named(tokens)
    passages = _passages(title or name, tokens)
    for token in tokens:
        for child in token.children or ():
            _lead_on(child)
    lead = next((each.content for each in tokens if each.type == "inline"), "")
    return Guide(
        name=name,
        title=title or name,
        lead=" ".join(re.sub(r"[`*]|\[([^]]*)\]\([^)]*\)", r"\1", lead).split()),
        sections=tuple(each for each in sections if each.level <= _DEEPEST_IN_CONTENTS),
        body=cleaned_guide(parser.renderer.render(tokens, parser.options, {})),
        passages=passages,
    )


def _without_title(tokens: list[Token]) -> tuple[str, list[Token]]:
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[1].content, tokens[3:]
    return "", tokens


def _named(tokens: list[Token]) -> list[Section]:
    """Give each heading an id of its words; one that stands there twice gets a number."""
    found: list[Section] = []
    taken: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        words = "".join(each.content for each in inline.children or ())
        anchor, number = slug(words), 2
        while anchor in taken:
            anchor, number = f"{slug(words)}-{number}", number + 1
        taken.add(anchor)
        opening.attrSet("id", anchor)
        found.append(Section(anchor, words, int(opening.tag[1:])))
    return found


def _passages(title: str, tokens: list[Token]) -> tuple[Passage, ...]:
    """Cut a guide at its headings."""
    found = [("", title, [""])]
    for before, token in pairwise([Token("", "", 0), *tokens]):
        words = " ".join(
            child.content for child in token.children or () if child.type in {"text", "code_inline", "image"}
        )
        if before.type == "heading_open":
            found.append((str(before.attrGet("id")), words, []))
        elif token.type in {"inline", "fence", "code_block"}:
            found[-1][2].append(words or token.content)
    return tuple(Passage(anchor, heading, " ".join(texts)) for anchor, heading, texts in found)


def _lead_on(token: Any) -> None:
    """Let links between guides and to pictures lead where those are served; others lead to the list."""
    if token.type == "image":
        source = str(token.attrs.get("src", ""))
        token.attrs["src"] = f"{PLACE}/{source}" if source.startswith("img/") else ""
    if token.type != "link_open":
        return
    target, _hash, anchor = str(token.attrs.get("href", "")).partition("#")
    if re.match(r"https?:|mailto:|/", target):
        return
    name = target.removesuffix(".md")
    # The parser writes æ, ø and å of an address as bytes.
    anchor = unquote(anchor)
    if not target and anchor:
        token.attrs["href"] = f"#{slug(anchor)}"
    elif name in NAMES:
        token.attrs["href"] = f"{PLACE}/{name}" + (f"#{slug(anchor)}" if anchor else "")
    else:
        token.attrs["href"] = PLACE
