"""Headers and addresses by which a client would be somebody or somewhere else."""

import socket

import pytest
from tests.support.builders import a_case
from tests.support.serving import behind_a_port
from tests.support.site import form_with

from bdk_esdh.kernel.gate import STRIPPED_HEADERS

SECRET = "/intranet/sager/2026-00001"


@pytest.fixture
def secret(site):
    """A site with a confidential case of Byg."""
    with site.graph() as (root, act):
        a_case(root, act, title="Hemmeligt påbud", sensitivity="confidential")
    return site


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Vhm-Root": "/sager/2026-00001"},
        {"X-Original-URL": SECRET},
        {"X-Rewrite-URL": SECRET},
        {"X-Forwarded-Prefix": "/intranet"},
        {"X-Forwarded-Host": "ond.example"},
        {"X-Forwarded-Server": "ond.example"},
        {"X-Forwarded-Proto": "https", "X-Forwarded-Port": "4443"},
        {"Forwarded": "for=127.0.0.1;host=ond.example;proto=https"},
        {"X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"},
        {
            "Remote-User": "administrator",
            "X-Remote-User": "administrator",
            "X-Forwarded-User": "administrator",
        },
        {"Authorization": "Basic YWRtaW5pc3RyYXRvcjpkZW1v"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_no_header_makes_the_front_page_another_page_or_the_visitor_another_person(secret, headers):
    """Break it: strip no headers."""
    client = secret.client()
    plain, tricked = client.get("/"), client.get("/", headers=headers)
    assert tricked.text == plain.text
    assert "ond.example" not in repr(tricked.headers)
    answer = client.get(SECRET, headers=headers, status=302)
    assert answer.location == f"http://testserver/log-ind?til={SECRET.replace('/', '%2F')}"
    assert secret.client("sagsbehandler2").get(SECRET, headers=headers, status=404)


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
@pytest.mark.parametrize("method", ["DELETE", "PUT", "POST"])
def test_a_method_is_what_it_is(secret, header, method):
    client = secret.client("sagsbehandler")
    page = client.get("/intranet/organisation/personer/sagsbehandler", headers={header: method})
    assert page.status_int == 200
    token = page.html.find("input", attrs={"name": "csrf_token"})["value"]
    client.post(
        "/intranet/sager", {"csrf_token": token, "_method": method}, headers={header: method}, status=404
    )
    page = f"/intranet/organisation/personer/medarbejder/deaktiver?_method=POST&csrf_token={token}"
    secret.client("administrator").get(page, status=404)


def test_every_header_that_is_stripped_is_one_that_a_client_can_send():
    assert all(name.startswith("HTTP_") for name in STRIPPED_HEADERS)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("testserver", 200), ("TESTSERVER", 200), ("testserver:80", 200), ("testserver:6543", 200),
        ("testserver.", 400), ("testserver:", 400), ("testserver:0x1f", 400), ("testserver:99999999", 400),
        ("testserver,ond.example", 400), ("testserver ond.example", 400), ("ond.example:testserver", 400),
        ("testserver#.ond.example", 400), ("user@testserver", 400), ("[testserver]", 400), ("127.0.0.1.", 400),
        ("0x7f.1", 400), ("", 400), ("testserver\t", 400),
    ],
)  # fmt: skip
def test_a_host_is_ours_or_it_is_not(site, host, status):
    """Break it: look only at the beginning of the name."""
    assert site.client().get("/", headers={"Host": host}, status="*").status_int == status


def test_no_page_answers_with_an_address_that_the_host_chose(site):
    client = site.client()
    form = form_with(client.get("/log-ind"), "password")
    form["login"], form["password"] = "sagsbehandler", "demo"
    answer = form.submit(headers={"Host": "TESTSERVER:4711"}, status=303)
    assert answer.location.endswith("/intranet/")
    assert "ond" not in answer.location


@pytest.fixture
def port(site):
    with behind_a_port(site.app, threads=2) as port:
        yield port


def send(port, text):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(text.encode("latin-1"))
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("http://ond.example/", "localhost", "200"),
        ("http://localhost/", "ond.example", "400"),
        ("http://ond.example/intranet/sager", "localhost", "302"),
        ("//ond.example/intranet/sager", "localhost", "404"),
        ("/../../etc/passwd", "localhost", "404"),
        ("/%2e%2e/%2e%2e/etc/passwd", "localhost", "404"),
        ("/intranet/%2e%2e/intranet/sager", "localhost", "302"),
        ("*", "localhost", "4"),
    ],
)
def test_the_address_in_the_request_line_names_no_other_place(port, target, host, status):
    """The whole way, through the server: an address with a host in it is its path, and ours to answer or not."""
    answer = send(port, f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    assert answer.split(" ")[1].startswith(status), answer[:300]
    head = answer.partition("\r\n\r\n")[0]
    assert "ond.example" not in "".join(line for line in head.splitlines() if line.startswith("Location"))
    assert "root:" not in answer


def test_two_hosts_or_two_lengths_are_not_both_believed(port):
    two = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: ond.example\r\nConnection: close\r\n\r\n"
    assert send(port, two).split(" ")[1] == "400"
    smuggled = (
        "POST /log-ind HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
        "Connection: close\r\n\r\n0\r\n\r\nGET /intranet/sager HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    assert send(port, smuggled).count("HTTP/1.1 ") <= 1
