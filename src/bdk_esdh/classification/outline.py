"""The whole plan in memory: numbers and titles of all subjects and facets."""

from dataclasses import dataclass

from pyramid.registry import Registry

from ..kernel.fields import Pairs
from ..kernel.remembered_lists import remembered
from .content import Classification

_SPELLINGS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True)
class OutlineRow:
    """One subject, as lists show it.

    :param folded: what a search looks in: small letters, ``æ`` as ``ae``.
    """

    number: str
    title: str
    retired: bool
    folded: str

    @property
    def label(self) -> str:
        """``02.34.02 Byggetilladelse``."""
        return f"{self.number} {self.title}"

    @property
    def is_subject(self) -> bool:
        """Whether a case may be filed under it: neither a group nor a main group."""
        return self.number.count(".") == 2


@dataclass(frozen=True)
class Outline:
    """Everything lists need of the plan.

    :param rows: all levels, retired ones too, by number.
    :param subjects: what a form offers: the subjects in use.
    :param facets: likewise the facets.
    """

    rows: tuple[OutlineRow, ...]
    subjects: Pairs
    facets: Pairs

    def find(self, words: str) -> list[OutlineRow]:
        """List the rows that hold every one of ``words``, those in use first.

        Parts of words count: "tilladelse" finds "Byggetilladelse".
        """
        wanted = fold(words).split()
        found = [row for row in self.rows if all(word in row.folded for word in wanted)]
        return sorted(found, key=lambda row: row.retired) if wanted else []


def fold(text: str) -> str:
    """Return ``text`` the way it is searched."""
    return text.casefold().translate(_SPELLINGS)


def outline_of(classification: Classification, registry: Registry) -> Outline:
    """Return the outline of ``classification`` as the current transaction sees it."""
    return remembered(registry, "outline", classification, lambda: _read(classification))


def _read(classification: Classification) -> Outline:
    rows = []
    for number, subject in classification.items():
        folded = fold(f"{number} {subject.title}")
        rows.append(OutlineRow(number, subject.title, subject.retired is not None, folded))
    rows.sort(key=lambda row: row.number)
    facets = classification.facets.values()
    return Outline(
        rows=tuple(rows),
        subjects=tuple((row.number, row.label) for row in rows if row.is_subject and not row.retired),
        facets=tuple((each.code, f"{each.code} {each.title}") for each in facets if not each.retired),
    )
