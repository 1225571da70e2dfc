"""The learned reader's second opinion: relations that no rule found, and what came of an evaluation.

Its proposals pass through the same rules for modality, dates and outcome as any other; reasons that only it sees are
the business of `rejections`, how sure to be of everything that of `rating`.
"""

import re
from typing import TYPE_CHECKING

from . import attributes, beside, cues, departures, endings, officers, scope, verdicts
from .beside import hoped, in_vain, to_try, withdrew, won
from .neural import Proposal as Opinion
from .opinions import ADD, BOLD, LEAN, MAKER, MEANT, SURE, Opinions, both, keys
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
        r"\bban(?:s|ned|ning)?\b|\bprohibit|\bblock(?:s|ed|ing)?\b|\border(?:s|ed)?\b[^.;]{0,40}\bto (?:switch|turn|shut|take|stop|suspend"
        r"|pull|halt|withdraw (?!(?:a|an|the|its|their) (?:claim|statement|advert|remark)))\b|\bmay not be (?:offered|used|sold|placed|operated|shipped)\b",
        re.I,
    ),
    "investigation": re.compile(r"\binvestigat|\bprob(?:e[ds]?|ing)\b|\binquir|\binspect|\b(?:case|suit|lawsuit|proceedings) against\b", re.I),
    "licence": re.compile(r"\blicen[cs]|\bpermits?\b|\bauthori[sz]ations?\b", re.I),
    "approval": re.compile(
        r"\bapprov|\battest|\bfiling\b[^.;]{0,40}\b(?:went through|accepted|granted|completed)\b"
        r"|\bclear(?:s|ed|ance)\b|\bregistered\b|\bvet(?:s|ted|ting)\b|\bcertif|\bsign[- ]?off|(?:\bnot|n['’]t) (?:oppose|object)",
        re.I,
    ),
    "review": re.compile(r"\breview|\bquestion|\bexamin|\baudit|\bassess", re.I),
    "rule": re.compile(r"\brul(?:e[ds]?|ings?)\b|\brequire|\border(?:s|ed)?\b|\bguid(?:ance|eline)|\bcode of|\bwarn|\bfiled with\b", re.I),
}
#: Who is asked for answers isn't told what to do.
TO_EXPLAIN = re.compile(r"\bask\w*\b[^.;]{0,60}\b(?:to (?:explain|clarify|answer|justify|comment)|for (?:an )?(?:explanation|answers|information|details))\b")
#: Who comes after another hasn't left: "stepped down and was succeeded by P".
_SUCCEEDED = re.compile(
    r"\b(?:(?:succeeded|replaced|followed|held (?:ever |now )?since|since held) by|handed (?:over |on )?to) (?:(?:his|her|the) [\w ]{1,20},? )?$"
)
_HAS_BEEN = re.compile(r"(?:,[^,;.]{0,60},)? (?:has|have) (?:since |now )?(?:been|led|run|headed|chaired)\b(?! (?:replaced|ousted|dismissed|sacked|removed))")
_NO = re.compile(r"\b(?:not|no|never|neither|nor|none|without|den(?:y|ied|ies|ial))\b|n['’]t\b", re.I)
#: "If X proves unstable, we might go back to Y" says nothing of either.
_SUPPOSED = re.compile(r"\W*(?:If|Unless|Should)\b.*\b(?:might|may|could|would)\b", re.S)
#: "Did you look at X?" says nothing of it, "Why did you drop X?" does.
_WHETHER = re.compile(r"\W*(?:\w+: )?(?:Did|Do|Does|Is|Are|Was|Were|Has|Have|Had|Will|Would|Can|Could|Should)\b[^?]*\?\W*", re.S)
#: From this chance on the reader's word for the outcome counts, where the clause gives none.
OUTCOME = 0.6
#: The longest evidence that is a whole sentence, and how many sentences back who is meant may be named.
LONGEST, BACK = 320, 3


def weigh(reading: Reading, thought: Opinions, proposals: list[Proposal]) -> list[Proposal]:
    """*proposals* of the rules, and what only the reader sees."""
    # What the reader doubts stays: dropping it was measured, and cost more facts than it caught errors. Nor does it change how
    # firmly a rule reads a clause: false facts would have fallen from .35 to .26 of theirs, but plain sentences came out as over.
    key_of = keys(reading)
    kept = list(proposals)
    told = {key for proposal in proposals for key in both(key_of(proposal))}
    sentences = {s.block.at(s.span.start_char, s.span.end_char): s for s in reading.sentences if s.span.text.strip()}
    own, used = ({(i, j) for name, i, j in told if name == relation} for relation in ("DEVELOPS", "USES"))
    by_rule = settled(reading, proposals)
    for key, opinion in thought.items():
        if key[0] == "EVALUATED" and (key[1:] in own or (("DEVELOPS", *key[1:]) in thought and thought["DEVELOPS", *key[1:]].score >= ADD)):
            continue  # nobody shops for what they make themselves
        if key[0] == "DEVELOPS" and key[1:] in used and opinion.score < MAKER:
            continue  # nor does who makes a thing say that he uses it
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
            vendor = [m for m in reading.in_sentence(sentence) if m.thing is proposal.object]
            if (told := beside.outcome(sentence, vendor)) is not None:
                proposal.outcome = told
            elif opinion.outcome[likely] >= OUTCOME and not withdrew(sentence):
                proposal.outcome = "selected" if likely == "rejected" and beside.prevailed(reading, proposal.object) else likely


