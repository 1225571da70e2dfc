"""The learned reader's second opinion: relations that no rule found, and what came of an evaluation.

Its proposals pass through the same rules for modality, dates and outcome as any other; reasons that only it sees are
the business of `rejections`, how sure to be of everything that of `rating`.
"""

import re
from typing import TYPE_CHECKING

from . import attributes, modality, officers, verdicts
from .neural import Proposal as Opinion
from .opinions import ADD, Opinions, both, keys
from .proposal import Proposal
from .reading import Mention, Reading, Sentence, Thing
from .settled import settled

if TYPE_CHECKING:
    from spacy.tokens import Token

#: What an authority does, by the words for it; the reader's own guess is only for a sentence with none of them.
_ACTIONS = {
    "export_control": re.compile(r"\bexport|entity list", re.I),
    "fine": re.compile(r"\bfin(?:e[ds]?|ing)\b|\bpenalt", re.I),
    "ban": re.compile(
        r"\bban(?:s|ned|ning)?\b|\bprohibit|\bblock(?:s|ed|ing)?\b|\border(?:s|ed)?\b[^.;]{0,40}\bto (?:switch|turn|shut|take|stop|suspend|withdraw"
        r"|pull|halt)\b|\bmay not be (?:offered|used|sold|placed|operated|shipped)\b",
        re.I,
    ),
    "investigation": re.compile(r"\binvestigat|\bprob(?:e[ds]?|ing)\b|\binquir|\binspect|\b(?:case|suit|lawsuit|proceedings) against\b", re.I),
    "licence": re.compile(r"\blicen[cs]|\bpermits?\b|\bauthori[sz]ations?\b", re.I),
    "approval": re.compile(
        r"\bapprov|\bclear(?:s|ed|ance)\b|\bregistered\b|\bvet(?:s|ted|ting)\b|\bcertif|\bsign[- ]?off|(?:\bnot|n['’]t) (?:oppose|object)", re.I
    ),
    "review": re.compile(r"\breview|\bquestion|\bexamin|\baudit|\bassess", re.I),
    "rule": re.compile(r"\brul(?:e[ds]?|ings?)\b|\brequire|\border(?:s|ed)?\b|\bguid(?:ance|eline)|\bcode of|\bwarn|\bfiled with\b", re.I),
}
#: From this chance of holding on a fact is one, where a word of denial, doubt or plan stands in the sentence, and where none does. The reader was
#: trained to give what doesn't hold three times its weight, so that of 100 facts to which it gives an even chance some 90 hold.
SURE, LEAN = 0.8, 0.4
#: What right after a vendor's name says that it was the one; the reader's guess is for all else.
_WON = re.compile(r"(?:['’]s [\w-]+)? (?:has |had )?(?:won\b(?! over)|wins\b|prevailed\b|came (?:out )?(?:first|on top)\b|got the (?:job|contract|nod)\b)")
#: The same right before it: "switched it to Wren", "replaced Wren with Tarn".
_TO = re.compile(
    r"\b(?:switched|moved|migrated|went over|went back|returned|reverted|changed over|crossed over)\b[^.;,]{0,30}\bto $"
    r"|\breplac(?:ed|ing)\b[^.;]{0,40}\b(?:with|by) $|\bin favou?r of $",
    re.I,
)
#: "Compared Tansy with Yarrow and bought Yarrow".
_BOUGHT = re.compile(r"\band (?:then |finally |in the end |later )?(?:bought|took|kept|chose|picked|selected|adopted|went with|settled on) $", re.I)
#: Who comes after another hasn't left: "stepped down and was succeeded by P".
_SUCCEEDED = re.compile(r"\b(?:succeeded|replaced|followed) by (?:(?:his|her|the) [\w ]{1,20},? )?$")
_NO = re.compile(r"\b(?:not|no|never|neither|nor|none|without|den(?:y|ied|ies|ial))\b|n['’]t\b", re.I)
#: A bid that its maker took back was turned down by nobody.
_WITHDREW = re.compile(r"\b(?:withdrew|withdrawn|pulled out|dropped out|bowed out)\b", re.I)
_TURNED_DOWN = re.compile(r"\b(?:reject|declin|turned (?:it |them )?down|ruled out|excluded|eliminated|dropped (?!out))", re.I)
#: "If X proves unstable, we might go back to Y" says nothing of either.
_SUPPOSED = re.compile(r"\W*(?:If|Unless|Should)\b.*\b(?:might|may|could|would)\b", re.S)
#: "Did you look at X?" says nothing of it, "Why did you drop X?" does.
_WHETHER = re.compile(r"\W*(?:\w+: )?(?:Did|Do|Does|Is|Are|Was|Were|Has|Have|Had|Will|Would|Can|Could|Should)\b[^?]*\?\W*", re.S)
#: From this chance on the reader's word for the outcome counts, where the clause gives none.
OUTCOME = 0.6
#: The longest evidence that is a whole sentence.
LONGEST = 320


