"""Answers in rows: what a question of the catalogue and a Cypher statement give."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, overload

from .errors import GraphkitError, QueryError

if TYPE_CHECKING:
    import networkx
    import pandas

_ENDS = (("subject", "object"), ("start", "finish"))


class Row(Mapping[str, Any]):
    """One row, frozen: ``row["vendor"]`` and ``row.vendor`` are the same. Equal to a dict of the same items."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", dict(values))

    def __getitem__(self, column: str) -> Any:
        return self._values[column]

    def __getattr__(self, column: str) -> Any:
        try:
            return object.__getattribute__(self, "_values")[column]
        except KeyError:
            raise AttributeError(f"no column {column!r}; there are {', '.join(self)}") from None

    def __setattr__(self, column: str, value: Any) -> None:
        raise AttributeError("a row can't be changed")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Row({self._values!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[dict[str, Any]]]:
        return type(self), (self._values,)


@dataclass(frozen=True, slots=True)
class Table(Sequence[Row]):
    """Rows in the order of the answer: a sequence of `Row`, each with ``columns``, in that order.

    ``complete`` is false where a cap cut it off. Empty: no row, and ``columns`` may be empty too.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    complete: bool = True

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], *, complete: bool = True) -> "Table":
        """A table of any mappings: of ``Answer.rows``, say. Columns stand in the order in which they first come up."""
        made = tuple(Row(row) for row in rows)
        return cls(tuple(dict.fromkeys(column for row in made for column in row)), made, complete)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        return self.rows[at]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts of plain JSON values."""
        return [dict(row) for row in self.rows]

    def to_pandas(self) -> "pandas.DataFrame":
        """A `pandas.DataFrame`: one row each, ``columns`` in their order. Raises `GraphkitError` where pandas isn't installed."""
        return frame(self.to_dicts(), self.columns)

    def to_networkx(self, source: str | None = None, target: str | None = None) -> "networkx.MultiDiGraph[str]":
        """A `networkx.MultiDiGraph`: an edge a row, from its *source* column to its *target* column, with the rest as attributes.

        Left out, they are ``subject`` and ``object`` (or ``start`` and ``finish``), else the first two columns. Rows without
        one of the ends are left out. Raises `QueryError` for a column that isn't there.
        """
        import networkx

        named = next((ends for ends in _ENDS if set(ends) <= set(self.columns)), self.columns[:2])
        ends = [given or (named[n] if n < len(named) else "") for n, given in enumerate((source, target))]
        drawn: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for end in ends:
            if end not in self.columns and self.rows:
                raise QueryError(f"no column {end!r} to draw an edge from or to; there are {', '.join(self.columns)}")
        for row in self.rows:
            if (head := row[ends[0]]) is not None and (tail := row[ends[1]]) is not None:
                # Under one key, so that a column can be called anything, "key" too.
                number = drawn.add_edge(str(head), str(tail))
                drawn.edges[str(head), str(tail), number].update({name: value for name, value in row.items() if name not in ends})
        return drawn


def frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> "pandas.DataFrame":
    """*rows* as a data frame; raises `GraphkitError` where pandas isn't installed."""
    try:
        import pandas
    except ImportError as error:
        raise GraphkitError("a data frame needs pandas, which isn't installed: pip install 'vendor-graphkit[pandas]'") from error
    return pandas.DataFrame(list(rows), columns=list(columns))
