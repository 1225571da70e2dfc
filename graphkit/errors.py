"""What can go wrong, as one tree, so that a caller can catch one class.

    GraphkitError
    ├── SourceError      a document that can't be read: named, skipped, the rest goes on
    ├── OntologyError    a type, an end or an attribute that the ontology doesn't allow
    ├── StoreError       a store that is locked, missing, of another version, down, or refuses the password
    ├── BackupError      a file that is no backup, is damaged, or is of a newer format
    ├── OutputError      a file that can't be written
    ├── QueryError       no such question, a wrong parameter, Cypher that the store refuses
    └── LlmError         a language model that can't be reached, refuses, or would cost more than was allowed

Messages are for the person at the keyboard: what, where, and what to do.
"""


class GraphkitError(Exception):
    """Base of every error that graphkit raises on purpose."""


class SourceError(GraphkitError):
    """A source that can't be read as a document; ``str()`` is one line that names it."""

    def __init__(self, source: str, problem: str) -> None:
        self.source = source
        self.problem = " ".join(problem.split())
        super().__init__(f"{source}: {self.problem}")


class OntologyError(GraphkitError):
    """A type, an end or an attribute that the ontology doesn't allow."""


class StoreError(GraphkitError):
    """The store can't be opened, read or written."""


class BackupError(GraphkitError):
    """A file that is no backup, is damaged, or is of a newer format."""


class OutputError(GraphkitError):
    """A file that can't be written; what was there is as it was."""


class QueryError(GraphkitError):
    """A question or a Cypher statement that can't be run."""


class LlmError(GraphkitError):
    """A language model that isn't set up, can't be reached, refuses, or would cost more than was allowed."""
