"""Addresses, on a real server on this machine: what is fetched, and what is not."""

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from loader_files import ARTICLE, PAGE, RSS, graph_with_text, pdf

from graphkit.errors import SourceError
from graphkit.loading import Hints, Source, documents, sources
from graphkit.records import Document
from loaders import fetching

HERE = Hints(allow_private=True)


class Site(BaseHTTPRequestHandler):
    """Answers by path; what it was asked is kept on the server."""

    protocol_version = "HTTP/1.1"
    rules: str | int = "User-agent: *\nDisallow: /secret\n"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        getattr(self, "at_" + self.path.strip("/").split("?")[0].replace(".", "_").replace("/", "_"), self.missing)()

    def answer(self, body: bytes | str, kind: str = "text/html", status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def missing(self) -> None:
        self.answer("none", status=404)

    def move(self, to: str) -> None:
        self.answer("", status=302, Location=to)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def at_robots_txt(self) -> None:
        rules = getattr(self.server, "rules", Site.rules)
        self.answer("", status=rules) if isinstance(rules, int) else self.answer(rules, "text/plain")

    def at_page(self) -> None:
        self.answer(PAGE.replace('<link rel="canonical" href="https://www.post.example/osterly">', ""))

    def at_secret(self) -> None:
        self.answer(PAGE)

    def at_latin(self) -> None:
        self.answer(PAGE.replace("Plenum", "Plénum").encode("latin-1"), "text/html; charset=iso-8859-1")

    def at_zipped(self) -> None:
        self.answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def at_bomb(self) -> None:
        self.answer(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    def at_packed(self) -> None:
        self.answer(b"xx", Content_Encoding="br")

    def at_text(self) -> None:
        self.answer(ARTICLE, "text/plain; charset=utf-8")

    def at_notes_md(self) -> None:
        self.answer("# Why Kite\n\nWe chose Kite.", "text/plain")

    def at_report(self) -> None:
        self.answer(pdf("Osterly chose Tern."), "application/octet-stream")

    def at_graph(self) -> None:
        self.answer(graph_with_text(), "application/json")

    def at_film(self) -> None:
        self.answer(b"xx", "video/mp4")

    def at_broken(self) -> None:
        self.answer("", status=503)

    def at_feed(self) -> None:
        self.answer(RSS.format(base=self.base), "application/rss+xml")

    def at_oldfeed(self) -> None:
        self.answer(RSS.format(base=self.base), "application/x-rss+xml")

    def at_oldgraph(self) -> None:
        self.answer(graph_with_text(), "application/vnd.press+json")

    def at_drawing(self) -> None:
        self.answer("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml")

    def at_one(self) -> None:
        self.answer(PAGE.replace('content="The Harbour Post"', 'content=""').replace("article:published_time", "x"))

    def at_three(self) -> None:
        self.answer("Brackwater uses Kite.", "text/plain")

    def at_moved(self) -> None:
        self.move("/page?from=moved#top")

    def at_circle(self) -> None:
        self.move("/circle")

    def at_inward(self) -> None:
        self.move("http://10.0.0.1/admin")

    def at_file(self) -> None:
        self.move("file:///etc/passwd")

    def at_sly(self) -> None:
        self.move("/secret")

    def at_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(PAGE.encode())
        self.close_connection = True

    def at_endless(self) -> None:
        self._pour(b"<p>Words without end.</p>" * 1000, 0)

    def at_drip(self) -> None:
        self._pour(b"x", 0.05)

    def at_slow_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(1000):
            self.wfile.write(b"X-%d: y\r\n" % number)
            time.sleep(0.05)

    def _pour(self, part: bytes, pause: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.close_connection = True
        for _ in range(20_000):
            self.wfile.write(part)
            time.sleep(pause)

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    asked: list[tuple[str, dict[str, str]]]

    def handle_error(self, *_: Any) -> None:  # a client that hangs up is what these tests are about
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server(("127.0.0.1", 0), Site)
    running.asked = []
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def fetch(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Document]]:
    monkeypatch.setattr(fetching, "_PAUSE", 0.0)

    def read(path: str, hints: Hints = HERE) -> list[Document]:
        (source,) = sources([f"http://127.0.0.1:{server.server_address[1]}{path}"])
        assert isinstance(source, Source)
        return list(documents(source, hints))

    return read


Fetch = Callable[..., list[Document]]


def test_a_page_is_fetched_politely_and_read_as_what_it_is(fetch: Fetch, server: Server) -> None:
    (found,) = fetch("/page")
    assert found.text.startswith("Osterly picks Tern\nOsterly Motors said")
    assert (found.kind, found.url) == ("html", f"http://127.0.0.1:{server.server_address[1]}/page")
    assert [path for path, _ in server.asked] == ["/robots.txt", "/page"]
    assert all(headers["User-Agent"].startswith("graphkit/") for _, headers in server.asked)


@pytest.mark.parametrize(
    ("path", "kind", "begins"),
    [("/text", "text", "Osterly Motors picks"), ("/notes.md", "markdown", "# Why Kite"), ("/report", "pdf", "Osterly chose Tern."),
     ("/graph", "json", "Osterly Motors has"), ("/oldgraph", "json", "Osterly Motors has"),
     ("/zipped", "html", "Osterly picks Tern"), ("/latin", "html", "Osterly picks Tern")],
)  # fmt: skip
def test_the_content_type_decides_the_loader(fetch: Fetch, path: str, kind: str, begins: str) -> None:
    (found,) = fetch(path)
    assert (found.kind, found.text[: len(begins)]) == (kind, begins)
    if path == "/latin":
        assert "Plénum's model" in found.text


def test_the_address_after_redirects_is_the_document_s(fetch: Fetch) -> None:
    (found,) = fetch("/moved")
    assert found.url is not None
    assert found.url.endswith("/page?from=moved")


@pytest.mark.parametrize(
    ("path", "problem"),
    [("/missing", "the server answers 404 Not Found"), ("/broken", "answers 503"), ("/film", "no loader for content of type video/mp4"),
     ("/circle", "more than 5 redirects"), ("/file", "file:///etc/passwd is no http or https address"), ("/secret", "/robots.txt asks not to fetch it"),
     ("/sly", "/robots.txt asks not to fetch it"), ("/cut", "the connection broke off before the end"), ("/packed", "the server sends it as br")],
)  # fmt: skip
def test_what_cannot_be_fetched_is_told(fetch: Fetch, path: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        fetch(path)


def test_an_endless_answer_ends_at_the_size_limit(fetch: Fetch, server: Server) -> None:
    for path in ("/endless", "/bomb"):
        with pytest.raises(SourceError, match="larger than 1 MB"):
            fetch(path, Hints(allow_private=True, max_bytes=2**20))


@pytest.mark.parametrize("path", ["/drip", "/slow/head"])
def test_an_answer_that_drips_is_cut_off(fetch: Fetch, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "TIMEOUT", 0.7)
    began = time.monotonic()
    with pytest.raises(SourceError, match=r"not fetched within 0\.7 seconds"):
        fetch(path)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost/", "http://2130706433/", "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/"]
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(SourceError, match="which is not a public address; --allow-private"):
        list(documents(Source(url, "http")))


@pytest.mark.parametrize("address", ["169.254.169.254", "100.64.0.1", "fe80::1%eth0", "fd00::1", "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"])
def test_no_such_address_is_public(address: str) -> None:
    assert not fetching.is_public(address)


def test_public_addresses_are_public() -> None:
    assert all(map(fetching.is_public, ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]))


def test_a_redirect_to_a_private_address_is_refused(fetch: Fetch, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")  # as if this machine were the Internet
    with pytest.raises(SourceError, match=r"10\.0\.0\.1 is at 10\.0\.0\.1, which is not a public address"):
        fetch("/inward", Hints())


@pytest.mark.parametrize(
    ("url", "problem"),
    [("http://", "is no http or https address"), ("http://a:b@h.example/", "has a user name or password"), ("http://h.example:port/", "is no address"),
     ("http://nowhere.invalid/", "no host nowhere.invalid"), (f"http://{'x' * 70}.example/", "is no address")],
)  # fmt: skip
def test_a_wrong_address_is_told(url: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        list(documents(Source(url, "http")))


def test_no_robots_file_allows_and_a_failing_one_forbids(server: Server, fetch: Fetch) -> None:
    server.rules = 500  # type: ignore[attr-defined]
    with pytest.raises(SourceError, match="so nothing is fetched from there"):
        fetch("/page")
    server.rules = 404  # type: ignore[attr-defined]
    assert len(fetch("/secret")) == 1


def test_a_feed_is_followed_where_the_person_asks(fetch: Fetch, server: Server) -> None:
    found: list[Document] = []
    base = f"http://127.0.0.1:{server.server_address[1]}"
    with pytest.raises(SourceError, match=r"entry 2: .*404"):
        found.extend(documents(Source(f"{base}/feed", "http"), Hints(allow_private=True, follow=True)))
    first, last = found
    assert (first.kind, first.title, first.publisher, first.published) == ("html", "Osterly picks Tern", "The Harbour Post", "2025-05-14")
    assert (last.kind, last.text, last.title, last.url) == ("text", "Brackwater uses Kite.", "Brack", f"{base}/three")


@pytest.mark.parametrize("path", ["/feed", "/oldfeed"])
def test_without_being_asked_a_feed_is_not_followed(server: Server, fetch: Fetch, path: str) -> None:
    base = f"http://127.0.0.1:{server.server_address[1]}"
    steps = documents(Source(f"{base}{path}", "http"), HERE)
    assert [next(steps).kind, next(steps).kind] == ["feed", "feed"]
    assert [asked for asked, _ in server.asked] == ["/robots.txt", path]


def test_a_drawing_is_no_page(fetch: Fetch) -> None:
    with pytest.raises(SourceError, match=r"no loader for content of type image/svg\+xml"):
        fetch("/drawing")


@pytest.mark.skipif(not shutil.which("openssl"), reason="a certificate for this machine is made with openssl")
def test_https_is_checked_against_the_name_though_the_address_is_pinned(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout"
    subprocess.run([*make.split(), str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    port = server.server_address[1]
    with pytest.raises(SourceError, match="certificate verify failed"):
        list(documents(Source(f"https://localhost:{port}/page", "https"), HERE))
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    (found,) = documents(Source(f"https://localhost:{port}/page", "https"), HERE)
    assert found.kind == "html"
    with pytest.raises(SourceError, match=r"IP address mismatch|certificate verify failed"):
        list(documents(Source(f"https://127.0.0.1:{port}/page", "https"), HERE))
