"""No request to the JSON face ends in an error of ours, or in an answer that its description does not know."""

import pytest
from tests.support.fuzzing import a_town, fuzz

ROLES = (None, "sagsbehandler", "administrator")


def _changed(sent):
    return {label for label, _mode, status in sent if label.startswith(("POST", "PATCH")) and status < 300}


def test_a_sample_of_requests_to_each_address_is_answered_as_described(site):
    """As a clerk with the rights of several; break it: raise an error in a view, or leave 412 out of ``openapi``."""
    sent = fuzz(a_town(site), "sagsbehandler", examples=1)
    assert len({label for label, _mode, _status in sent}) > 115
    assert len(_changed(sent)) >= 10, "most of it came past the checks of what was sent"


@pytest.mark.whole
@pytest.mark.parametrize("login", [None, "administrator"])
def test_a_sample_of_changes_by_others_is_answered_as_described(site, login):
    changes = ("POST", "PATCH", "DELETE")
    sent = fuzz(a_town(site), login, examples=1, only=lambda each: each.method.upper() in changes)
    assert sent
    assert login or {status for _label, _mode, status in sent} <= {204, 400, 401, 403, 404, 405, 422}


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("login", ROLES)
def test_many_requests_to_each_address_are_answered_as_described(site, login, capsys):
    sent = fuzz(a_town(site), login, examples=25)
    with capsys.disabled():
        print(f"\nschemathesis as {login or 'nobody'}: {len(sent)} requests answered as described")  # noqa: T201
