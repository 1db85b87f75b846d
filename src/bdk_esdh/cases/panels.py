"""What other capabilities show on the page of a case: its documents, journal, parties and tasks.

Each declares one panel in its ``__init__``; the page of the case knows none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from .content import Case


@dataclass(frozen=True)
class CasePanel:
    """One panel, with all that its template shows.

    :param anchor: its id on the page; the tab leads there.
    :param title: its heading and the words of its tab.
    :param count: how many there are of those the reader may read.
    :param template: asset of the template whose markup stands in the page; it finds
        the panel as ``panel`` and ``values`` beside the macros of the frame.
    :param action: the button for adding to it, if the reader may.
    """

    anchor: str
    title: str
    count: int
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    action: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class CaseNotice:
    """Something to know before anything else on the page, above the panels.

    :param template: asset of the template that shows it; it finds ``values``.
    """

    template: str
    values: Mapping[str, Any]


PanelSource = Callable[[Case, Request], CasePanel | None]


def panels_of(case: Case, request: Request) -> list[CasePanel]:
    """Return the panels of ``case`` as the reader sees them, in their order."""
    sources = sorted(request.registry.case_panels, key=lambda each: each[0])
    return [panel for panel in (source(case, request) for _order, source in sources) if panel is not None]


def notices_of(case: Case, request: Request) -> list[CaseNotice]:
    """Return what whoever makes the request has to know of ``case`` first."""
    found = (source(case, request) for source in request.registry.case_notices)
    return [notice for notice in found if notice is not None]


def add_case_notice(config: Configurator, source: Any) -> None:
    """Directive: name a function that returns a :class:`CaseNotice` or ``None``, or its dotted name."""
    source = config.maybe_dotted(source)
    config.action(("case notice", source), lambda: config.registry.case_notices.append(source))


def add_case_panel(config: Configurator, source: Any, *, order: int) -> None:
    """Directive: put a panel on the page of a case.

    :param source: ``source(case, request)`` returns a :class:`CasePanel` or ``None``; or its dotted name.
    :param order: documents 10, journal 20, parties 30, tasks 40.
    """
    source = config.maybe_dotted(source)
    config.action(("case panel", order), lambda: config.registry.case_panels.append((order, source)))


def add_case_list_action(config: Configurator, source: Any) -> None:
    """Directive: put a button on the list of cases.

    :param source: ``source(archive, request)`` returns ``title``, ``url`` and ``icon``, or ``None``; or its
        dotted name.
    """
    source = config.maybe_dotted(source)
    config.action(("case list action", source), lambda: config.registry.case_list_actions.append(source))


def includeme(config: Configurator) -> None:
    """Make the registers of panels, notices and buttons."""
    config.registry.case_panels = []
    config.registry.case_list_actions = []
    config.add_directive("add_case_list_action", add_case_list_action)
    config.registry.case_notices = []
    config.add_directive("add_case_notice", add_case_notice)
    config.add_directive("add_case_panel", add_case_panel)
