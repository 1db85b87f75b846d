"""The child: reads one file, in one or more ways, and writes one JSON object."""

import json
import sys
from pathlib import Path

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus
from bdk_esdh.files.readers.choice import read_file


def main(path: str, *media_types: str) -> None:
    """Read the file as each of ``media_types`` and write what came of each, in order."""
    answers = [_read(Path(path), media_type).as_json() for media_type in media_types]
    json.dump({"answers": answers}, sys.stdout)


def _read(path: Path, media_type: str) -> Answer:
    answer = Answer()
    try:
        read_file(path, media_type, answer)
    except CannotRead as refusal:
        answer.status = refusal.status
    except (MemoryError, RecursionError):
        # More nested or larger than any letter: what was read so far is kept.
        answer.status, answer.cut = ReadStatus.CORRUPT, True
    return answer


if __name__ == "__main__":
    main(*sys.argv[1:])
