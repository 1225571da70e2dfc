"""The learned second opinion: blind to names, sound in what it proposes, and pinned."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from graphkit.extract import authors, entities, extract, pairs, starter
from graphkit.extract.claims import rules
from graphkit.extract.pairs_features import SIZE, Features, Pair
from graphkit.extract.reading import Reading, parse
from graphkit.extract.reference import References
from graphkit.ontology import RELATIONS
from graphkit.records import Document

NEWS = """Veldmark Group picks a supplier

Veldmark Group, the insurer, tested models from Orrin Labs and Tavish Systems in March. It chose Orrin Labs for its claims desk.
Tavish Systems, a rival of Orrin Labs, was turned down because of its price. Orrin Labs is backed by Quarrel Capital.
"""
RENAMED = NEWS.replace("Veldmark", "Hesper").replace("Orrin", "Calder").replace("Tavish", "Wenlock").replace("Quarrel", "Bramber")


def read(text: str) -> Reading:
    reading = parse(Document.of(text), starter())
    entities.find(reading, starter())
    authors.find(reading)
    return reading


def seen(text: str) -> list[Pair]:
    reading = read(text)
    return list(Features(reading, References(reading)).pairs())


def test_weights_are_the_published_ones_and_hold_no_objects() -> None:
    raw = files("graphkit.extract").joinpath("pairs.npz").read_bytes()
    assert len(raw) <= 5_000_000
    assert hashlib.sha256(raw).hexdigest() == pairs.SHA256
    learned = pairs.model()
    assert learned.weights.shape == (SIZE, len(pairs.COLUMNS)) and learned.weights.dtype == np.int8


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "SHA256", "0" * 64)
    pairs.model.cache_clear()
    with pytest.raises(pairs.WeightsError):
        pairs.model()
    monkeypatch.undo()
    pairs.model.cache_clear()
    assert pairs.model()


def test_a_name_never_seen_counts_like_any_other() -> None:
    one, other = seen(NEWS), seen(RENAMED)
    assert len(one) == len(other) > 3
    assert [pair.features for pair in one] == [pair.features for pair in other]


def test_pairs_can_be_joined_by_some_relation() -> None:
    ends = {(s, o) for relation in RELATIONS.values() for s in relation.subjects for o in relation.objects}
    for pair in seen(NEWS):
        assert (pair.a.thing.type, pair.b.thing.type) in ends or (pair.b.thing.type, pair.a.thing.type) in ends
        assert pair.a.thing is not pair.b.thing
        assert len(pair.features) == len(set(pair.features)) or len(pair.features) < 400


def test_confidence_is_a_share_and_the_same_every_time() -> None:
    told = []
    for _ in range(2):
        reading = read(NEWS)
        references = References(reading)
        proposals = pairs.second(reading, references, rules(reading, references))
        assert all(0 <= proposal.confidence <= 1 for proposal in proposals)
        told.append([(p.relation, p.subject.name, p.object.name, p.source, p.confidence) for p in proposals])
    assert told[0] == told[1] and told[0]


def test_what_the_classifier_alone_proposes_fits_the_ontology_and_quotes_both_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "ADD", 0.1)
    reading = read(NEWS)
    references = References(reading)
    alone = [p for p in pairs.second(reading, references, []) if p.source == "pairs"]
    assert alone
    for proposal in alone:
        relation = RELATIONS[proposal.relation]
        assert proposal.subject.type in relation.subjects and proposal.object.type in relation.objects
        assert 0 < proposal.last - proposal.first <= pairs.LONGEST
        assert (proposal.outcome is not None) == (proposal.relation == "EVALUATED")
        assert (proposal.action is not None) == (proposal.relation == "REGULATED_BY")
    document = Document.of(NEWS)
    extract(document).check(document)


def test_rules_that_nothing_speaks_for_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "DROP", 1.01)
    monkeypatch.setattr(pairs, "ADD", 1.01)
    reading = read(NEWS)
    references = References(reading)
    assert pairs.second(reading, references, rules(reading, references)) == []


def test_an_empty_document_has_no_pairs() -> None:
    reading = read("Nothing is named here.")
    assert pairs.second(reading, References(reading), []) == []
