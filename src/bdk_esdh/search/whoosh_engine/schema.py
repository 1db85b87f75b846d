"""What the Whoosh index keeps of a record; whoever changes anything here changes :data:`FORMAT`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh.columns import NumericColumn, RefBytesColumn
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence, Positions

#: version of what is kept and of how words are cut; an index of another one is not read
FORMAT = 1

#: moments are seconds since 1970; a record without limits is public from the first to the last of them
ALWAYS_FROM, ALWAYS_UNTIL = 0, 2**53


class Words(FieldType):
    """Terms with their places, given ready: ``{term: [place, …]}``."""

    def __init__(self) -> None:
        super().__init__(Positions(), None, scorable=True)

    def index(
        self, value: Mapping[str, list[int]], **_options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield what is kept of each term."""
        encode = self.format.encode
        for term, places in value.items():
            yield term.encode(), len(places), float(len(places)), encode(places)


class Terms(FieldType):
    """Terms without places, given ready."""

    def __init__(self, column: Any = None) -> None:
        super().__init__(Existence(), None)
        self.column_type = column

    def index(self, value: Iterable[str], **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term."""
        for term in dict.fromkeys(value):
            yield term.encode(), 1, 1.0, b""


class Code(Terms):
    """One code of a record, found by it and kept in a column to be counted."""

    def __init__(self) -> None:
        super().__init__(RefBytesColumn())

    def index(self, value: Any, **_options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield the code, unless there is none."""
        return super().index((value,) if value else ())

    def to_column_value(self, value: str) -> bytes:
        """Return it as it is kept."""
        return value.encode()

    def from_column_value(self, value: bytes) -> bytes:
        """Return what is kept: a merge writes it again."""
        return value


class Figure(FieldType):
    """A whole number in a column; not found by."""

    indexed = False

    def __init__(self, default: int = 0) -> None:
        super().__init__(Existence(), None)
        self.column_type = NumericColumn("q", default=default)

    def to_column_value(self, value: int) -> int:
        """Return it as it is kept."""
        return value

    def from_column_value(self, value: int) -> int:
        """Return what is kept."""
        return value


def make_schema() -> Schema:
    """Return the schema, the same for both indexes."""
    codes = ("kind", "document_type", "unit", "year", "kle_group", "review_state")
    return Schema(
        # ``oid_term`` finds a record to replace it; ``oid`` names it when it is found.
        oid_term=Terms(),
        oid=Figure(),
        title=Words(),
        text=Words(),
        # Whole words as they were written, for suggestions.
        surface=Terms(),
        readers=Terms(),
        gates=Terms(),
        number=Terms(),
        case_number=Terms(),
        kle=Terms(),
        sender=Terms(),
        day=Figure(),
        visible_from=Figure(ALWAYS_FROM),
        visible_until=Figure(ALWAYS_UNTIL),
        **{name: Code() for name in codes},
    )
