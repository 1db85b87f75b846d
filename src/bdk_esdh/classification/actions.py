"""Using and renewing the classification."""

from datetime import date
from typing import Any

from pyramid.registry import Registry

from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from .content import Classification, Facet, Subject
from .errors import UnknownNumber


def classification_of(node: Any) -> Classification:
    """Return the classification of the graph that ``node`` sits in."""
    return find_objectmap(node).root["emner"]


def require_subject(node: Any, number: str) -> Subject:
    """Return the subject with ``number``, which a new case may be filed under.

    :raises UnknownNumber: when there is none, when it is a group, or out of use.
    """
    subject = classification_of(node).get(number)
    if subject is None or subject.level != 3 or subject.retired:
        raise UnknownNumber(
            _("Emne ${number} findes ikke eller er udgået", mapping={"number": str(number)[:20]})
        )
    return subject


def require_facet(node: Any, code: str) -> Facet:
    """Return the facet with ``code``.

    :raises UnknownNumber: when there is none, or it is out of use.
    """
    facet = classification_of(node).facets.get(code)
    if facet is None or facet.retired:
        raise UnknownNumber(_("Facet ${code} findes ikke eller er udgået", mapping={"code": str(code)[:20]}))
    return facet


def put_subject(
    classification: Classification,
    number: str,
    title: str,
    *,
    retention_code: str = "",
    retired: date | None = None,
    replaced_by: tuple[str, ...] = (),
    registry: Registry,
) -> bool:
    """Make a subject, or bring an existing one up to date; tell whether anything changed."""
    subject = classification.get(number)
    facts = (title, retention_code, retired, replaced_by)
    if subject is None:
        subject = Subject(
            number, title, retention_code=retention_code, retired=retired, replaced_by=replaced_by
        )
        classification.add(number, subject, registry=registry)
    elif (subject.title, subject.retention_code, subject.retired, subject.replaced_by) == facts:
        return False
    else:
        subject.title, subject.retention_code, subject.retired, subject.replaced_by = facts
        tell_changed(subject, registry)
    classification.touch()
    return True


def put_facet(
    classification: Classification,
    code: str,
    title: str,
    *,
    retention_code: str = "",
    retired: date | None = None,
) -> bool:
    """Make a facet, or bring an existing one up to date; tell whether anything changed."""
    facet = classification.facets.get(code)
    facts = (title, retention_code, retired)
    if facet is not None and (facet.title, facet.retention_code, facet.retired) == facts:
        return False
    classification.facets[code] = Facet(code, title, retention_code=retention_code, retired=retired)
    classification.touch()
    return True
