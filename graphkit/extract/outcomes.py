"""What became of an evaluation, where the words that tell it stand elsewhere than the evaluation itself."""

from collections import defaultdict

from .proposal import Proposal

_RANK = {"rejected": 3, "selected": 3, "pending": 1, "unknown": 0}


def settle(proposals: list[Proposal]) -> list[Proposal]:
    """One evaluation per buyer and vendor, with the outcome that the document comes to.

    "Evaluated A, B and C before choosing D": A, B and C lost. An evaluation without a verdict takes the
    verdict told of the same pair elsewhere; the words of both are its evidence.
    """
    pairs: dict[tuple[int, int], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        if proposal.relation == "EVALUATED":
            pairs[id(proposal.subject), id(proposal.object)].append(proposal)
    dropped: set[int] = set()
    for told in pairs.values():
        for proposal in told:
            if len(told) > 1 and proposal.outcome == "selected" and not_taken(proposal):
                proposal.outcome = "rejected"
        final = [proposal for proposal in told if proposal.outcome in ("rejected", "selected")]
        if not final:
            continue
        for proposal in told:
            if proposal.outcome not in ("rejected", "selected") and proposal.modality not in ("denied",):
                final[0].also.append((proposal.block, proposal.first, proposal.last))
                dropped.add(id(proposal))
    _implied(proposals, dropped)
    return [proposal for proposal in proposals if id(proposal) not in dropped]


def not_taken(proposal: Proposal) -> bool:
    """Whether the word for a choice is negated: "trialled X but did not adopt it"."""
    return proposal.predicate is not None and any(child.dep_ == "neg" for child in proposal.predicate.children)


def _implied(proposals: list[Proposal], dropped: set[int]) -> None:
    """In one sentence, what was considered beside the one that was chosen was not chosen."""
    chosen: dict[tuple[int, int], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        if proposal.relation == "EVALUATED" and proposal.outcome == "selected" and proposal.predicate is not None:
            chosen[id(proposal.subject), proposal.block].append(proposal)
    for proposal in proposals:
        if proposal.relation != "EVALUATED" or proposal.outcome != "unknown" or id(proposal) in dropped or proposal.predicate is None:
            continue
        for winner in chosen[id(proposal.subject), proposal.block]:
            if winner.object is not proposal.object and winner.predicate is not None and winner.predicate.sent.start == proposal.predicate.sent.start:
                proposal.outcome, proposal.implied = "rejected", True
                proposal.firm = winner.firm = True
                proposal.last = max(proposal.last, winner.last)
                proposal.first = min(proposal.first, winner.first)
