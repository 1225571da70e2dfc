"""What the rules have settled of a sentence or a row, so that the learned reader has no say in it any more."""

from dataclasses import dataclass, field

from . import attributes
from .proposal import Proposal
from .reading import Reading, Sentence, Thing


@dataclass(slots=True)
class Settled:
    """``meant``: a relation, the number of the sentence that tells it, and an end that it names: the rules know the other, named or not ("the firm").

    ``rows``: by block the things of a table's row, where the table's head says what its columns are to each other.
    """

    reading: Reading
    meant: set[tuple[str, int, int]] = field(default_factory=set)
    rows: dict[int, set[int]] = field(default_factory=dict)

    def __contains__(self, told: tuple[str, Sentence, Thing, Thing]) -> bool:
        """Whether a relation that *told*'s sentence may state between two things is settled otherwise."""
        relation, sentence, subject, target = told
        named = self._named(sentence)
        ends = [id(end) for end in (subject, target) if id(end) in named]
        if len(ends) == 1:
            return (relation, sentence.number, ends[0]) in self.meant
        return {id(subject), id(target)} <= self.rows.get(sentence.block.number, set())

    def _named(self, sentence: Sentence) -> set[int]:
        return {id(mention.thing) for mention in self.reading.in_sentence(sentence)}


def settled(reading: Reading, proposals: list[Proposal]) -> Settled:
    """What *proposals*, all of them the rules', settle."""
    found = Settled(reading)
    for proposal in proposals:
        ends = {id(proposal.subject), id(proposal.object)}
        if proposal.source == "tables":
            found.rows.setdefault(proposal.block, set()).update(ends)
        elif proposal.predicate is not None:
            sentence = attributes.sentence_of(reading, proposal)
            found.meant.update((proposal.relation, sentence.number, end) for end in ends & found._named(sentence))
    return found
