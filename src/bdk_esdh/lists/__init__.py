"""Lists at work: sorted, filtered, chosen from and fetched as a table, all of it said by the address.

A capability declares a list (``declared.py``) and shows it by one call (``page.py``). ``asked.py`` reads
what an address asks for, ``finding.py`` finds it, ``columns.py`` keeps which columns each person wants to
see, ``table.py`` makes the table for a spreadsheet. Below lies ``search/lists.py``: queries of the catalog.
"""

from pyramid.config import Configurator

from .declared import ListOf


def includeme(config: Configurator) -> None:
    """Make the register of lists and the page that keeps columns."""
    config.registry.lists = {}
    config.add_directive("add_list", add_list)
    config.add_journal_verbs(".journal")
    config.scan(".columns", categories=("pyramid",))


def add_list(config: Configurator, declared: ListOf | str) -> None:
    """Directive: make a list known by its name, or by its dotted name."""
    known: ListOf = config.maybe_dotted(declared)
    config.action(("list", known.name), lambda: config.registry.lists.setdefault(known.name, known))
