"""A server that speaks as a language model's does, on a real socket, and misbehaves when told."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@dataclass
class FakeModel:
    """What was asked of it, and how it answers."""

    behave: Behave
    bodies: list[dict[str, Any]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    names: tuple[str, ...] = ("tiny",)
    port: int = 0
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Its address on this machine."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def formats(self) -> list[str]:
        """The forms of an answer that were asked for, in order."""
        return [body.get("response_format", {}).get("type", "plain") for body in self.bodies]


@contextmanager
def fake_model(behave: Behave) -> Iterator[FakeModel]:
    """A running server; at the end whatever it holds back is let go."""
    model = FakeModel(behave)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            model.paths.append(self.path)
            reply(self, {"data": [{"id": name} for name in model.names]})

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            model.paths.append(self.path)
            model.raw.append(raw)
            model.headers.append({name.lower(): each for name, each in self.headers.items()})
            body = json.loads(raw)
            model.bodies.append(body)
            try:
                model.behave(self, body)
            except (ConnectionError, OSError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    model.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield model
    finally:
        model.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def reply(
    handler: BaseHTTPRequestHandler,
    whole: object,
    status: int = 200,
    kind: str = "application/json",
    **headers: str,
) -> None:
    """Answer with JSON, or with bytes as they are."""
    content = whole if isinstance(whole, bytes) else json.dumps(whole).encode()
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(content)))
    for name, said in headers.items():
        handler.send_header(name.replace("_", "-"), said)
    handler.end_headers()
    handler.wfile.write(content)


def saying(content: str) -> Behave:
    """A chat completion with this content, whatever is asked."""

    def behave(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
        reply(handler, completion(content))

    return behave


def completion(content: str) -> dict[str, Any]:
    """The whole of a chat completion."""
    return {"id": "1", "choices": [{"index": 0, "message": {"content": content}}]}


def answer(text: str, *values: tuple[str, str]) -> str:
    """An answer of the asked shape."""
    listed = [{"value": value, "source": source} for value, source in values]
    return json.dumps({"answer": text, "values": listed}, ensure_ascii=False)


def only(form: str, content: str) -> Behave:
    """A server that knows one form of an answer and refuses the others."""

    def behave(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        asked = body.get("response_format", {}).get("type", "plain")
        if asked == form:
            reply(handler, completion(content))
        else:
            reply(handler, {"error": f"{asked} is not supported"}, status=400)

    return behave


def closing(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
    """Promise much and hang up in the middle."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)


def redirecting(to: str) -> Behave:
    """Send the question elsewhere."""

    def behave(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
        reply(handler, {}, status=307, Location=to)

    return behave


def endless(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
    """Never end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 4096)


def huge(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
    """One answer of a megabyte, properly announced."""
    reply(handler, completion(answer("א" * 1_000_000)))


def waiting(model: list[FakeModel]) -> Behave:
    """Say nothing until the test lets it go."""

    def behave(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
        model[0].released.wait(60)
        reply(handler, completion(answer("late")))

    return behave
