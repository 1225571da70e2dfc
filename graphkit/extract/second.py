"""The learned reader's second opinion: relations that no rule found, and how sure to be of those that rules did.

Its proposals pass through the same rules for modality, dates and outcome as any other; reasons that only it sees are
the business of `rejections`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..ontology import RELATIONS
from . import modality, officers, verdicts
from .certainty import certainty
from .neural import Proposal as Opinion
from .proposal import Proposal
from .reading import Mention, Reading, Sentence, Thing
from .sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token

#: A relation, and the numbers of both ends among ``reading.things``.
Key = tuple[str, int, int]
#: What the reader thinks of pairs of things: by relation and the numbers of both ends.
Opinions = dict[Key, Opinion]
#: A relation that only the reader sees is proposed from here on; most such proposals are less sure than what is kept by default (`extract.LEAST`).
ADD = 0.2
#: What an authority does, by the words for it; the reader's own guess is only for a sentence with none of them.
_ACTIONS = {
    "export_control": re.compile(r"\bexport|entity list", re.I),
    "fine": re.compile(r"\bfin(?:e[ds]?|ing)\b|\bpenalt", re.I),
    "ban": re.compile(
        r"\bban(?:s|ned|ning)?\b|\bprohibit|\bblock(?:s|ed|ing)?\b|\border(?:s|ed)?\b[^.;]{0,40}\bto (?:switch|turn|shut|take|stop|suspend|withdraw"
        r"|pull|halt)\b",
        re.I,
    ),
    "investigation": re.compile(r"\binvestigat|\bprob(?:e[ds]?|ing)\b|\binquir|\binspect", re.I),
    "licence": re.compile(r"\blicen[cs]|\bpermits?\b", re.I),
    "approval": re.compile(r"\bapprov|\bclear(?:s|ed|ance)\b|\bregistered\b|\bvet(?:s|ted|ting)\b|\bcertif|\bsign[- ]?off", re.I),
    "review": re.compile(r"\breview|\bquestion|\bexamin|\baudit|\bassess", re.I),
    "rule": re.compile(r"\brul(?:e[ds]?|ings?)\b|\brequire|\border(?:s|ed)?\b|\bguid(?:ance|eline)|\bcode of|\bwarn", re.I),
}
#: The share of all choices from which on one firm is the text's only buyer.
SOLE = 0.8
#: What only the decider does, in a record of a decision.
_CHOICES = ("EVALUATED", "REJECTED_BECAUSE")
#: From this chance of holding on a fact is one, where a word of denial, doubt or plan stands in the sentence, and where none does. The reader was
#: trained to give what doesn't hold three times its weight, so that of 100 facts to which it gives an even chance some 90 hold.
SURE, LEAN = 0.8, 0.4
#: What right after a vendor's name says that it was the one; the reader's guess is for all else.
_WON = re.compile(r"(?:['’]s [\w-]+)? (?:has |had )?(?:won\b(?! over)|wins\b|prevailed\b|came (?:out )?(?:first|on top)\b|got the (?:job|contract|nod)\b)")
#: The same right before it: "switched it to Wren", "replaced Wren with Tarn".
_TO = re.compile(
    r"\b(?:switched|moved|migrated|went over|changed over|crossed over)\b[^.;,]{0,30}\bto $|\breplac(?:ed|ing)\b[^.;]{0,40}\b(?:with|by) $|\bin favou?r of $",
    re.I,
)
#: A bid that its maker took back was turned down by nobody.
_WITHDREW = re.compile(r"\b(?:withdrew|withdrawn|pulled out|dropped out|bowed out)\b", re.I)
_TURNED_DOWN = re.compile(r"\b(?:reject|declin|turned (?:it |them )?down|ruled out|excluded|eliminated|dropped (?!out))", re.I)
#: From this chance on the reader's word for the outcome counts, where the clause gives none.
OUTCOME = 0.6
#: The longest evidence that is a whole sentence.
LONGEST = 320


def opinions(things: list[Thing], sight: Sight) -> Opinions:
    """What the reader thinks of every pair of *things*: by relation and the numbers of both ends."""
    found: Opinions = {}
    for opinion in sight.relations(things):
        for key in _both((opinion.relation, opinion.subject, opinion.object)):
            if key not in found or found[key].score < opinion.score:
                found[key] = opinion
    return found


def votes(thought: Opinions) -> dict[int, float]:
    """What part of all choices the reader gives to each thing, by its number: they add up to 1, or there are none."""
    made: dict[int, float] = {}
    for (relation, subject, _), opinion in thought.items():
        if relation == "EVALUATED":
            made[subject] = made.get(subject, 0.0) + opinion.score
    total = sum(made.values())
    return {subject: share / total for subject, share in made.items()}


def chooser(reading: Reading, thought: Opinions) -> Thing | None:
    """Who makes nearly all choices of the text, three at least, as the reader sees it; None where several do."""
    made = votes(thought)
    best = max(made, key=lambda each: made[each], default=None)
    if best is None or made[best] < SOLE:
        return None
    likely = [key for key, opinion in thought.items() if key[:2] == ("EVALUATED", best) and opinion.score >= ADD]
    return reading.things[best] if len(likely) >= 3 else None


def agreed(reading: Reading, thought: Opinions, before: list[Thing]) -> Opinions:
    """*thought*, which numbers the things as *before*, now that the author is known: he acts where the unnamed one did, and alone chooses where one decides.

    In 415 annotated records and memos 97 of 100 choices are by one and the same; whom the very sentence names ("Its sister firm Serrat Leasing rejected
    Sentry") chose for himself.
    """
    number = {id(thing): i for i, thing in enumerate(reading.things)}
    author = number[id(reading.author)] if reading.author is not None else None
    buyer = number[id(reading.buyer)] if reading.buyer is not None and reading.decides else None
    made: Opinions = {}
    for (relation, s, o), opinion in thought.items():
        subject, target = number.get(id(before[s]), author), number.get(id(before[o]), author)
        chosen = buyer is not None and relation in _CHOICES and reading.things[buyer].type in RELATIONS[relation].subjects
        if chosen and not _named(reading, before[s], opinion.where):
            subject = buyer
        if subject is None or target is None or subject == target:
            continue
        key, told = (relation, subject, target), made.get((relation, subject, target))
        if told is None:
            made[key] = replace(opinion, subject=subject, object=target)
        else:
            made[key] = replace(max(told, opinion, key=lambda each: each.score), subject=subject, object=target)
    return made


def _named(reading: Reading, thing: Thing, where: tuple[int, int]) -> bool:
    """Whether the part *where* of the document names *thing*."""
    spans = (reading.blocks[m.block].at(m.first, m.last) for m in thing.mentions)
    return thing.type == "Company" and any(where[0] <= first and last <= where[1] for first, last in spans)


def keys(reading: Reading) -> Callable[[Proposal], Key]:
    """What `Opinions` calls a proposal; an end that *reading* doesn't list is -1."""
    number = {id(thing): i for i, thing in enumerate(reading.things)}
    return lambda proposal: (proposal.relation, number.get(id(proposal.subject), -1), number.get(id(proposal.object), -1))


def _both(key: Key) -> tuple[Key, ...]:
    """*key*, and the other way round where the relation goes both ways."""
    relation, one, other = key
    return (key, (relation, other, one)) if RELATIONS[relation].symmetric else (key,)


def weigh(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> list[Proposal]:
    """*proposals* of the rules, and what only the reader sees."""
    # What the reader doubts stays: dropping it was measured, and cost more facts than it caught errors. Nor does it change how
    # firmly a rule reads a clause: false facts would have fallen from .35 to .26 of theirs, but plain sentences came out as over.
    key_of = keys(reading)
    kept = list(proposals)
    told = {key for proposal in proposals for key in _both(key_of(proposal))}
    sentences = {s.block.at(s.span.start_char, s.span.end_char): s for s in reading.sentences if s.span.text.strip()}
    own = {(i, j) for name, i, j in told if name == "DEVELOPS"}
    for key, opinion in thought.items():
        if key[0] == "EVALUATED" and (key[1:] in own or (("DEVELOPS", *key[1:]) in thought and thought["DEVELOPS", *key[1:]].score >= ADD)):
            continue  # nobody shops for what they make themselves
        if opinion.score < ADD or key in told or key[0] == "REJECTED_BECAUSE" or opinion.where not in sentences:
            continue
        told.update(_both(key))
        made = _proposal(reading, opinion, sentences[opinion.where], reading.things[opinion.subject], reading.things[opinion.object])
        if made is not None:
            kept.append(made)
    return kept


def judge(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> None:
    """What came of an evaluation of which the rules only know that there was one, by the reader's word."""
    key_of = keys(reading)
    for proposal in proposals:
        opinion = thought.get(key_of(proposal))
        if proposal.relation == "EVALUATED" and proposal.outcome in (None, "unknown") and opinion is not None and opinion.outcome:
            likely = _likeliest(opinion.outcome)
            if opinion.outcome[likely] >= OUTCOME:
                proposal.outcome = likely


def _proposal(reading: Reading, opinion: Opinion, sentence: Sentence, subject: Thing, target: Thing) -> Proposal | None:
    within = [(m, m.thing) for m in reading.in_sentence(sentence)]
    ours, theirs = ([m for m, thing in within if thing is end] for end in (subject, target))
    if not ours and not theirs:
        return None  # a sentence that names neither end is no evidence
    first, last = sentence.span.start_char, sentence.span.end_char
    if last - first > LONGEST:
        if not ours or not theirs:
            return None
        first, last = min(m.first for m in (ours[0], theirs[0])), max(m.last for m in (ours[0], theirs[0]))
        if last - first > LONGEST:
            return None
    made = Proposal(opinion.relation, subject, target, sentence.block.number, first, last, source="reader")
    made.rule = f"reader, {opinion.score:.2f}"
    if ours and theirs:
        made.predicate = _between(reading, ours[0], theirs[0])
    if opinion.relation == "LEADS" and ours:
        made.role = officers.office(sentence, ours[0])
    one = won(sentence, theirs) and opinion.relation in ("USES", "EVALUATED")
    made.modality = None if one else _modality(opinion, sentence)
    if opinion.outcome:
        made.outcome = "selected" if one else verdicts.outcome(sentence.block) or _likeliest(opinion.outcome)
    if made.outcome == "rejected" and _WITHDREW.search(sentence.span.text) and not _TURNED_DOWN.search(sentence.span.text):
        made.outcome, made.modality = "unknown", made.modality or "ended"
    if opinion.action:
        made.action = action_told(sentence.span.text) or _likeliest(opinion.action)
    return made


def _likeliest(shares: dict[str, float]) -> str:
    return max(shares, key=lambda name: (shares[name], name))


def won(sentence: Sentence, vendor: list[Mention]) -> bool:
    """Whether the words right before or after one of a vendor's mentions say that it was the one."""
    text = sentence.block.text
    return any(_WON.match(text, m.last) or _TO.search(text, max(0, m.first - 90), m.first) for m in vendor)


def action_told(text: str) -> str | None:
    """What an authority does by the words of *text*; None where none is telling."""
    return next((name for name, words in _ACTIONS.items() if words.search(text)), None)


def _modality(opinion: Opinion, sentence: Sentence) -> str | None:
    """The hint for the rules of modality: None where the reader thinks that it holds, else what it leans to, in the words that the sentence has for it."""
    cues = modality.cues(sentence.span)
    if opinion.modality["held"] >= (SURE if cues else LEAN):
        return None
    if opinion.modality["not"] >= opinion.modality["open"]:
        return cues[0] if cues else "ended"
    return "rumoured" if "rumoured" in cues else "planned"


def _between(reading: Reading, one: Mention, other: Mention) -> "Token | None":
    """The lowest word of the parse that governs both mentions, if it is one that can state something."""
    doc = reading.docs[one.block]
    root, far = doc[one.start : one.end].root, doc[other.start : other.end].root
    above = {token.i for token in (far, *far.ancestors)}
    shared = next((token for token in (root, *root.ancestors) if token.i in above), None)
    return shared if shared is not None and shared.pos_ in ("VERB", "AUX", "NOUN") else None


def rate(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> None:
    """Set the confidence of every one of *proposals*; what one word says of several things ("tested A, B and C") stands or falls together."""
    key_of, rivals_of = keys(reading), _rivals(thought)
    together: dict[tuple[str, int, int], list[float]] = {}
    for proposal in proposals:
        opinion = thought.get(key_of(proposal))
        proposal.rivals = rivals_of(key_of(proposal))
        if opinion is not None:
            proposal.support, proposal.holds = opinion.score, opinion.modality["held"]
        if proposal.source == "frames" and proposal.predicate is not None:
            together.setdefault((proposal.relation, proposal.block, proposal.predicate.i), []).append(proposal.support)
    for proposal in proposals:
        if proposal.source == "frames" and proposal.predicate is not None:
            others = together[proposal.relation, proposal.block, proposal.predicate.i]
            proposal.support = max(proposal.support, sum(others) / len(others))
        proposal.confidence = certainty(proposal)
    sure: dict[tuple[int, int], float] = {}
    for proposal in proposals:
        if proposal.relation == "EVALUATED" and proposal.outcome == "rejected":
            pair = (id(proposal.subject), id(proposal.object))
            sure[pair] = max(sure.get(pair, 0.0), proposal.confidence)
    for proposal in proposals:
        if proposal.source == "reasons":  # as sure as the rejection that it explains
            proposal.confidence = sure.get((id(proposal.subject), id(proposal.object)), proposal.confidence)


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
