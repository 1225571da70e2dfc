"""A real HTTP server on loopback that plays a language model: recorded replies of a capable one, and whatever a hostile one might send."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

Move = Callable[["Handler"], None]
RECORDED = {path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "replies").glob("*.json"))}


def recorded(user: str) -> str:
    """The recorded reply to this document: the one most of whose quotes are in it."""
    flat = " ".join(user.split())

    def fits(text: str) -> float:
        claims = json.loads(text)["claims"]
        return sum(" ".join(claim["quote"].split()) in flat for claim in claims) / len(claims)

    best = max(RECORDED.values(), key=fits)
    return best if fits(best) > 0.5 else '{"entities": [], "claims": []}'


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Player"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.server.asked.append((self.path, dict(self.headers), body))
            self.server.running += 1
            self.server.most = max(self.server.most, self.server.running)
            move = self.server.moves.pop(0) if self.server.moves else self.server.always
        self.body = body
        try:
            time.sleep(self.server.pause)
            move(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with self.server.lock:
                self.server.running -= 1

    @property
    def user(self) -> str:
        return str(self.body["messages"][-1]["content"])

    def say(self, text: str, stop: str | None = None) -> None:
        """Answer with *text* as the model's reply, in the form of the API that was asked."""
        if self.path.endswith("/messages"):
            usage = {"input_tokens": 1000, "cache_read_input_tokens": 4000, "output_tokens": 500}
            self.send(200, {"content": [{"type": "text", "text": text}], "stop_reason": stop or "end_turn", "usage": usage})
        else:
            usage = {"prompt_tokens": 5000, "completion_tokens": 500}
            self.send(200, {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": stop or "stop"}], "usage": usage})

    def send(self, status: int, value: Any, **headers: str) -> None:
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        for name, content in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), content)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Not on the terminal."""


class Player(ThreadingHTTPServer):
    """``moves`` are played first, one a request, then ``always``; ``asked`` holds path, headers and body of each request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.moves: list[Move] = []
        self.always: Move = lambda handler: handler.say(recorded(handler.user))
        self.pause = 0.0
        self.running = self.most = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


def saying(text: str, stop: str | None = None) -> Move:
    return lambda handler: handler.say(text, stop)


def status(code: int, message: str = "", **headers: str) -> Move:
    return lambda handler: handler.send(code, {"error": {"message": message}}, **headers)


def endless(handler: Handler) -> None:
    """100 MB of white space before anything else."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(100 * 2**20))
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" " * 2**20)


def bomb(handler: Handler) -> None:
    """Small on the wire, large once inflated."""
    import zlib

    packer = zlib.compressobj(wbits=31)
    handler.send(200, packer.compress(b" " * 50 * 2**20) + packer.flush(), Content_Encoding="gzip")


def drip(handler: Handler) -> None:
    """A byte now and then, for a minute."""
    handler.send_response(200)
    handler.send_header("Content-Length", "600")
    handler.end_headers()
    for _ in range(600):
        handler.wfile.write(b" ")
        time.sleep(0.1)


def dripping_headers(handler: Handler) -> None:
    """A header now and then, for a minute."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(600):
        handler.wfile.write(f"X-{n}: 0\r\n".encode())
        time.sleep(0.1)


def hang_up(handler: Handler) -> None:
    """Close the connection without a word."""
    handler.close_connection = True
    handler.connection.close()
