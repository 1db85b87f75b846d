"""The shapes that the kinds of cases are told in."""

from dataclasses import dataclass, field
from datetime import date, datetime

#: key of the kind whose papers may lie on any case
COMMON = "almene"


@dataclass(frozen=True)
class PaperTemplate:
    """One paper of a kind of case: who writes it to whom, when, as what file, and what it says.

    :param sort: ``ind ud notat telefon rapport regneark faktura plan``.
    :param who: ``part nabo firma borger``, a name after ``=``, or empty for what is made in the house.
    :param kinds: kinds of files, one of which is taken.
    :param gap: days after the paper before.
    :param chance: in how many of 100 cases it is there.
    :param titles: ways to call it.
    :param text: paragraphs with slots, see ``wording``.
    """

    key: str
    sort: str
    who: str
    kinds: tuple[str, ...]
    gap: int
    chance: int
    titles: tuple[str, ...]
    text: str

    @property
    def is_common(self) -> bool:
        """Whether a case of any kind may have it."""
        return self.key.startswith(COMMON)


@dataclass(frozen=True)
class Matter:
    """One kind of case.

    :param count: how many there are in two years.
    :param party: who it is about: ``borger <character>``, ``firma``, ``forening``, or a name after ``=``.
    :param due: days to its deadline, if it has one.
    :param committees: codes of the bodies that treat it, in order.
    :param closed: reason and neutral title, when it is treated behind closed doors.
    :param item: texts of its agenda item.
    """

    key: str
    titles: tuple[str, ...]
    subject: str
    facet: str
    unit: str
    count: int
    about: str
    party: str
    due: int | None
    sensitivity: str
    caseworker: str
    town: str
    committees: tuple[str, ...]
    closed: tuple[str, str] | None
    item: dict[str, str]
    resolutions: tuple[str, ...]
    papers: tuple[PaperTemplate, ...]

    @property
    def is_confidential(self) -> bool:
        """Whether not everybody at work reads it."""
        return self.sensitivity != "not_confidential"


@dataclass(frozen=True)
class Party:
    """Somebody who writes to the municipality or gets letters from it.

    :param character: what a public list calls a private person; empty for firms, associations, authorities.
    """

    name: str
    address: tuple[str, ...]
    email: str
    character: str = ""

    @property
    def is_person(self) -> bool:
        """Whether it is a private person, whose name stands on no public list."""
        return bool(self.character)


@dataclass
class PlannedPaper:
    """A paper with its moment.

    :param state: what it has come to: ``received assigned draft in_review final``.
    :param body: paragraphs, filled in except for the number of the case.
    :param first_draft: when its first version was saved, if it has two.
    """

    template: PaperTemplate
    at: datetime
    title: str
    kind: str
    party: Party | None
    body: tuple[str, ...]
    state: str = "final"
    released: bool = False
    first_draft: datetime | None = None


@dataclass
class PlannedCase:
    """A case with everything that happens in it.

    :param serial: place among all cases, from 1.
    :param texts: texts of its agenda item, filled in.
    :param parties: who they are and their role.
    """

    serial: int
    matter: Matter
    title: str
    about: str
    at: datetime
    due: date | None
    worker: str
    texts: dict[str, str]
    resolution: str
    papers: list[PlannedPaper]
    parties: list[tuple[Party, str]] = field(default_factory=list)
    state: str = "opened"
    closed_at: datetime | None = None
