"""What Cypher may be asked that somebody hands in, a person or a language model.

`check` is static and the same for both engines. `Store.limited` then runs the statement so that it can only read, with a timeout and
caps on rows, bytes and memory: the embedded engine in a process of its own, a server in a transaction that may only read.
"""

from .check import check

__all__ = ["check"]
