"""The ``esdh`` command. Exit status: 0 done, 1 it could not be done, 2 wrongly called.

A module for each kind of work; each hangs its commands on ``group.main``, and is named here so that
they are there when the command is called.
"""

from . import care, copies, maintaining, people, running, setting_up
from .group import main

__all__ = ["care", "copies", "main", "maintaining", "people", "running", "setting_up"]
