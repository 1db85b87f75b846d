"""The port that browser tests talk to leaves nothing behind when it is closed."""

import socket

from tests.support.serving import behind_a_port

SIZE = 50_000_000


def test_a_file_half_sent_is_closed_with_the_port(tmp_path):
    whole, opened = tmp_path / "stor", []
    whole.write_bytes(bytes(SIZE))

    def give(environ, start):
        opened.append(whole.open("rb"))
        start("200 OK", [("Content-Type", "application/pdf"), ("Content-Length", str(SIZE))])
        return environ["wsgi.file_wrapper"](opened[0])

    with behind_a_port(give, threads=2) as port:
        reader = socket.create_connection(("127.0.0.1", port))
        reader.sendall(b"GET / HTTP/1.0\r\n\r\n")
        reader.recv(100)
    reader.close()
    assert opened[0].closed
