"""What can be done to records, each as a verb with its sentence.

A capability lists its verbs in a ``journal.py`` of its own and enters that module with
``config.add_journal_verbs(".journal")``; its actions pass the verbs to ``enter``. The
journal stores the code, which therefore never changes once released; the sentence is
looked up when the journal is shown.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError


class Kind(StrEnum):
    """Whether something was changed, only seen, or somebody came or went."""

    CHANGE = "change"
    READ = "read"
    ACCESS = "access"


@dataclass(frozen=True)
class Verb:
    """One thing that can be done to a record.

    :param code: ``area.thing_done``, stored for ever (``case.facts_changed``).
    :param sentence: Danish, past tense, without the subject: ``registrerede dokumentet``.
    :param kind: whether it changes the record, reads it, or is about logging in.
    """

    code: str
    sentence: str
    kind: Kind = Kind.CHANGE


def add_journal_verbs(config: Configurator, module: Any) -> None:
    """Directive: enter every :class:`Verb` that stands in ``module``.

    :param module: the module, or its dotted name.
    :raises ConfigurationError: when two verbs share a code.
    """
    module = config.maybe_dotted(module)
    for verb in vars(module).values():
        if isinstance(verb, Verb):
            _add(config, verb)


def _add(config: Configurator, verb: Verb) -> None:
    def register() -> None:
        known = config.registry.journal_verbs
        if known.setdefault(verb.code, verb) is not verb:
            raise ConfigurationError(f"two journal verbs are called {verb.code}")

    config.action(("journal verb", verb.code), register)


def includeme(config: Configurator) -> None:
    """Make the register and its directive."""
    config.registry.journal_verbs = {}
    config.add_directive("add_journal_verbs", add_journal_verbs)