def weigh(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> list[Proposal]:
    """*proposals* of the rules, and what only the reader sees."""
    # What the reader doubts stays: dropping it was measured, and cost more facts than it caught errors. Nor does it change how
    # firmly a rule reads a clause: false facts would have fallen from .35 to .26 of theirs, but plain sentences came out as over.
    key_of = keys(reading)
    kept = list(proposals)
    told = {key for proposal in proposals for key in both(key_of(proposal))}
    sentences = {s.block.at(s.span.start_char, s.span.end_char): s for s in reading.sentences if s.span.text.strip()}
    own = {(i, j) for name, i, j in told if name == "DEVELOPS"}
    by_rule = settled(reading, proposals)
    for key, opinion in thought.items():
        if key[0] == "EVALUATED" and (key[1:] in own or (("DEVELOPS", *key[1:]) in thought and thought["DEVELOPS", *key[1:]].score >= ADD)):
            continue  # nobody shops for what they make themselves
        if opinion.score < ADD or key in told or key[0] == "REJECTED_BECAUSE" or opinion.where not in sentences:
            continue
        told.update(both(key))
        sentence, subject, target = sentences[opinion.where], reading.things[opinion.subject], reading.things[opinion.object]
        made = None if (key[0], sentence, subject, target) in by_rule else _proposal(reading, opinion, sentence, subject, target)
        if made is not None:
            kept.append(made)
    return kept


def judge(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> None:
    """What came of an evaluation of which the rules only know that there was one, by the reader's word."""
    key_of = keys(reading)
    for proposal in proposals:
        opinion = thought.get(key_of(proposal))
        if proposal.relation == "EVALUATED" and proposal.outcome in (None, "unknown") and opinion is not None and opinion.outcome:
            sentence = attributes.sentence_of(reading, proposal)
            likely = _likeliest(opinion.outcome)
            if won(sentence, [m for m in reading.in_sentence(sentence) if m.thing is proposal.object]):
                proposal.outcome = "selected"
            elif opinion.outcome[likely] >= OUTCOME:
                proposal.outcome = likely


def _proposal(reading: Reading, opinion: Opinion, sentence: Sentence, subject: Thing, target: Thing) -> Proposal | None:
    if _SUPPOSED.match(sentence.span.text) or _WHETHER.fullmatch(sentence.span.text):
        return None
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
        made.role = officers.office(sentence, ours[0], target)
    one = won(sentence, theirs) and opinion.relation in ("USES", "EVALUATED")
    follows = opinion.relation == "LEADS" and any(_SUCCEEDED.search(sentence.block.text, max(0, m.first - 40), m.first) for m in ours)
    made.modality = None if one or follows else _modality(opinion, sentence)
    if opinion.outcome:
        made.outcome = "selected" if one else verdicts.outcome(sentence.block) or _likeliest(opinion.outcome)
    if made.outcome == "rejected" and made.modality == "denied" and not _NO.search(sentence.span.text):
        made.modality = None  # "was rejected" denies no rejection
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
    return any(
        _WON.match(text, m.last) or _TO.search(text, max(0, m.first - 90), m.first) or _BOUGHT.search(text, max(0, m.first - 40), m.first) for m in vendor
    )


def action_told(text: str) -> str | None:
    """What an authority does by the words of *text*; None where none is telling."""
    return next((name for name, words in _ACTIONS.items() if words.search(text)), None)


def _modality(opinion: Opinion, sentence: Sentence) -> str | None:
    """The hint for the rules of modality: None where the reader thinks that it holds, else what it leans to, in the words that the sentence has for it."""
    held = opinion.modality["held"]
    if held >= SURE:
        return None
    cues = modality.cues(sentence.span)
    if held >= LEAN and not cues:
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
