"""What the learned reader thinks of each proposal and of its rivals, once all are made: how sure to be of it follows from that (`certainty`)."""

from collections.abc import Callable

from ..ontology import RELATIONS
from .certainty import certainty
from .opinions import Key, Opinions, keys
from .proposal import Proposal
from .reading import Reading


def rate(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> None:
    """Note the reader's opinion on every one of *proposals*; what one word says of several things ("tested A, B and C") stands or falls together."""
    key_of, rivals_of = keys(reading), _rivals(thought)
    together: dict[tuple[str, int, int], list[float]] = {}
    for proposal in proposals:
        key = key_of(proposal)
        opinion, proposal.rivals = thought.get(key), rivals_of(key)
        if opinion is not None:
            proposal.support, proposal.holds = opinion.score, opinion.modality["held"]
        if proposal.source == "frames" and proposal.predicate is not None:
            together.setdefault((proposal.relation, proposal.block, proposal.predicate.i), []).append(proposal.support)
    for proposal in proposals:
        if proposal.source == "frames" and proposal.predicate is not None:
            others = together[proposal.relation, proposal.block, proposal.predicate.i]
            proposal.support = max(proposal.support, sum(others) / len(others))
    surest: dict[tuple[int, int], tuple[float, Proposal]] = {}
    for proposal in proposals:
        if proposal.relation == "EVALUATED" and proposal.outcome == "rejected":
            pair = (id(proposal.subject), id(proposal.object))
            surest[pair] = max(surest.get(pair, (0.0, proposal)), (certainty(proposal, "asserted"), proposal), key=lambda each: each[0])
    for proposal in proposals:
        if proposal.source == "reasons":
            _, proposal.explains = surest.get((id(proposal.subject), id(proposal.object)), (0.0, None))


def _rivals(thought: Opinions) -> Callable[[Key], tuple[float, float, float]]:
    """The reader's best score for a relation with another subject, with another object, and the other way round."""
    subjects: dict[tuple[str, int], list[tuple[float, int]]] = {}
    objects: dict[tuple[str, int], list[tuple[float, int]]] = {}
    for (relation, s, o), opinion in thought.items():
        subjects.setdefault((relation, o), []).append((opinion.score, s))
        objects.setdefault((relation, s), []).append((opinion.score, o))

    def best(told: list[tuple[float, int]], own: int) -> float:
        return max((score for score, end in told if end != own), default=0.0)

    def of(key: Key) -> tuple[float, float, float]:
        relation, s, o = key
        back = None if RELATIONS[relation].symmetric else thought.get((relation, o, s))
        return best(subjects.get((relation, o), []), s), best(objects.get((relation, s), []), o), back.score if back is not None else 0.0

    return of
