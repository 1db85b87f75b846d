"""The journal: who did what to which record, and who read it.

Read ``verbs.py`` for how a capability says what can be done, ``journal.py`` for what is
stored and how, ``entering.py`` for the two functions that everyone else calls.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Make the register of verbs."""
    config.include(".verbs")
