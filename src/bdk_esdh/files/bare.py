"""Runs one of our modules without the application around it: a script of its own, for child processes.

``python -m bdk_esdh.files.readers`` would import ``bdk_esdh`` first, which puts the whole web application
together: a quarter of a second for each file, and much for a hostile file to play with. Here the package is
an empty one that only knows its folder.

Usage: ``python -P bare.py module argument …``
"""

import runpy
import sys
import types
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> None:
    """Run the module named first as if by ``python -m``, with the rest as its arguments."""
    package = types.ModuleType(PACKAGE_FOLDER.name)
    package.__path__ = [str(PACKAGE_FOLDER)]
    sys.modules[PACKAGE_FOLDER.name] = package
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