def _proposal(reading: Reading, opinion: Opinion, sentence: Sentence, subject: Thing, target: Thing) -> Proposal | None:
    asks = bool(_SUPPOSED.match(sentence.span.text) or _WHETHER.fullmatch(sentence.span.text))
    if asks and opinion.score < BOLD:
        return None
    if opinion.relation == "EVALUATED" and hoped(sentence):
        return None
    within = [(m, m.thing) for m in reading.in_sentence(sentence)]
    ours, theirs = ([m for m, thing in within if thing is end] for end in (subject, target))
    first, last = sentence.span.start_char, sentence.span.end_char
    if not ours and not theirs:
        begin = _named_before(reading, sentence, (subject, target)) if opinion.score >= BOLD else None
        if begin is None:
            return None  # a sentence that names neither end is no evidence, but for what goes before it
        first = begin
    if last - first > LONGEST:
        if not ours or not theirs:
            return None
        first, last = min(m.first for m in (ours[0], theirs[0])), max(m.last for m in (ours[0], theirs[0]))
        if last - first > LONGEST:
            return None
    made = Proposal(opinion.relation, subject, target, sentence.block.number, first, last, source="reader")
    made.rule = f"reader, {opinion.score:.2f}"
    if ours and theirs:
        doc = sentence.span.doc
        made.predicate = scope.joining(*(doc[m.start : m.end].root for m in (ours[0], theirs[0])))
    if opinion.relation == "LEADS" and ours:
        made.role = officers.office(sentence, ours[0], target)
    one = won(sentence, theirs) and opinion.relation in ("USES", "EVALUATED")
    ends = [*ours, *theirs]
    near = scope.part(sentence.span, min(m.first for m in ends), max(m.last for m in ends)) if ends else sentence.span
    words = scope.about(near, [token for m in ends for token in sentence.span.doc[m.start : m.end]])
    made.modality = None if one or _goes_on(made, reading, sentence, ours) else _modality(opinion, words)
    if asks and made.modality is None and opinion.modality["held"] < MEANT:
        made.modality = "rumoured"
    if opinion.outcome:
        made.outcome = beside.outcome(sentence, theirs) or verdicts.outcome(sentence.block) or _likeliest(opinion.outcome)
        if made.outcome == "rejected" and beside.outcome(sentence, theirs) is None and beside.prevailed(reading, target):
            made.outcome = "selected"
        if made.outcome == "selected" and beside.passed_over(sentence, theirs):
            made.outcome = "rejected"
        if made.outcome in ("unknown", "pending") and beside.let_go(reading, sentence):
            made.outcome, made.modality = "rejected", None
    if made.outcome == "rejected" and made.modality == "denied" and not _NO.search(sentence.span.text):
        made.modality = None  # "was rejected" denies no rejection
    if made.outcome == "rejected" and withdrew(sentence):
        made.outcome, made.modality = "unknown", made.modality or "ended"
    if made.outcome is not None and in_vain(sentence):
        made.outcome, made.modality = "rejected", None
    if made.outcome is not None and to_try(sentence, theirs):
        made.outcome, made.modality = "pending", "planned"
    if opinion.action:
        made.action = action_told(sentence.span.text) or _likeliest(opinion.action)
    return made


def _goes_on(made: Proposal, reading: Reading, sentence: Sentence, ours: list[Mention]) -> bool:
    """Whether what the sentence says of an end is another's: who comes after another hasn't left, and "A, B and, until 2025, C" says nothing of A."""
    text = sentence.block.text
    if made.relation == "LEADS":
        return (
            made.role == "founder"  # and stays it
            or departures.only_hearsay(sentence)
            or departures.joins(reading, made.subject, made.object)
            or any(_SUCCEEDED.search(text, max(0, m.first - 40), m.first) or _HAS_BEEN.match(text, m.last) for m in ours)
        )
    return bool(scope.ASIDE.search(sentence.span.text)) and endings.aside(reading, made, sentence) is None


def _named_before(reading: Reading, sentence: Sentence, ends: tuple[Thing, Thing]) -> int | None:
    """Where in the same block the last sentence begins that names one of *ends*, if the words from there on aren't too many to be evidence."""
    for number in range(sentence.number - 1, max(-1, sentence.number - 1 - BACK), -1):
        before = reading.sentences[number]
        if before.block is not sentence.block or sentence.span.end_char - before.span.start_char > LONGEST:
            return None
        if any(m.thing in ends for m in reading.in_sentence(before)):
            return before.span.start_char
    return None


def _likeliest(shares: dict[str, float]) -> str:
    return max(shares, key=lambda name: (shares[name], name))


def action_told(text: str) -> str | None:
    """What an authority does by the words of *text*; None where none is telling."""
    return next((name for name, words in _ACTIONS.items() if words.search(text)), None)


def _modality(opinion: Opinion, words: "list[Token]") -> str | None:
    """The hint for the rules of modality: None where the reader thinks that it holds, else what it leans to, in what *words* say of it."""
    held = opinion.modality["held"]
    if held >= SURE:
        return None
    said = cues.present(words)
    if held >= LEAN and not said:
        return None
    if opinion.modality["not"] >= opinion.modality["open"]:
        if opinion.relation == "LEADS" and "ended" in said:
            return "ended"  # "had formerly been a director and took no part in the vote"
        return said[0] if said else "ended"
    return "rumoured" if "rumoured" in said else "planned"
