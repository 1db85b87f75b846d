"""Workflow as data: states, transitions, and the sentences the office approved.

A capability's ``workflow.py`` holds one :class:`Workflow`; the file
``workflow.txt`` beside it says the same in plain Danish, one line a transition,
and a test compares the two. Side effects and guards belong in ``actions.py``.
"""

from dataclasses import dataclass
from typing import Any

from .errors import Refused
from .i18n import _


@dataclass(frozen=True)
class State:
    """One state.

    :param code: what is stored and what programs see.
    :param title: the office's word for it.
    :param badge: how it is shown: ``now soon late ok closed plain``.
    :param icon: name in the icon sprite.
    """

    code: str
    title: str
    badge: str = "plain"
    icon: str = "document"


@dataclass(frozen=True)
class Transition:
    """A way from one or more states to another.

    :param permission: what one has to be allowed to take it.
    :param sentence: the rule in the office's words, as ``workflow.txt`` has it.
    """

    code: str
    title: str
    sources: tuple[str, ...]
    target: str
    permission: str
    sentence: str


@dataclass(frozen=True)
class Workflow:
    """States in the order people meet them; the first is where things begin."""

    name: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    @property
    def initial(self) -> str:
        """The code of the state in which things begin."""
        return self.states[0].code

    def state(self, code: str) -> State:
        """Return the state with ``code``.

        :raises KeyError: when there is none.
        """
        for state in self.states:
            if state.code == code:
                return state
        raise KeyError(code)

    def transition(self, code: str) -> Transition:
        """Return the transition with ``code``.

        :raises KeyError: when there is none.
        """
        for transition in self.transitions:
            if transition.code == code:
                return transition
        raise KeyError(code)

    def available(self, state: str) -> list[Transition]:
        """List the transitions that lead away from ``state``."""
        return [each for each in self.transitions if state in each.sources]

    def check(self, node: Any, code: str) -> Transition:
        """Return transition ``code`` if ``node`` is in a state to take it.

        :param code: may come from a form, so that it need not be one of ours.
        :raises Refused: when it is not, or when there is no such transition.
        """
        try:
            transition = self.transition(code)
        except KeyError:
            raise Refused(_("Det kan ikke gøres her.")) from None
        if node.review_state not in transition.sources:
            raise Refused(
                _(
                    "“${act}” kan ikke gøres nu: tilstanden er ${state}.",
                    mapping={"act": transition.title, "state": self.state(node.review_state).title},
                )
            )
        return transition

    def move(self, node: Any, code: str) -> Transition:
        """Take ``node`` through transition ``code``.

        :raises Refused: when its state does not allow it.
        """
        transition = self.check(node, code)
        node.review_state = transition.target
        return transition
