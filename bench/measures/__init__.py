"""The measures, a module for each family; importing them enters them in the lists of ``bench.measuring``."""

from . import bulk, filing, memory, pages, searching, starting, upkeep, work

__all__ = ["bulk", "filing", "memory", "pages", "searching", "starting", "upkeep", "work"]
