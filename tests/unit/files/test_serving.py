import gc
import io
import tracemalloc
import warnings

import pytest
import transaction
from hypothesis import given
from hypothesis import strategies as st
from pyramid.request import Request

from bdk_esdh.files.serving import disposition, file_response
from bdk_esdh.files.storing import store_file

CONTENT = bytes(range(256)) * 1000
MEGABYTE = 1024 * 1024


@pytest.fixture
def filed(connection):
    """Return a maker of committed files."""

    def make(content=CONTENT, filename="måling.pdf", media_type="application/pdf"):
        stored = store_file(io.BytesIO(content), "x.dat9", connection=connection)
        stored.filename, stored.media_type = filename, media_type
        connection.root()[filename] = stored
        transaction.commit()
        return stored

    return make


def ask(stored, *, inline=True, public=False, method="GET", **headers):
    request = Request.blank(
        "/", method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = request.get_response(file_response(request, stored, inline=inline, public=public))
    assert answer.body is not None  # read and closed, as a server does
    return answer


def test_the_whole_file_comes_with_its_length_type_and_digest(filed):
    answer = ask(filed())
    assert answer.status_int == 200
    assert answer.body == CONTENT
    assert answer.content_length == len(CONTENT)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert len(answer.etag) == 64
    assert answer.last_modified is not None


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-9", CONTENT[:10]),
        ("bytes=100-", CONTENT[100:]),
        ("bytes=-5", CONTENT[-5:]),
        ("bytes=255999-300000", CONTENT[-1:]),
        ("bytes=70000-140000", CONTENT[70000:140001]),
    ],
)
def test_a_range_comes_as_a_part(filed, asked, part):
    answer = ask(filed(), Range=asked)
    assert answer.status_int == 206
    assert answer.body == part
    assert answer.content_length == len(part)
    assert answer.content_range.length == len(CONTENT)


def test_a_range_outside_the_file_is_refused_with_its_length(filed):
    answer = ask(filed(), Range="bytes=256000-")
    assert answer.status_int == 416
    assert answer.headers["Content-Range"] == "bytes */256000"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_range_of_another_version_brings_the_whole_file(filed):
    stored = filed()
    assert ask(stored, Range="bytes=0-9", If_Range=f'"{stored.sha256}"').status_int == 206
    assert ask(stored, Range="bytes=0-9", If_Range='"another"').status_int == 200
    assert ask(stored, Range="bytes=0-9", If_Range="Thu, 01 Jan 2009 00:00:00 GMT").status_int == 200


def test_a_file_that_the_reader_has_is_not_sent_again(filed):
    stored = filed()
    assert ask(stored, If_None_Match=f'"{stored.sha256}"').status_int == 304
    assert ask(stored, If_None_Match='"another"').status_int == 200
    assert ask(stored, If_Modified_Since="Fri, 01 Jan 2100 00:00:00 GMT").status_int == 304
    assert ask(stored, If_Modified_Since="Thu, 01 Jan 2009 00:00:00 GMT").status_int == 200
    unchanged = ask(stored, If_None_Match=f'"{stored.sha256}"')
    assert unchanged.body == b""


def test_head_says_the_same_and_sends_nothing(filed):
    stored = filed()
    head, whole = ask(stored, method="HEAD"), ask(stored)
    assert head.body == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("inline", [True, False])
def test_every_answer_forbids_guessing_and_running(filed, inline):
    answer = ask(filed(), inline=inline)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("media_type", "answered"),
    [
        ("application/pdf", "application/pdf"),
        ("image/png", "image/png"),
        ("image/jpeg", "image/jpeg"),
        ("text/plain", "text/plain; charset=utf-8"),
    ],
)
def test_the_few_kinds_on_the_list_are_shown(filed, media_type, answered):
    answer = ask(filed(media_type=media_type))
    assert answer.headers["Content-Type"] == answered
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert (
        ask(filed(media_type=media_type), inline=False)
        .headers["Content-Disposition"]
        .startswith("attachment;")
    )


@pytest.mark.parametrize(
    "media_type",
    [
        "text/html",
        "image/svg+xml",
        "application/xml",
        "application/xhtml+xml",
        "text/javascript",
        "application/x-anything",
    ],
)
def test_what_could_run_is_saved_under_a_type_that_does_nothing(filed, media_type):
    answer = ask(filed(media_type=media_type), inline=True)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_an_office_file_is_saved_under_its_own_type(filed):
    answer = ask(filed(media_type="application/vnd.oasis.opendocument.text", filename="brev.odt"))
    assert answer.headers["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_an_internal_file_is_kept_by_no_cache_and_a_public_one_is_left_to_the_caller(filed):
    assert ask(filed()).headers["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in ask(filed(), public=True).headers


def test_the_name_is_sent_in_full_and_in_plain_letters():
    assert disposition("Måling æøå.pdf", inline=True) == (
        "inline; filename=\"M_ling ___.pdf\"; filename*=UTF-8''M%C3%A5ling%20%C3%A6%C3%B8%C3%A5.pdf"
    )


@given(name=st.text(max_size=60))
def test_no_name_breaks_out_of_the_header(name):
    written = disposition(name, inline=False)
    assert written.isascii()
    assert written.isprintable()
    assert written.count('"') == 2
    assert written.count(";") == 2


def test_a_file_can_be_served_after_its_connection_was_closed(connection, filed):
    filed()
    database = connection.db()
    other = database.open()
    request = Request.blank("/")
    stored = other.root()["måling.pdf"]
    response = file_response(request, stored, inline=True, public=False)
    transaction.abort()
    # What the next use of the connection may do; a blob then closes the files that were opened through it.
    stored.blob._p_invalidate()
    other.close()
    assert request.get_response(response).body == CONTENT


def test_a_file_stored_in_this_very_transaction_can_be_served(connection):
    stored = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    assert ask(stored).body == b"tekst"
    transaction.abort()


@pytest.mark.parametrize(
    "headers", [{}, {"Range": "bytes=0-9"}, {"If_None_Match": "*"}, {"Range": "bytes=999999-"}]
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_file_is_closed_however_the_answer_ends(filed, headers, method):
    stored = filed()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        request = Request.blank(
            "/", method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = file_response(request, stored, inline=True, public=False)
        file = response.app_iter.file
        body = response(request.environ, lambda *_: None)
        if hasattr(body, "close"):
            body.close()
        del body, response
        gc.collect()
    assert file.closed


def test_memory_stays_flat_while_a_big_file_is_served(filed, connection, tmp_path):
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(40 * MEGABYTE)
    with big.open("rb") as file:
        stored = store_file(file, "big.txt", connection=connection)
    connection.root()["big"] = stored
    transaction.commit()
    request = Request.blank("/")
    tracemalloc.start()
    total = sum(
        len(piece)
        for piece in file_response(request, stored, inline=True, public=False)(
            request.environ, lambda *_: None
        )
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert total == 40 * MEGABYTE
    assert peak < 2 * MEGABYTE
