"""What a check finds: a sentence, a place, what to do, and how it is put right if that is safe."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fault:
    """Something that does not agree.

    :param part: what was looked at: ``graph catalog texts references numbers files data queue sessions
        submissions journal``.
    :param path: where: a path in the graph, or a file below the data folder.
    :param says: what is wrong, a clause that follows the path.
    :param advice: what to do about it.
    :param repair: ``repair(root)`` puts it right and says what it did, or nothing when another repair
        has done it; ``None`` when a person has to decide.
    :param is_leftover: nothing is wrong: a write that was broken off, or that met another, has left a
        file that no record names. Told, and tidied by a repair; alone it makes no check fail.
    """

    part: str
    path: str
    says: str
    advice: str
    repair: Callable[[Any], str] | None = None
    is_leftover: bool = False

    def __str__(self) -> str:
        """Say it in a sentence."""
        return f"{self.path} {self.says}. {self.advice}."

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "part": self.part,
            "path": self.path,
            "fault": self.says,
            "advice": self.advice,
            "repairable": self.repair is not None,
            "leftover": self.is_leftover,
        }


FROM_BACKUP = "Restore a backup into an empty folder (esdh restore) and take it from there"
REPAIR = "'esdh check --repair' puts it right"


def dotted(path: tuple[str, ...]) -> str:
    """Write a path of names as an address."""
    return "/".join(path) or "/"
