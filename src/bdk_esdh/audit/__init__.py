"""The journal: who did what to which record, and who read it.

Read ``verbs.py`` for how a capability says what can be done, ``entering.py`` for the
functions that everyone else calls, ``reading.py`` for what is entered without being asked;
then ``journal.py`` for how entries wait, ``sealing.py`` and ``chain.py`` for how they are
sealed, ``counting.py`` for repeated readings, ``heads.py`` for the file beside the database
and ``lookup.py`` for how entries are found again. ``differences.py`` says what was changed.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Make the register of verbs; enter readings by default."""
    config.include(".verbs")
    config.include(".reading")
    config.scan(".evolve", categories=("pyramid",))
