"""A limit to the time that one document may take: a hostile file can keep a parser busy for days."""

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

MAX_SECONDS = 60.0


class TooLongError(BaseException):
    """Not an `Exception`, so that no parser swallows it."""


_clock = threading.local()  # .until: when what this thread reads must be there


def more_time() -> None:
    """Start the time that one document may take anew: a loader that goes on to its next item calls this."""
    _clock.until = time.monotonic() + MAX_SECONDS


@contextmanager
def time_limit() -> Iterator[None]:
    """Raise `TooLongError` inside the block when the time is over, and every second from then on until the block is left."""
    more_time()
    clock = _clock.__dict__  # this thread's own
    if threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):

        def stop(*_: object) -> None:
            if time.monotonic() >= clock["until"]:
                raise TooLongError

        before = signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, 1, 1)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        return

    # Elsewhere no signal arrives: have the interpreter raise it in this thread at the next bytecode.
    target, left = ctypes.c_ulong(threading.get_ident()), threading.Event()

    def watch() -> None:
        while not left.wait(1):
            if time.monotonic() >= clock["until"]:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TooLongError))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        left.set()
        watcher.join()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(target, None)  # one that is still on its way
