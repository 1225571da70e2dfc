"""Every example in frames.toml is read as it says."""

import pytest

from graphkit.extract import starter
from graphkit.extract.claims import work
from graphkit.extract.frames import frames
from graphkit.ontology import RELATIONS
from graphkit.records import Document

#: What the invented names are, so that an example tests its frame and not the guessing.
LEAD = (
    "Veldmark GmbH, a retailer, and Orrin Labs, a start-up, and Tavish AI, a lab, sell software. "
    "The Orrin-2 model, the Tavish-9 model and the Pelo app are new.\n\n"
)
EXAMPLES = [example for frame in frames() for example in frame.examples]


def same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def told(text: str, *, by_rules: bool = False) -> set[tuple[str, str, str]]:
    document = Document.of(LEAD + text)
    _, _, steps = work(document, starter(), "test")
    return {
        (step.proposal.subject.name, step.claim.relation, step.proposal.object.name)
        for step in steps
        if step.claim is not None and (step.proposal.source != "reader" or not by_rules) and step.claim.evidence[0].start >= len(LEAD)
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=[example[:60] for example in EXAMPLES])
def test_example(example: str) -> None:
    text, _, wanted = example.partition(" => ")
    found = told(text)
    for part in wanted.split("; "):
        relation = next(word for word in part.split() if word in RELATIONS)
        subject, _, obj = part.partition(f" {relation} ")
        pairs = [(s, o) for s, r, o in found if r == relation]
        pairs += [(o, s) for s, o in pairs if RELATIONS[relation].symmetric]
        assert any(same(s, subject) and same(o, obj) for s, o in pairs), found


@pytest.mark.parametrize(
    "text",
    [
        "Veldmark and Orrin Labs both opened offices in Bergen.",
        "Shares of Veldmark rose 2% and those of Orrin Labs fell.",
        "Would Veldmark ever buy Orrin Labs?",
        "If Veldmark chose Orrin Labs, it would save money.",
    ],
)
def test_naming_two_things_together_relates_nothing(text: str) -> None:
    assert not {each for each in told(text, by_rules=True) if "Veldmark" in each[0] + each[2] and "Orrin" in each[0] + each[2]}
