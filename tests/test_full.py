"""Where there is no room, no permission, or somebody else: one line, an exit status, and a store that is as it was."""

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_graph import load
from test_kill import many
from test_store import HOLD
from world import write_world

from graphkit.audit import audit
from graphkit.graph import Graph

#: A file system of its own is made for each, which needs root.
own_disk = pytest.mark.external


def mount(*arguments: str) -> None:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting a small file system needs root on Linux")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no mounting here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of 64 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=64m", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def leave(disk: Path, kilobytes: int) -> None:
    """Room for *kilobytes* more on *disk*."""
    found = os.statvfs(disk)
    used = (found.f_blocks - found.f_bfree) * found.f_frsize // 1024
    subprocess.run(["mount", "-o", f"remount,size={used + kilobytes}k", str(disk)], check=True)


def graphkit(*arguments: str) -> tuple[int, str]:
    """Exit status and what a person sees of a command."""
    done = subprocess.run([sys.executable, "-m", "graphkit", *arguments], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stderr


def one_line(told: tuple[int, str], said: str) -> None:
    status, error = told
    assert status == 1 and said in error and error.startswith("Error: ") and error.count("\n") == 1, told


@own_disk
@pytest.mark.parametrize("room", [0, 64])
def test_a_load_on_a_full_disk_stops_with_one_line_and_goes_on_when_there_is_room(room: int, disk: Path, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    paths, store = many(tmp_path / "sources"), str(disk / "graph.db")
    with Graph(str(tmp_path / "whole.db"), create=True) as whole:
        load(whole, *paths)
        wanted = whole.hash
    with Graph(store, create=True) as graph:
        load(graph, paths[0])
        before = graph.hash
    leave(disk, room)
    one_line(graphkit("load", *paths, "--store", store), os.strerror(errno.ENOSPC))
    leave(disk, 60_000)
    with Graph(store) as graph:
        assert graph.hash == before or graph.unfinished
        assert graph.unfinished or audit(graph.store).faults == []
        load(graph, *paths)
        assert graph.hash == wanted and audit(graph.store).faults == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """A store, and its sources."""
    folder = tmp_path_factory.mktemp("made")
    paths = write_world(folder)
    with Graph(str(folder / "graph.db"), create=True) as graph:
        load(graph, *paths)
    return str(folder / "graph.db"), paths


@own_disk
def test_what_does_not_fit_leaves_the_file_that_was_there(disk: Path, made: tuple[str, list[str]]) -> None:
    store, _ = made
    for name in ("backup", "export", "explorer.html"):
        (disk / name).write_text("mine")
    leave(disk, 4)
    for command in (["backup", str(disk / "backup")], ["export", "-o", str(disk / "export")], ["explore", "-o", str(disk / "explorer.html")]):
        one_line(graphkit(*command, "--store", store), "No space left on device; what was there is as it was")
    with (disk / "printed").open("w") as printed:
        done = subprocess.run([sys.executable, "-m", "graphkit", "export", "--store", store], stdout=printed, stderr=subprocess.PIPE, text=True, check=False)
    one_line((done.returncode, done.stderr), "can't write: No space left on device")
    assert sorted(path.name for path in disk.iterdir()) == ["backup", "explorer.html", "export", "printed"]
    assert {path.read_text() for path in disk.iterdir() if path.name != "printed"} == {"mine"}


@own_disk
def test_a_store_in_a_read_only_place_is_read_and_refuses_what_writes(disk: Path, made: tuple[str, list[str]], tmp_path: Path) -> None:
    store, paths = str(disk / "graph.db"), made[1]
    with Graph(store, create=True) as graph:
        load(graph, *paths[:2])
        before = graph.hash
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for command in (["load", *paths], ["rebuild"], ["merge", "Oakline", "Tarn"], ["restore", made[0], "--replace"], ["migrate"]):
        status, error = graphkit(*command, "--store", store)
        assert status == 1 and error.count("\n") == 1, (command, error)
    one_line(graphkit("load", *paths, "--store", str(disk / "other.db")), "can't make a store at")
    one_line(graphkit("backup", str(disk / "backup"), "--store", made[0]), "Read-only file system")
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    with Graph(store) as graph:
        assert graph.hash == before and audit(graph.store).faults == []


def test_a_store_that_another_process_holds_is_refused_by_every_command(made: tuple[str, list[str]], tmp_path: Path) -> None:
    store, paths = made
    with subprocess.Popen([sys.executable, "-c", HOLD, store], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdout.readline() == b"open\n"
        for command in (["load", *paths], ["rebuild"], ["check"], ["migrate"], ["backup", str(tmp_path / "b")]):
            one_line(graphkit(*command, "--store", store), "is in use by another process; wait until it is done, or stop it")
        holder.kill()
    assert not (tmp_path / "b").exists()
    with Graph(store) as graph:
        assert audit(graph.store).faults == []
