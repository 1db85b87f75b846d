"""Parties: the people and organisations that a case is about, or that speak for them."""

from pyramid.config import Configurator

from .content import Party
from .journal import OPENED


def includeme(config: Configurator) -> None:
    """Scan the files of the capability."""
    config.include(".indexes")
    config.include(".text_records")
    config.include(".trash")
    config.add_journal_verbs(".journal")
    config.add_default_reading(Party, OPENED)
    config.add_case_panel(".intranet.case_parties.parties_of_case", order=30)
    config.add_case_list_action(".intranet.looking_up.look_up_action")
    for name in ("content", "actions", "intranet", "api"):
        config.scan(f".{name}", categories=("pyramid",))
