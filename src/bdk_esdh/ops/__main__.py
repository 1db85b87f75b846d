"""``python -m bdk_esdh.ops``: the ``esdh`` command by the interpreter that runs already."""

from .cli import main

main()
