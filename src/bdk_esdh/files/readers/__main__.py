"""The child: reads one file and writes one JSON object."""

import json
import sys
from pathlib import Path

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus
from bdk_esdh.files.readers.choice import read_file


def main(path: str, media_type: str) -> None:
    """Read the file and write what came of it."""
    answer = Answer()
    try:
        read_file(Path(path), media_type, answer)
    except CannotRead as refusal:
        answer.status = refusal.status
    except (MemoryError, RecursionError):
        # More nested or larger than any letter: what was read so far is kept.
        answer.status, answer.cut = ReadStatus.CORRUPT, True
    json.dump(answer.as_json(), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:3])
