"""Real processes on a ZEO store, started once for each file of tests."""

import pytest

from tests.support.processes import make_folder, serving


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A seeded municipality on two web processes and a worker."""
    data = tmp_path_factory.mktemp("town") / "data"
    make_folder(data)
    with serving(data) as served:
        yield served
