"""An address that somebody typed never leads into the inner net; what is of the open internet is asked gently."""

import ipaddress
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from bdk_esdh.kernel.settings import BadSetting, Settings, read_settings
from bdk_esdh.link_check import safe_http
from bdk_esdh.link_check.outer import OuterLinks, Turns
from bdk_esdh.link_check.safe_http import Asker, NotAsked, NotJudged, NotReached, is_of_the_open_internet
from bdk_esdh.pages.links import Why

INNER = (str(ipaddress.IPv4Address(0)), "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
         "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1",
         "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::",
         "2001:0:7f00:1::1", "2001:db8::1")  # fmt: skip


class Answering(BaseHTTPRequestHandler):
    """Answers as its path says, and notes what it was asked."""

    asked: ClassVar[list] = []

    def do_HEAD(self):
        path = self.path
        type(self).asked.append((self.command, path, self.headers["User-Agent"], time.monotonic()))
        if path.startswith("/til?"):
            self.send_response(302)
            self.send_header("Location", path.partition("?")[2])
        elif path == "/kun-get":
            self.send_response(405 if self.command == "HEAD" else 200)
        elif path == "/rundt":
            self.send_response(301)
            self.send_header("Location", "/rundt")
        else:
            self.send_response(int(path.strip("/") or "200"))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *_arguments):
        pass


@contextmanager
def answering():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    Answering.asked = []
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def there():
    with answering() as where:
        yield where


@pytest.mark.parametrize("address", INNER)
def test_what_is_not_of_the_open_internet_is_known(address):
    assert not is_of_the_open_internet(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["193.162.153.164", "8.8.8.8", "2a00:1450:4005::1", "::ffff:8.8.8.8"])
def test_what_is_of_the_open_internet_is_known(address):
    assert is_of_the_open_internet(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "2130706433",
        "0x7f.1",
        "127.1",
        "[::ffff:127.0.0.1]",
        "0",
        "169.254.169.254",
    ],
)
def test_no_way_of_writing_an_inner_address_is_asked(there, host):
    port = there.partition(":")[2]
    before = len(Answering.asked)
    for url in (f"http://{host}:{port}/", f"http://{host}/"):
        with pytest.raises(NotReached):
            Asker().status(url)
    assert len(Answering.asked) == before


def test_a_name_with_one_inner_address_among_others_is_not_asked(monkeypatch, there):
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(safe_http.socket, "getaddrinfo", lambda *_args, **_options: both)
    with pytest.raises(NotAsked):
        Asker().status("http://blandet.example/")


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A name is looked up once: a second answer, as of a hostile name server, is asked for by nobody."""
    looked, connected = [], []

    def look(host, port, **_options):
        looked.append(host)
        ip = "93.184.216.34" if len(looked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def connect(address, *_options):
        connected.append(address)
        raise OSError

    monkeypatch.setattr(safe_http.socket, "getaddrinfo", look)
    monkeypatch.setattr(safe_http.socket, "create_connection", connect)
    with pytest.raises(NotReached):
        Asker().status("http://skifter.example/")
    assert (looked, connected) == (["skifter.example"], [("93.184.216.34", 80)])


def test_a_redirect_into_the_inner_net_is_not_followed(there):
    asker = Asker(frozenset({there}))
    with answering() as other:
        Answering.asked = []
        with pytest.raises(NotAsked):
            asker.status(f"http://{there}/til?http://{other}/200")
        assert [path for _method, path, *_rest in Answering.asked] == [f"/til?http://{other}/200"]


def test_another_port_of_the_open_internet_is_not_asked_and_not_judged(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 22))]
    monkeypatch.setattr(safe_http.socket, "getaddrinfo", lambda *_args, **_options: found)
    with pytest.raises(NotJudged):
        Asker().status("http://aaben.example:22/")


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "http://", "http://a:b@127.0.0.1/", "http://[", "http://a:99999/"])  # fmt: skip
def test_what_is_no_address_of_the_web_is_not_asked(url):
    with pytest.raises(NotReached):
        Asker().status(url)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/200", 200), ("/404", 404), ("/kun-get", 200), ("/til?/410", 410), ("/til?/200", 200)],
)
def test_the_status_is_what_a_visitor_ends_with(there, path, status):
    assert Asker(frozenset({there})).status(f"http://{there}{path}") == status
    assert "bdk-esdh-linktjek" in Answering.asked[-1][2]


def test_redirects_in_a_circle_and_nobody_there_are_not_reached(there):
    with pytest.raises(NotReached):
        Asker(frozenset({there})).status(f"http://{there}/rundt")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(NotReached):
            Asker(frozenset({nobody})).status(f"http://{nobody}/")


def test_an_answer_that_drips_is_broken_off(monkeypatch):
    monkeypatch.setattr(safe_http, "LONGEST_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as slow:

        def drip():
            connection, _peer = slow.accept()
            with connection:
                try:
                    for _step in range(200):
                        connection.sendall(b"H")
                        time.sleep(0.05)
                except OSError:
                    pass

        thread = threading.Thread(target=drip)
        thread.start()
        where = f"127.0.0.1:{slow.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(NotReached):
            Asker(frozenset({where})).status(f"http://{where}/")
        assert time.monotonic() - began < 3
        thread.join()


def test_one_host_is_asked_once_a_second_and_others_meanwhile():
    slept = []
    turns = Turns(slept.append)
    for host in ("a.example", "b.example", "a.example", "a.example"):
        turns.wait(host)
    assert [round(each) for each in slept] == [1, 2]


def test_faults_of_other_sites_are_told_apart_and_the_inner_net_looks_like_nobody(there):
    settings = Settings(outer_links_allowed=(there,))
    links = OuterLinks(settings, time.monotonic() + 60)
    links._asker._before = lambda _host: None
    told = {
        path: links.judge(f"http://{there}{path}", "x")
        for path in ("/200", "/404", "/403", "/503", "/404#her")
    }
    assert {path: fault and fault.detail for path, fault in told.items()} == {
        "/200": None, "/404": "404", "/403": None, "/503": "503", "/404#her": "404",
    }  # fmt: skip
    inner, nobody = links.judge("http://127.0.0.1/", "x"), links.judge("http://findes.invalid/", "x")
    assert inner.why is nobody.why is Why.OUTER
    assert inner.sentence == nobody.sentence
    assert inner.detail == nobody.detail == ""


def test_a_time_that_is_up_asks_nobody():
    assert OuterLinks(Settings(), time.monotonic() - 1).is_over


def test_production_lets_nobody_into_the_inner_net():
    given = {"esdh.production": "true", "esdh.hosts": "a.dk", "esdh.secure_cookies": "true"}
    read_settings(given)
    with pytest.raises(BadSetting):
        read_settings({**given, "esdh.outer_links_allowed": "127.0.0.1:1"})
