"""Building the demo municipality through the real actions, in the order things happened.

The same day gives the same demo, byte for byte in its files. Background work (reading
texts, making PDF editions) is left in the queue, for the worker of the first start.
"""

from rich.console import Console

from ..ops.opening import Opened
from .build_cases import build_cases
from .build_meetings import build_meetings
from .build_pages import build_pages
from .build_people import build_people, build_subjects
from .stage import Stage


def build_demo(app: Opened, console: Console) -> None:
    """Fill an empty graph with the demo municipality.

    :param app: opened on a graph that ``esdh init`` has just made.
    """
    stage = Stage(app, console.print)
    for title, build in (
        ("Units and people", build_people),
        ("Subjects", build_subjects),
        ("Cases and documents", build_cases),
        ("Committees and meetings", build_meetings),
        ("Pages and news", build_pages),
    ):
        stage.say(f"Demo: {title} …")
        build(stage)
