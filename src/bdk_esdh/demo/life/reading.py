"""Reading the kinds of cases from the text files of this folder.

A kind begins with ``## key`` and lines ``name: value``; each paper with a line
``>> sort who; kinds; +gap ?chance; title || title`` above its text. ``%name`` in a text is a passage of
``faelles.txt``.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .model import Matter, PaperTemplate

_HERE = Path(__file__).parent
_ITEM_TEXTS = {
    "punkt": "title",
    "resume": "summary",
    "fremstilling": "presentation",
    "indstilling": "recommendation",
    "okonomi": "economy",
    "personale": "personnel",
}
_HEAD = re.compile(r"^(\w+): (.*)$")
_TIME = re.compile(r"\+?(\d+)(?: \?(\d+))?")


@cache
def matters() -> tuple[Matter, ...]:
    """Read all kinds of cases."""
    files = sorted((_HERE / "matters").glob("*.txt"))
    chunks = [chunk for file in files for chunk in _sections(file.read_text(encoding="utf-8"), "## ")]
    return tuple(_matter(chunk) for chunk in chunks)


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Read the lists of invented names: towns, streets, schools, associations, firms and so on."""
    lines = _text("navne.txt").strip().splitlines()
    pairs = (line.split(": ", 1) for line in lines)
    return {key: tuple(each.strip() for each in value.split(";")) for key, value in pairs}


def records(filename: str) -> Iterator[list[str]]:
    """Read a file of records: a line of fields between bars, then the text below it."""
    for chunk in _sections(_text(filename), "== "):
        head, _line, text = chunk.partition("\n")
        yield [*(field.strip() for field in head.split(" | ")), text.strip()]


def _text(filename: str) -> str:
    return (_HERE / filename).read_text(encoding="utf-8")


def _sections(text: str, mark: str) -> list[str]:
    return [chunk for chunk in re.split(rf"(?m)^{re.escape(mark)}", text)[1:] if chunk.strip()]


@cache
def _passages() -> dict[str, str]:
    sections = (chunk.split("\n", 1) for chunk in _sections(_text("faelles.txt"), "%"))
    return {name.strip(): text.strip() for name, text in sections}


def _matter(chunk: str) -> Matter:
    key, _line, rest = chunk.partition("\n")
    head, *papers = re.split(r"(?m)^>> ", rest)
    said = {match[1]: match[2].strip() for match in map(_HEAD.match, head.splitlines()) if match}
    subject, facet = said["kle"].split()
    closed = said.get("lukket", "").split(" ", 1)
    return Matter(
        key=key.strip(),
        titles=_ways(said["titel"]),
        subject=subject,
        facet=facet,
        unit=said["enhed"],
        count=int(said["antal"]),
        about=said["om"],
        party=said["part"],
        due=int(said["frist"]) if "frist" in said else None,
        sensitivity=said.get("fortrolig", "not_confidential"),
        caseworker=said.get("sagsbehandler", ""),
        town=said.get("by", ""),
        committees=tuple(said.get("udvalg", "").split()),
        closed=(closed[0], closed[1]) if len(closed) == 2 else None,
        item={name: said[word].replace("\\n", "\n") for word, name in _ITEM_TEXTS.items() if word in said},
        resolutions=_ways(said.get("beslutning", "Godkendt.")),
        papers=tuple(_paper(f"{key.strip()}-{n}", paper) for n, paper in enumerate(papers, start=1)),
    )


def _paper(key: str, chunk: str) -> PaperTemplate:
    head, _line, text = chunk.partition("\n")
    who, kinds, time, titles = (part.strip() for part in head.split("; ", 3))
    sort, _space, whom = who.partition(" ")
    when = _TIME.fullmatch(time)
    if when is None:
        raise ValueError(head)
    passages = _passages()
    text = re.sub(r"(?m)^%(\w+)$", lambda match: "\n" + passages[match[1]], text)
    return PaperTemplate(
        key, sort, whom, tuple(kinds.split()), int(when[1]), int(when[2] or 100), _ways(titles), text.strip()
    )


def _ways(text: str) -> tuple[str, ...]:
    return tuple(way.strip() for way in text.split("||"))
