"""What lists of waiting letters ask for; all in indexes that are there already."""

from pyramid.config import Configurator

from .content import NO_CASE, WaitingLetter

INDEXES = {
    "review_state": lambda letter, _default: letter.review_state,
    "serial": lambda letter, _default: letter.serial,
    "case": lambda letter, _default: letter.case_number or NO_CASE,
    "unit": lambda letter, default: letter.unit or default,
}


def includeme(config: Configurator) -> None:
    """Declare what the indexes hold."""
    for name, value in INDEXES.items():
        config.add_indexed_value(WaitingLetter, name, value)
    # It is no record yet: found in the queue, and by no search.
    config.add_internal_record(WaitingLetter, lambda _letter, _registry: None)
