"""The organisation: units, the people who work in them, and how they log in."""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .content import Person
from .identities import identity_in
from .journal import PERSON_OPENED
from .person_links import add_person_link


def includeme(config: Configurator) -> None:
    """Scan the files of the capability; say who knows the people."""
    config.registry.person_links = []
    config.add_directive("add_person_link", add_person_link)
    config.include(".indexes")
    config.add_journal_verbs(".journal")
    config.add_default_reading(Person, PERSON_OPENED, when=lambda person: not person.is_colleague)
    config.scan(".content", categories=("pyramid",))
    config.scan(".actions", categories=("pyramid",))
    config.scan(".public", categories=("pyramid",))
    config.scan(".intranet", categories=("pyramid",))
    config.scan(".people_list", categories=("pyramid",))
    config.scan(".person_pages", categories=("pyramid",))
    config.scan(".group_actions", categories=("pyramid",))
    config.scan(".group_pages", categories=("pyramid",))
    config.scan(".unit_pages", categories=("pyramid",))
    config.scan(".session_pages", categories=("pyramid",))
    config.scan(".token_pages", categories=("pyramid",))
    config.scan(".api", categories=("pyramid",))
    config.scan(".subscribers", categories=("substanced",))
    config.add_list(".people_list.PEOPLE")
    config.add_list(".group_pages.GROUPS")
    config.set_identity_source("bdk_esdh.organisation.identities.identity_of")
    config.registry.identity_in = identity_in
    config.add_choices("units", "bdk_esdh.organisation.choices.units")
    config.add_choices("staff", "bdk_esdh.organisation.choices.staff")
    config.add_choices("politicians", "bdk_esdh.organisation.choices.politicians")
    for name in ("own_units", "own_staff", "own_roles"):
        config.add_choices(name, f"bdk_esdh.organisation.choices.{name}")
    config.add_menu_item(
        Face.INTRANET,
        _("Organisation"),
        "/intranet/organisation",
        icon="groups",
        order=80,
        permission=Permission.ORGANISATION_VIEW,
    )
