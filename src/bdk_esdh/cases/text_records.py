"""What cases are found by in the text search."""

from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..kernel.clock import local
from .content import Case


def case_record(case: Case, _registry: Registry) -> dict[str, Any]:
    """What those at work find a case by: both its titles, its subject, what it is about."""
    return {
        "text": " ".join(
            (
                case.title if case.confidential_title else "",
                case.kle_subject,
                case.kle_facet,
                case.description,
            )
        ),
        "day": local(case.opened_at).date(),
        "case_number": case.case_number,
        "kle": case.kle_subject,
        "unit": case.responsible_unit,
        "review_state": case.review_state,
    }


def includeme(config: Configurator) -> None:
    """Declare it."""
    config.add_internal_record(Case, case_record)
