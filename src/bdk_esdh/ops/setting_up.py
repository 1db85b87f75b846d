"""Making a new graph."""

from ..root import create_root
from .opening import Opened


def set_up(app: Opened) -> None:
    """Make an empty graph with its fixed places and the seed of subjects."""
    from ..classification.seed import seed_classification

    with app.zodb_root() as zodb_root:
        root = create_root(zodb_root, app.registry)
        seed_classification(root["emner"], app.registry)
