"""Collect the texts that stand in code and templates, and keep the English catalogue in step: ``make messages``.

``python -m tests.support.messages [FILLED.po]`` writes the template and the catalogue anew, and what lacks English
into ``var/mangler-en.po``. That file, filled in, is what the argument names: its texts go into the catalogue.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import polib

TREE = Path(__file__).parents[2]
LOCALE = TREE / "src/bdk_esdh/locale"
TEMPLATE = LOCALE / "bdk_esdh.pot"
ENGLISH = LOCALE / "en/LC_MESSAGES/bdk_esdh.po"
MISSING = TREE / "var/mangler-en.po"
#: no dates: the file changes when a text does, and not else
HEADER = {
    "Project-Id-Version": "bdk-esdh",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_WIDTH = 110


def collected(source=TREE / "src"):
    """Return every text of code and templates below ``source``, with the files it stands in."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.pot"
        options = ["--domain", "bdk_esdh", "--no-linenumbers", "--sort-by-file", "--output", str(found)]
        # A process of its own: lingua leaves files open, which tests do not suffer. What it says of a doctype is noise.
        start = [sys.executable, "-c", "from lingua.extract import main; main()"]
        subprocess.run([*start, *options, str(source)], check=True, capture_output=True)
        messages = polib.pofile(str(found), wrapwidth=_WIDTH)
    for entry in messages:
        places = sorted({str(Path(name).resolve().relative_to(source)) for name, _line in entry.occurrences})
        entry.occurrences = [(name, "") for name in places]
        entry.comment = entry.tcomment = ""
        entry.flags = []
    messages.sort(key=lambda entry: (entry.occurrences[0], entry.msgid))
    messages.header, messages.metadata = "", dict(HEADER)
    return messages


def english():
    """Return the English catalogue."""
    return polib.pofile(str(ENGLISH), wrapwidth=_WIDTH)


def catalogue_of(messages, texts):
    """Return a catalogue of ``messages`` with the English ``texts`` by msgid; what is used no more goes."""
    catalogue = polib.POFile(wrapwidth=_WIDTH)
    catalogue.metadata = {**HEADER, "Language": "en", "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for entry in messages:
        text = texts.get(entry.msgid, "")
        catalogue.append(polib.POEntry(msgid=entry.msgid, msgstr=text, occurrences=entry.occurrences))
    return catalogue


def main(filled=None):
    """Write template, catalogue and the list of what is missing; return how much that is."""
    messages = collected()
    texts = {entry.msgid: entry.msgstr for entry in english()} if ENGLISH.exists() else {}
    if filled:
        texts |= {entry.msgid: entry.msgstr for entry in polib.pofile(filled) if entry.msgstr}
    messages.save(str(TEMPLATE))
    catalogue = catalogue_of(messages, texts)
    catalogue.save(str(ENGLISH))
    missing = [entry for entry in catalogue if not entry.msgstr]
    MISSING.unlink(missing_ok=True)
    if missing:
        catalogue_of(missing, {}).save(str(MISSING))
        print(f"{len(missing)} texts lack English: fill in {MISSING.relative_to(TREE)}, then")  # noqa: T201
        print(f"make messages FILL={MISSING.relative_to(TREE)}")  # noqa: T201
    else:
        print(f"All {len(catalogue)} texts have English.")  # noqa: T201
    return len(missing)


if __name__ == "__main__":
    main(*sys.argv[1:])
