"""One key at a time from a terminal, without losing what is typed ahead."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import click

termios: ModuleType | None
try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None


class Keys:
    """The keyboard: ``key()`` gives one key, ``line(question)`` a line, edited as the terminal lets one. "" is the end of input."""

    def __init__(self) -> None:
        self._ahead = ""

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Keys come without Enter and aren't echoed, for as long as this lasts."""
        if termios is None:
            yield
            return
        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        try:
            yield
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def key(self) -> str:
        """The next key; arrows and the like are passed over. Ctrl-C and the end of input are ""."""
        if termios is None:
            try:
                return click.getchar()
            except (KeyboardInterrupt, EOFError):
                return ""
        while True:
            try:
                while not self._ahead:
                    read = os.read(sys.stdin.fileno(), 1024)
                    if not read:
                        return ""
                    self._ahead = read.decode(errors="replace")
            except KeyboardInterrupt:
                return ""
            if self._ahead[0] == "\x1b":
                self._ahead = self._ahead[3:] if self._ahead[1:2] in ("[", "O") else self._ahead[1:]
                continue
            key, self._ahead = self._ahead[0], self._ahead[1:]
            return "" if key == "\x04" else key

    def line(self, question: str) -> str:
        """What the person types after *question*; "" where nothing, or Ctrl-C."""
        if termios is None:
            return _line(question)
        descriptor = sys.stdin.fileno()
        watched = termios.tcgetattr(descriptor)
        plain = termios.tcgetattr(descriptor)
        plain[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(descriptor, termios.TCSADRAIN, plain)
        try:
            return _line(question)
        finally:
            termios.tcsetattr(descriptor, termios.TCSADRAIN, watched)


def _line(question: str) -> str:
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return ""
