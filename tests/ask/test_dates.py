"""Dates in questions."""

from datetime import date

import pytest

from graphkit.ask import dates

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "op", "first", "last"),
    [
        ("before March 2025", "before", "2025-03-01", "2025-03-31"),
        ("since last year", "since", "2025-01-01", "2025-12-31"),
        ("in 2024", "in", "2024-01-01", "2024-12-31"),
        ("as of 1 May 2025", "as_of", "2025-05-01", "2025-05-01"),
        ("between 2023 and June 2024", "in", "2023-01-01", "2024-06-30"),
        ("in the second quarter of 2025", "in", "2025-04-01", "2025-06-30"),
        ("after 2025-02-14", "after", "2025-02-14", "2025-02-14"),
        ("this month", "in", "2026-11-01", "2026-11-30"),
        ("last quarter", "in", "2026-07-01", "2026-09-30"),
    ],
)
def test_a_date_is_read(words: str, op: str, first: str, last: str) -> None:
    ((_, _, when),) = dates.find(f"Who did it {words}?", TODAY)
    assert (when.op, when.first.isoformat(), when.last.isoformat()) == (op, first, last)


@pytest.mark.parametrize("words", ["may use it", "Model 2024", "now and then"])
def test_what_is_no_date_is_left_alone(words: str) -> None:
    assert dates.find(words, TODAY) == []
