"""Building the demo municipality through the real actions, in the order things happened.

The same day gives the same demo, byte for byte in its files. Background work (reading
texts, making PDF editions) is left in the queue, for the worker of the first start.
"""

from collections.abc import Iterator

from rich.console import Console

from ..ops.opening import Opened
from .build_cases import build_cases
from .build_mail import build_mail
from .build_meetings import build_committees, build_meetings
from .build_pages import build_pages
from .build_people import build_people, build_subjects
from .large.filling import fill
from .life.building import build_living
from .stage import Stage
from .stories.organisation import UNITS


def build_living_demo(app: Opened, console: Console) -> None:
    """Fill an empty graph with the demo municipality and two years of its work.

    :param app: opened on a graph that ``esdh init`` has just made.
    """
    build_living(Stage(app, console.print))


def build_demo(app: Opened, console: Console) -> None:
    """Fill an empty graph with the stories of the demo municipality alone.

    :param app: opened on a graph that ``esdh init`` has just made.
    """
    stage = Stage(app, console.print)
    for title, build in (
        ("enheder og medarbejdere", build_people),
        ("emner", build_subjects),
        ("sager og dokumenter", build_cases),
        ("post, der venter", build_mail),
        ("udvalg", build_committees),
        ("møder", build_meetings),
        ("sider og nyheder", build_pages),
    ):
        stage.say(f"Demokommunen: {title} …")
        build(stage)


def build_large(app: Opened, size: int, console: Console) -> Iterator[int]:
    """Store ``size`` documents, beside what is there; yield how many each transaction has stored.

    :param app: opened on a graph that ``esdh init`` has just made, or that holds the demo municipality.
    :raises LookupError: when the graph is of another municipality.
    """
    with app.graph() as root:
        units = set(root["organisation"]["enheder"])
        first = 1 + len(root["sager"])
    if not units:
        stage = Stage(app, console.print)
        build_people(stage)
        build_subjects(stage)
        build_committees(stage)
    elif not {unit.key for unit in UNITS} <= units:
        raise LookupError("the data folder holds another municipality than the demo's")
    yield from fill(app, size, first=first)
