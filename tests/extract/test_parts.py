"""The parts of the extractor, one by one."""

import pytest

from graphkit.extract import dates
from graphkit.extract.certainty import certainty
from graphkit.extract.layout import blocks
from graphkit.extract.model import ModelError, verify
from graphkit.extract.proposal import Proposal
from graphkit.extract.reading import Thing
from graphkit.extract.reason_class import classify
from graphkit.extract.spans import find
from graphkit.names import starter
from graphkit.ontology import REASON_CLASSES


def test_offsets_lead_back_to_the_document() -> None:
    text = "# Title\n\nSome **bold** words and [a link](https://example.org) here.\n\n| A | B |\n|---|---|\n| c | d |\n"
    for block in blocks(text):
        for i, char in enumerate(block.text):
            assert char == " " or text[block.offsets[i]] == char


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("They chose Kestrel Bay Systems over qirra.ai.", ["Kestrel Bay Systems", "qirra.ai"]),
        ("Here Veldmark's Kelp runs on the Ascend 910B.", ["Veldmark", "Kelp", "Ascend 910B"]),
        ("The Bureau of Peat and Moss fined Halvorsen & Co.", ["Bureau of Peat and Moss", "Halvorsen & Co"]),
        ("It hired CEO Marta Lindqvist on Monday.", ["Marta Lindqvist"]),
        ("The Munich-based firm uses AI.", ["Munich"]),
        ("It fined Brightlode Vale Ltd 340,000 crowns.", ["Brightlode Vale Ltd"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [span.text for span in find(text, starter()) if span.sure] == names


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in March 2024", "2024-03"),
        ("on 5 May 2024", "2024-05-05"),
        ("on May 5, 2024", "2024-05-05"),
        ("in the first quarter of 2024", "2024-Q1"),
        ("last year", "2023"),
        ("in November", "2023-11"),
        ("since 2019", "2019"),
    ],
)
def test_dates(text: str, period: str) -> None:
    (found,) = dates.find(f"It closed {text}.", "2024-06-15")
    assert found.period == period


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("its prices were too high", "price"),
        ("it took three seconds to answer: too much latency", "performance_latency"),
        ("it stores data abroad", "security_privacy"),
        ("flurb", "other"),
    ],
)
def test_reason_class(reason: str, kind: str) -> None:
    assert classify(reason) == kind
    assert kind in REASON_CLASSES


def test_a_model_that_is_not_the_published_one_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelError, match="reinstall"):
        verify(tmp_path)


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("April 2023. Ada Oduya leaves Orl.", "2023-04"),
        ("Feb. 2024: Orl shows Vey.", "2024-02"),
        ("2022 – Orl shows Vey.", "2022"),
        ("Ada Oduya left Orl. In 2023 she came back.", None),
    ],
)
def test_a_line_of_a_chronicle_begins_with_its_date(line: str, period: str | None) -> None:
    last = blocks(f"# Orl in dates\n\nA list.\n\nHere it is.\n\n{line}\n")[-1]
    assert dates.leading(last, "2026-01-02") == period


def test_a_claim_is_less_sure_the_more_its_rivals_are() -> None:
    orl, vey = Thing("Orl", "Company"), Thing("Vey", "Model")
    alone = Proposal("USES", orl, vey, 0, 0, 9, source="reader", support=0.6)
    for rivals in ((0.9, 0.0, 0.0), (0.0, 0.9, 0.0), (0.0, 0.0, 0.9)):
        assert certainty(Proposal("USES", orl, vey, 0, 0, 9, source="reader", support=0.6, rivals=rivals), "asserted") < certainty(alone, "asserted")
