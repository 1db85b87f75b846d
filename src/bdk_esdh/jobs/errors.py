"""What the queue refuses."""

from ..kernel.errors import Missing


class NotParked(Missing):
    """The job was started again or taken away by somebody else."""
