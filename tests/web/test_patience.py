"""Connections that are left half open are closed; whole requests are answered."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from styrdok.web.patience import PatientProtocol


class _Hasty(PatientProtocol):
    seconds = 0.3


async def _answer(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())} bytes")


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    app = Starlette(routes=[Route("/", _answer, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, http=_Hasty, log_level="critical", lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield listener.getsockname()
    server.should_exit = True
    thread.join()
    listener.close()


def _said(address: tuple[str, int], words: bytes) -> bytes:
    """All that is answered until the other side closes the connection."""
    with socket.create_connection(address, timeout=60) as connection:
        connection.sendall(words)
        gathered = b""
        try:
            while got := connection.recv(4096):
                gathered += got
        except ConnectionResetError:
            pass
        return gathered


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
    ids=["nothing", "half a head", "half a body", "half a chunk"],
)
def test_a_connection_left_half_open_is_closed(address: tuple[str, int], words: bytes) -> None:
    assert b"200 OK" not in _said(address, words)


def test_a_second_request_left_half_open_is_closed_after_the_first_was_answered(address: tuple[str, int]) -> None:
    said = _said(address, b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n")
    assert said.count(b"200 OK") == 1


def test_whole_requests_are_answered(address: tuple[str, int]) -> None:
    head = b"POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\n"
    assert _said(address, head + b"abc").endswith(b"3 bytes")
