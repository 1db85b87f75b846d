"""What the journal says of cases. The codes are stored for ever."""

from typing import Any

from ..audit.differences import Display
from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _
from ..organisation.names import unit_name
from .names import facet_name, person_name, subject_name

CREATED = Verb("case.created", _("oprettede sagen"))
FACTS_CHANGED = Verb("case.facts_changed", _("ændrede sagens oplysninger"))
STATE_CHANGED = Verb("case.state_changed", _("ændrede sagens tilstand"))
CLOSED = Verb("case.closed", _("afsluttede sagen"))
REOPENED = Verb("case.reopened", _("genåbnede sagen"))
OPENED = Verb("case.opened", _("åbnede sagen"), Kind.READ)


def words_of(node: Any) -> Display:
    """Return what says the codes on forms of cases in words.

    :param node: anything in the graph that knows the names.
    """
    return {
        "units": lambda key: unit_name(node, key),
        "staff": lambda login: person_name(node, login),
        "subjects": lambda number: subject_name(node, number),
        "facets": lambda code: facet_name(node, code),
    }
