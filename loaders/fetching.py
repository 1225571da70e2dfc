"""One page from the web: politely, within limits of time and size, and only from public addresses."""

import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, responses
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from graphkit.errors import SourceError
from graphkit.loading import Hints

TIMEOUT = 30.0  # seconds for a page with its redirects
REDIRECTS = 5
AGENT = "graphkit"
_PAUSE = 0.5  # seconds between two pages of one host, where its robots.txt doesn't ask for more
_SAFE = "/%:@!$&'()*+,;=~-._"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ROBOTS_BYTES = 512 * 1024
try:
    _VERSION = version("vendor-graphkit")
except PackageNotFoundError:  # run from the repository
    _VERSION = "dev"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered: the bytes, inflated; the address (where it redirects, the next); what it says they are."""

    data: bytes
    url: str
    status: int
    kind: str = ""
    charset: str | None = None


def fetch(url: str, hints: Hints) -> Page:
    """The page at *url* (http or https), after at most `REDIRECTS` redirects, each checked like the first."""
    _wait_for_turn(urlsplit(url).netloc)
    page = _follow(url, url, hints, hints.max_bytes, time.monotonic() + TIMEOUT, polite=True)
    if page.status != 200:
        raise SourceError(url, f"the server answers {page.status} {responses.get(page.status, '')}")
    return page


def _follow(url: str, name: str, hints: Hints, limit: int, until: float, *, polite: bool) -> Page:
    for _ in range(REDIRECTS + 1):
        parts = _checked(url, name)
        if polite:
            _ask_robots(parts, name, hints, until)
        page = _get(parts, name, hints, limit, until)
        if page.status not in (301, 302, 303, 307, 308):
            return page
        url = page.url
    raise SourceError(name, f"more than {REDIRECTS} redirects")


def _checked(url: str, name: str) -> SplitResult:
    """*url* in parts, in ASCII and without fragment; raises `SourceError` where it is none that may be fetched."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("ascii" if ":" in (parts.hostname or "") else "idna").decode("ascii")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError as error:
        raise SourceError(name, f"{url} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError(name, f"{url} is no http or https address")
    if parts.username or parts.password:
        raise SourceError(name, "has a user name or password in it; leave them out")
    netloc = (f"[{host}]" if ":" in host else host) + port
    return SplitResult(parts.scheme, netloc, quote(parts.path or "/", _SAFE), quote(parts.query, _SAFE + "?"), "")


# Manners: robots.txt, and a pause between two requests to one host

_rules: dict[str, tuple[float, RobotFileParser]] = {}
_asked: dict[str, float] = {}


def _ask_robots(parts: SplitResult, name: str, hints: Hints, until: float) -> None:
    """Raise `SourceError` where the host's robots.txt (read once an hour) forbids what *parts* address."""
    root = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
    read, rules = _rules.get(root, (0.0, None))
    if rules is None or time.monotonic() - read > 3600:
        page = _follow(root, name, hints, _ROBOTS_BYTES, until, polite=False)
        if page.status >= 500:  # RFC 9309: then nothing may be fetched; where there is no such file, everything may
            raise SourceError(name, f"{root} answers {page.status}, so nothing is fetched from there; try again later")
        rules = RobotFileParser()
        rules.parse(page.data.decode("utf-8", "replace").splitlines() if page.status == 200 else [])
        _rules[root] = time.monotonic(), rules
    if not rules.can_fetch(AGENT, urlunsplit(parts)):
        raise SourceError(name, f"{root} asks not to fetch it; save the page from a browser, and load the file")


def _wait_for_turn(netloc: str) -> None:
    rules = next((rules for root, (_, rules) in _rules.items() if urlsplit(root).netloc == netloc), None)
    pause = min(10.0, max(_PAUSE, float(rules.crawl_delay(AGENT) or 0))) if rules else _PAUSE
    time.sleep(max(0.0, _asked.get(netloc, 0.0) + pause - time.monotonic()))
    _asked[netloc] = time.monotonic()


# One request


def _get(parts: SplitResult, name: str, hints: Hints, limit: int, until: float) -> Page:
    """The answer to one request, without its body where it is a redirect or an error."""
    headers = {"User-Agent": f"{AGENT}/{_VERSION}", "Accept": "text/html, application/pdf, */*;q=0.5", "Accept-Encoding": "gzip", "Connection": "close"}
    url = urlunsplit(parts)
    try:
        with _connected(parts, name, hints, until) as connection:
            connection.request("GET", urlunsplit(("", "", parts.path, parts.query, "")), headers=headers)
            response = connection.getresponse()
            if location := response.status // 100 == 3 and response.headers.get("Location"):
                return Page(b"", urljoin(url, location), response.status)
            data = _body(response, name, limit) if response.status == 200 else b""
            kind = response.headers.get_content_type() if "Content-Type" in response.headers else ""
            page = Page(data, url, response.status, kind, response.headers.get_content_charset())
    except (OSError, HTTPException, zlib.error) as error:
        if time.monotonic() >= until:
            raise SourceError(name, f"not fetched within {TIMEOUT:g} seconds; given up") from None
        raise SourceError(name, f"can't be fetched: {str(error) or type(error).__name__}") from error
    if time.monotonic() >= until:  # the answer was cut off at that time, which may look like its end
        raise SourceError(name, f"not fetched within {TIMEOUT:g} seconds; given up")
    return page


@contextmanager
def _connected(parts: SplitResult, name: str, hints: Hints, until: float) -> Iterator[HTTPConnection]:
    """A connection to the very address that was checked, and that is cut at *until*, however slowly its bytes drip."""
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    addresses = _resolve(host, port, name, hints.allow_private)
    left = max(0.1, until - time.monotonic())
    sock = _connect(addresses, port, min(left, 10))

    def cut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(left, cut)
    timer.daemon = True
    timer.start()
    try:
        sock.settimeout(left)
        if parts.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
            sock.do_handshake()
        connection = HTTPConnection(host, port)
        connection.sock = sock
        yield connection
    finally:
        timer.cancel()
        sock.close()


def _resolve(host: str, port: int, name: str, allow_private: bool) -> list[str]:
    """The IP addresses of *host*; raises `SourceError` where any of them is not public."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise SourceError(name, f"no host {host}: {error.strerror}") from error
    if not allow_private and (private := next((address for address in found if not is_public(address)), None)):
        raise SourceError(name, f"{host} is at {private}, which is not a public address; --allow-private fetches from there")
    return found


def _connect(addresses: list[str], port: int, timeout: float) -> socket.socket:
    """A connection to the first of *addresses* that answers."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout / len(addresses))
    return socket.create_connection((addresses[-1], port), timeout)


def is_public(address: str) -> bool:
    """Whether *address* (IPv4 or IPv6) is one on the open Internet, and so is any IPv4 address wrapped in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        if inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]):
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _body(response: HTTPResponse, name: str, limit: int) -> bytes:
    """The bytes of *response*, inflated; no more of them than *limit* are ever held."""
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise SourceError(name, f"the server sends it as {encoding}, which was not asked for")
    inflate = None if encoding == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    data = bytearray()
    while chunk := response.read1(65536):
        data += inflate.decompress(chunk, limit + 1 - len(data)) if inflate else chunk
        if len(data) > limit:
            raise SourceError(name, f"larger than {limit / 2**20:g} MB; raise --max-size")
    if response.length or (inflate and not inflate.eof):
        raise SourceError(name, "the connection broke off before the end; try again")
    return bytes(data)
