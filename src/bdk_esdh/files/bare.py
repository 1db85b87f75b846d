"""Runs one of our modules without the application around it: a script of its own, for child processes.

``python -m bdk_esdh.files.readers`` would import ``bdk_esdh`` first, which puts the whole web application
together: a quarter of a second for each file, and much for a hostile file to play with. Here the package is
an empty one that only knows its folder, and so is each capability's below it, which tells Pyramid what to
include: of 300 ms that reading a letter took, 230 were Pyramid's.

Usage: ``python -P bare.py module argument …``
"""

import runpy
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> None:
    """Run the module named first as if by ``python -m``, with the rest as its arguments."""
    for folder in (PACKAGE_FOLDER, *PACKAGE_FOLDER.iterdir()):
        if (folder / "__init__.py").is_file():
            _enter_bare(folder)
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)


def _enter_bare(folder: Path) -> None:
    """Let a package be known by where it lies, without running what it says of itself."""
    name = ".".join((PACKAGE_FOLDER.name, *folder.relative_to(PACKAGE_FOLDER).parts))
    spec = spec_from_file_location(name, folder / "__init__.py", submodule_search_locations=[str(folder)])
    package = module_from_spec(spec)  # type: ignore[arg-type] # for a file there is one
    sys.modules[name] = package


if __name__ == "__main__":
    main(sys.argv[1:])
