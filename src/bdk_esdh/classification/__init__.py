"""Classification: the subjects (KLE) and facets that cases are filed under."""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Scan the files of the capability."""
    config.include(".indexes")
    config.add_journal_verbs(".journal")
    config.scan(".content", categories=("pyramid",))
    config.scan(".intranet", categories=("pyramid",))
    config.scan(".public", categories=("pyramid",))
    config.scan(".api", categories=("pyramid",))
    config.scan(".import_pages", categories=("pyramid",))
    config.scan(".jobs", categories=("pyramid",))
    config.add_choices("subjects", "bdk_esdh.classification.choices.subjects")
    config.add_choices("facets", "bdk_esdh.classification.choices.facets")
    config.add_choices("kle_groups", "bdk_esdh.classification.choices.main_groups")
    config.add_menu_item(
        Face.INTRANET,
        _("Emner"),
        "/intranet/emner",
        icon="view-in-list",
        order=70,
        permission=Permission.CLASSIFICATION_VIEW,
    )
