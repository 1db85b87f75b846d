"""The child: makes one released rendition and writes one JSON object."""

import json
import sys
from pathlib import Path
from typing import Any

from bdk_esdh.files.scrubbing.document import scrub
from bdk_esdh.files.scrubbing.refusals import CannotScrub, Refusal


def main(source: str, target: str, title: str) -> None:
    """Scrub, and say what was dropped or what stands in the way."""
    answer: dict[str, Any]
    try:
        answer = scrub(Path(source), Path(target), title)
    except CannotScrub as error:
        answer = {"refusal": error.refusal}
    except (MemoryError, RecursionError):
        answer = {"refusal": Refusal.CORRUPT}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:4])
