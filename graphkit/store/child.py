"""One statement from outside, in a process of its own.

Neither engine can be stopped in the middle of an expression. The embedded one has the heap of its process, where a doubling ``reduce`` takes
gigabytes before anything counts them; a server sends as large a row as it is asked for. A process can be killed, and be held to a size.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ..errors import QueryError, StoreError
from .limits import MAX_BYTES, Limited, Limits

_GRACE = 0.5  # s: a server that stops it by itself cleans up better
_HEAP = "ARCADEDB_NATIVE_ISOLATE_ARGS"


def limited(address: str, cypher: str, parameters: Mapping[str, Any], limits: Limits, environment: Mapping[str, str] | None = None) -> Limited:
    """The rows of *cypher* over the store at *address*, opened with *environment*; raises `QueryError` where it is refused or a limit stops it."""
    environment = {**os.environ, **(environment or {}), _HEAP: f"-Xmx{limits.megabytes}m", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "graphkit.store.child"]  # -P: never from the folder that one happens to be in
    asked = {"address": address, "cypher": cypher, "parameters": dict(parameters), "seconds": limits.seconds, "megabytes": limits.megabytes}
    try:
        sent = json.dumps(asked).encode()
    except (TypeError, ValueError) as error:
        raise QueryError(f"parameters are text, numbers, true or false, null, lists and maps: {error}") from error
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        assert process.stdin and process.stdout
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        try:
            with suppress(BrokenPipeError):
                process.stdin.write(sent)
                process.stdin.close()
            opened = process.stdout.readline()  # opening takes its time on a busy machine, and isn't the statement's fault
            if opened != b"{}\n":
                raise StoreError(json.loads(opened)["error"] if opened else f"{address} can't be opened in a process of its own")
            clock = threading.Timer(limits.seconds + _GRACE, stop)
            clock.start()
            try:
                return _read(process.stdout, limits)
            except EOFError:
                raise QueryError(limits.too_long if late.is_set() else limits.too_large) from None
            finally:
                clock.cancel()
        finally:
            process.kill()


def _read(lines: IO[bytes], limits: Limits) -> Limited:
    rows: list[dict[str, Any]] = []
    room = MAX_BYTES
    while line := lines.readline(room):
        if not line.endswith(b"\n"):
            if len(line) < room:
                break
            raise QueryError(limits.too_large)
        room -= len(line)
        said = json.loads(line)
        if "end" in said:
            return Limited(rows, complete=True)
        if "error" in said:
            raise QueryError(limits.said(said["error"]))
        if len(rows) == limits.rows:
            return Limited(rows, complete=False)
        rows.append(said["row"])
        if not room:
            raise QueryError(limits.too_large)
    raise EOFError


# -- in the child ------------------------------------------------------------------------------------


def _main() -> None:
    asked = json.loads(sys.stdin.buffer.read())
    from . import connect

    try:
        store = connect(asked["address"], read_only=True)
    except StoreError as error:
        _say({"error": str(error)})
        return
    _say({})
    _cap(asked["seconds"], asked["megabytes"])
    try:
        for row in store.rows(asked["cypher"], asked["parameters"], asked["seconds"]):
            _say({"row": row})
    except (QueryError, StoreError) as error:
        _say({"error": str(error)})
    except (MemoryError, RecursionError):
        _say({"error": "OutOfMemory"})
    else:
        _say({"end": True})
    sys.stdout.flush()
    os._exit(0)  # nothing was written, and the parent waits


def _say(value: Mapping[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str), flush=True)


def _cap(seconds: float, megabytes: int) -> None:
    """Where the system can: no more address space than there is now and twice the heap, and no running on when the parent is gone."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (size + megabytes * 2_000_000,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (int(4 * seconds) + 2,) * 2)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    _main()
