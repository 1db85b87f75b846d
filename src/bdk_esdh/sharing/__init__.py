"""Sharing: who may do what to anything, where it comes from, and how it is given and taken.

Read ``security/grants.py`` for what is kept on a node and ``security/readers.py`` for what it means;
``actions.py`` for what one may do; ``explaining.py`` and ``people.py`` for what the page tells.
"""

from pyramid.config import Configurator

from .links import access_item


def includeme(config: Configurator) -> None:
    """Declare indexes, verbs and the lists that the forms offer; the pages follow from the types."""
    config.include(".indexes")
    config.include(".explaining")
    # The organisation lies in a row below this one and asks the registry.
    config.registry.access_item = access_item
    config.add_journal_verbs(".journal")
    config.add_choices("nameable", "bdk_esdh.sharing.choices.nameable")
    config.add_choices("grant_levels", "bdk_esdh.sharing.choices.levels")
