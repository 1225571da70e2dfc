"""Every example in frames.toml is read as it says, and nothing else of that frame's relation is."""

import pytest

from graphkit.extract import extract
from graphkit.extract.frames import Frame, frames
from graphkit.ontology import RELATIONS
from graphkit.records import Document

CASES = [(frame, example) for frame in frames() for example in frame.examples]


@pytest.mark.parametrize(("frame", "example"), CASES, ids=[example.split(" => ")[0][:60] for _, example in CASES])
def test_example(frame: Frame, example: str) -> None:
    text, _, wanted = example.partition(" => ")
    # A line that says what the invented names are, so that the example tests the frame and not the guessing.
    lead = "Veldmark GmbH, a retailer, and Orrin Labs, a start-up, and Tavish AI, a lab, sell software. The Orrin-2 model, the Tavish-9 model and the Pelo app are new.\n\n"
    document = Document.of(lead + text)
    found = extract(document).check(document)
    names = {entity.id: entity.name for entity in found.entities}
    told = {(names[claim.subject], claim.relation, names[claim.object]) for claim in found.claims if claim.evidence[0].start >= len(lead)}
    expected = set()
    for part in wanted.split("; "):
        if part.strip() == "nothing":
            continue
        subject, relation, obj = next((s, r, o) for r in [w for w in part.split() if w in RELATIONS] for s, _, o in [part.partition(f" {r} ")])
        expected.add((subject, relation, obj))

    def same(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
        return one[1] == other[1] and all(a == b or a.startswith(b) or b.startswith(a) for a, b in ((one[0], other[0]), (one[2], other[2])))

    missing = {each for each in expected if not any(same(each, other) or (other[1] == each[1] and same((each[2], each[1], each[0]), other)) for other in told)}
    assert not missing, told
