"""Uploads that there is no room for, and those that are too large: an answer in Danish, nothing half filed, and on it goes."""

import http.client
import re
import resource
from pathlib import Path

import pytest
from tests.support.processes import EMBEDDED, PATIENCE, Browser, esdh, make_folder, serving

CASE = {"title": "Carport på Ærøgade", "kle_subject": "02.34.02", "kle_facet": "P19"}
LETTER = {"title": "Ansøgning om carport", "correspondent": "Nordbyg ApS"}
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A municipality served by one process, as ``make run`` does."""
    data = tmp_path_factory.mktemp("uploads") / "data"
    make_folder(data)
    with serving(data, config=EMBEDDED, command="serve") as served:
        yield served


@pytest.fixture(scope="module")
def clerk(town):
    made = Browser(town.common, "sagsbehandler")
    made.submit(town.common, "/intranet/sager/ny-sag", CASE)
    return made


def _file(town, clerk, title, content):
    return clerk.submit(town.common, "/intranet/sager/2026-00001/nyt-dokument", {**LETTER, "title": title},
                        files={"file": ("brev.txt", content)})  # fmt: skip


def _room(town, most=resource.RLIM_INFINITY):
    """Let no file of the server grow beyond ``most`` bytes: to a program the same as a full disk."""
    resource.prlimit(town.process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def _stored(town):
    """Return the paths of the files in the store, temporary ones too."""
    return sorted(
        path for path in (town.data / "blobs").rglob("*") if path.is_file() and path.suffix != ".layout"
    )


def _size(town):
    return (town.data / "Data.fs").stat().st_size


@pytest.mark.parametrize(
    ("where", "bytes_sent", "room"),
    [
        ("taking the request in", 3 * MEGABYTE, lambda _town: 700_000),
        ("reading the form", 400_000, lambda _town: 200_000),
        ("writing the store", 5_000, lambda town: _size(town) + 500),
    ],
)
def test_where_there_is_no_room_that_is_said_nothing_is_half_filed_and_the_next_works(
    town, clerk, where, bytes_sent, room
):
    before = _stored(town)
    action, values = clerk.form(town.common, "/intranet/sager/2026-00001/nyt-dokument", "title")
    values |= {**LETTER, "title": f"Ingen plads, {where}"}
    files = {"file": ("brev.txt", b"x" * bytes_sent)}
    _room(town, room(town))
    try:
        answer = clerk.post(town.common + action, data=values, files=files, timeout=PATIENCE)
        reading = clerk.get(f"{town.common}/", timeout=PATIENCE)
    finally:
        _room(town)
    assert answer.status_code == 507, f"{where}: {answer.status_code} {answer.text[:500]}"
    assert "Der er ikke plads på disken" in answer.text
    assert reading.status_code == 200
    assert _stored(town) == before
    page = clerk.get(f"{town.common}/intranet/sager/2026-00001", timeout=PATIENCE).text
    assert f"Ingen plads, {where}" not in page

    # The very form that was refused is taken when there is room.
    again = clerk.post(town.common + action, data=values, files=files, timeout=PATIENCE)
    assert "Registreret som 2026-00001-" in again.text, town.output()[-5_000:]
    assert (
        f"Ingen plads, {where}"
        in clerk.get(f"{town.common}/intranet/sager/2026-00001", timeout=PATIENCE).text
    )


def test_the_numbers_have_no_gap_after_that_and_the_store_is_sound(town, clerk):
    _file(town, clerk, "Bagefter", b"tekst")
    statuses = [
        clerk.get(f"{town.common}/intranet/sager/2026-00001/{serial}", timeout=PATIENCE).status_code
        for serial in range(1, 6)
    ]
    count = statuses.count(200)
    assert statuses == [200] * count + [404] * (5 - count)
    town.stop()
    answer = esdh(town.data, "check", config=EMBEDDED)
    assert answer.returncode == 0, answer.stdout


@pytest.fixture(scope="module")
def another(tmp_path_factory):
    data = tmp_path_factory.mktemp("large") / "data"
    make_folder(data)
    with serving(data, config=EMBEDDED, command="serve") as served:
        yield served


def _peak(town):
    """Return how much memory the server has had at most, in bytes."""
    said = Path(f"/proc/{town.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", said)[1]) * 1024


def _send(town, path, size, *, kind="multipart/form-data; boundary=x"):
    """Send ``size`` bytes as a browser does, which reads no answer before it is done."""
    connection = http.client.HTTPConnection("127.0.0.1", town.port, timeout=PATIENCE * 5)
    connection.putrequest("POST", path)
    connection.putheader("Content-Type", kind)
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    piece = b"x" * MEGABYTE
    for start in range(0, size, MEGABYTE):
        connection.send(piece[: size - start])
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    "size", [300 * MEGABYTE, pytest.param(2_000 * MEGABYTE, marks=pytest.mark.soak, id="two gigabytes")]
)
def test_what_is_far_too_large_is_answered_after_it_was_sent_and_costs_neither_memory_nor_disk(another, size):
    before, peak = _stored(another), _peak(another)
    answer, body = _send(another, "/intranet/sager/2026-00001/nyt-dokument", size)
    assert answer.status == 413
    assert "Filen er for stor" in body
    assert "Gå tilbage" in body
    assert "Waitress" not in body
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert _peak(another) - peak < 20 * MEGABYTE
    assert _stored(another) == before


def test_a_program_is_told_as_a_problem(another):
    answer, body = _send(another, "/api/v1/sager", 260 * MEGABYTE, kind="application/json")
    assert answer.status == 413
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "Filen er for stor" in body


def test_what_is_no_request_is_refused_in_danish(another):
    connection = http.client.HTTPConnection("127.0.0.1", another.port, timeout=PATIENCE)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Content-Length", "mange")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 400
    assert "Det forstod vi ikke" in answer.read().decode()
    connection.close()
