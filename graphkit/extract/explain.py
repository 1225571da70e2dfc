"""Why a document says what the extractor says it says: the rule behind each claim, and why other sentences gave none."""

from ..names import Names, starter
from ..records import Document
from .attributes import sentence_of
from .claims import Step, work
from .opinions import ADD, Opinions
from .reading import Reading, Sentence


def explain(document: Document, names: Names | None = None) -> list[str]:
    """Lines for a person, sentence by sentence; a claim's are indented below the sentence that it stands in."""
    reading, thought, steps = work(document, names or starter(), "offline")
    by_sentence: dict[int, list[Step]] = {}
    for step in steps:
        by_sentence.setdefault(sentence_of(reading, step.proposal).number, []).append(step)
    lines: list[str] = []
    for sentence in reading.sentences:
        text = " ".join(sentence.span.text.split())
        if not text:
            continue
        lines.append(f"“{text}”")
        told = by_sentence.get(sentence.number, [])
        for step in told:
            lines += _told(step)
        if not told:
            lines.append(f"    nothing: {_why_nothing(reading, sentence, thought)}")
    return lines


def _told(step: Step) -> list[str]:
    proposal, found = step.proposal, step.found
    ends = f"{proposal.subject.name} {proposal.relation} {proposal.object.name}"
    if step.claim is None:
        return [f"    refused: {ends}: {step.refusal.why if step.refusal else found.why}"]
    lines = [f"    {ends}  [{found.modality}: {found.why}; confidence {step.claim.confidence}]"]
    path = []
    if proposal.predicate is not None:
        path = [token.text for token in (proposal.predicate, *proposal.predicate.ancestors)]
    lines.append(f"        by {proposal.rule or proposal.source}{'; governed by ' + ' < '.join(path) if len(path) > 1 else ''}")
    if proposal.reason:
        lines.append(f"        reason ({proposal.reason_class}): “{proposal.reason}”")
    return lines


def _why_nothing(reading: Reading, sentence: Sentence, thought: Opinions) -> str:
    """The nearest to a claim that it came."""
    here = {id(mention.thing): mention.thing for mention in reading.in_sentence(sentence)}
    if sentence.block.kind == "code":
        return "code isn't read"
    if not here:
        return "no name"
    where = sentence.block.at(sentence.span.start_char, sentence.span.end_char)
    near = [(opinion.score, key) for key, opinion in thought.items() if opinion.where == where and opinion.score < ADD]
    if near:
        score, (relation, s, o) = max(near)
        return f"no words that a rule knows; the reader's nearest: {reading.things[s].name} {relation} {reading.things[o].name}, {score:.2f}, below {ADD}"
    names = ", ".join(thing.name for thing in here.values())
    return f"only {names}" if len(here) == 1 else f"nothing is said between {names}"
