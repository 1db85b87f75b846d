"""What parties are found by in the text search."""

from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..kernel.clock import local
from .content import Party


def party_record(party: Party, _registry: Registry) -> dict[str, Any]:
    """What those at work find a party by.

    That is no personal number, and no address that is protected (CPR-loven § 28).
    """
    address = "" if party.protected_address else party.address
    return {
        "text": f"{party.character} {party.cvr} {address} {party.email}",
        "day": local(party.added_at).date(),
        "case_number": party.case.case_number,
        "kle": party.case.kle_subject,
        "unit": party.case.responsible_unit,
    }


def includeme(config: Configurator) -> None:
    """Declare it."""
    config.add_internal_record(Party, party_record)
