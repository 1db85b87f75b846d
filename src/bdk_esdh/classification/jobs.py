"""Background work of the classification: bringing an edition in."""

from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.i18n import _
from .import_actions import IMPORT_JOB, bring_in_next_batch


@job(IMPORT_JOB, title=_("Indlæse en ny udgave af emnerne"))
def bring_edition_in(work: Work) -> None:
    """Bring the running edition in, each batch in a transaction of its own so that others can write between.

    How far it has come is kept in the same transaction, so that it goes on there if it is stopped.
    """
    clock = work.registry.clock

    def next_batch(root: object) -> bool:
        return bring_in_next_batch(root["emner"], work.registry, clock.now())  # type: ignore[index]

    while work.writing(next_batch):
        pass
