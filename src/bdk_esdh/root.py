"""The top of the graph, and how a new one is made."""

from typing import Any

import transaction
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.threadlocal import RequestContext  # noqa: TID251 (the graph's own events look the registry up where Pyramid keeps it)
from pyramid_zodbconn import get_connection

from .kernel.evolution import bring_structure_up_to_date, mark_all_steps_finished
from .kernel.faces import RESERVED_NAMES
from .kernel.graph import Container, Graph, GraphCatalog
from .kernel.i18n import _
from .kernel.index_directives import CATALOG_NAME
from .kernel.public_generation import PublicGeneration
from .kernel.records import Face, record
from .kernel.submissions import Submissions

ROOT_KEY = "app_root"


@record(
    "Root",
    title=_("Forside"),
    plural=_("Forsider"),
    icon="home",
    faces=(Face.PUBLIC, Face.INTRANET),
    read_permission="intranet:portal:view",
)
class Root(Container):
    """The top of the tree; beside its children it holds the catalog and the object map."""

    title = "Forside"
    __name__ = ""
    __parent__ = None

    def __init__(self) -> None:
        """Make the object map and an empty catalog."""
        super().__init__()
        self.public_generation = PublicGeneration()
        self.__objectmap__ = Graph(self)
        self.__objectmap__.add(self, ("",))
        self.catalog = GraphCatalog()
        self.catalog.__parent__ = self
        self.catalog.__name__ = CATALOG_NAME
        self.submissions = Submissions()

    def check_name(self, name: str, reserved_names: tuple[str, ...] = ()) -> str:
        """Refuse the names that belong to the faces and to operation.

        :raises ValueError: when ``name`` is one of them.
        """
        return super().check_name(name, (*reserved_names, *RESERVED_NAMES))

    def reader_tokens(self) -> frozenset[str]:
        """Everyone who can log in to the intranet may see that there is one."""
        return frozenset({"staff", "role:politician"})


class NoDatabase(RuntimeError):
    """The data folder holds no graph yet."""


def create_root(zodb_root: Any, registry: Registry) -> Root:
    """Make an empty graph with its fixed places, in the current transaction.

    :param zodb_root: the mapping at the top of the ZODB.
    :raises ValueError: when there is one already.
    """
    if ROOT_KEY in zodb_root:
        message = "the database already holds a graph"
        raise ValueError(message)
    # The graph's own events look the registry up where Pyramid keeps it.
    with RequestContext(bare_request(registry)):
        root = Root()
        zodb_root[ROOT_KEY] = root
        transaction.savepoint()
        bring_structure_up_to_date(root, registry)
        mark_all_steps_finished(root, registry)
    return root


def bare_request(registry: Registry) -> Request:
    """Make a request that only knows the registry, for work outside the web."""
    request = Request.blank("/")
    request.registry = registry
    return request


def root_factory(request: Request) -> Root:
    """Give traversal its root.

    :raises NoDatabase: when nothing has been set up in the data folder.
    """
    zodb_root = get_connection(request).root()
    try:
        return zodb_root[ROOT_KEY]
    except KeyError:
        message = "the data folder holds no graph yet: run 'esdh init' or 'esdh demo'"
        raise NoDatabase(message) from None
