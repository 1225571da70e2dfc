"""What people decide about names, claims and documents, kept beside the data; each can be taken back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

from .. import candidates as asking_about
from .. import contents, deciding, ingest, stored
from ..candidates import Candidate, Doubt
from ..contents import Contents
from ..errors import QueryError
from ..identity import group_of, named
from ..ingest import Report
from ..ontology import ENTITY_TYPES
from ..records import Judgement
from ..reviews import Review, Withdrawal
from ..store import Write
from ..stored import Decision
from .entities import Entities


class Deciding(Entities):
    """Judgements, reviews and withdrawals: made, listed and undone."""

    _session: Contents | None = None

    def judge(self, left: str, right: str, verdict: Literal["same", "different", "unsure"], by: str) -> Report:
        """Keep what *by* judged of two names, and bring the graph up to date. A later judgement of the two replaces it.

        A name may say its type (``Company:Tarn``, ``Product:Tarn``), or be one of `Candidate.left` or ``right``.
        Raises `QueryError` for a name that nothing in the graph has, or for one name twice.
        """
        one, other = self._said(left), self._said(right)
        if one == other:
            raise QueryError(f"{left!r} and {right!r} are written the same but for case and legal form; what is one name can't be told apart")
        return self._decided([stored.decision_write(Judgement(left=one, right=other, verdict=verdict, by=by, at=deciding.today()))])

    def unjudge(self, left: str, right: str) -> Report:
        """Take back the judgement of two names: the graph is then as it was before it. Raises `QueryError` where there is none."""
        asked = sorted((named(_typed(name)) for name in (left, right)), key=lambda said: said[1])

        def meant(judgement: Judgement) -> bool:
            told = sorted((named(end) for end in (judgement.left, judgement.right)), key=lambda said: said[1])
            return all(a[1] == b[1] and a[0] in (None, b[0]) and a[2] in ("", b[2]) for a, b in zip(asked, told, strict=True))

        found = [judgement for judgement in self.judgements.values() if meant(judgement)]
        if not found:
            raise QueryError(f"{left!r} and {right!r} were not judged; graphkit judgements lists those that were")
        return self._decided([stored.decision_delete(judgement) for judgement in found])

    def _said(self, name: str) -> str:
        """How a judgement speaks of what *name* names."""
        said = _typed(name)
        kind, text, _ = named(said)
        nodes = self.named(text)
        if kind and kind not in {node.type for node in nodes}:
            raise QueryError(f"nothing called {text!r} is a {kind}; it is a {', '.join(sorted({node.type for node in nodes}))}")
        if kind or nodes[0].type not in ("Person", "Place"):
            return said
        return group_of(text, nodes[0].type)

    @property
    def judgements(self) -> dict[str, Judgement]:
        """What people judged of two names, by id."""
        return contents.read(self.store).judgements

    def review(self, claim: str, verdict: Literal["accept", "reject", "correct"], reason: str, by: str, change: Mapping[str, str] | None = None) -> Report:
        """Keep what *by* decided about the claim with this id, and why; *change* is what is right instead (``{"modality": "planned"}``).

        It holds through reloads and new readings. Raises `QueryError` for an unknown claim, or a change that the ontology doesn't allow.
        """
        return self._decided(deciding.review(self._contents(), self.store, claim, verdict, reason, by, change or {}))

    def add_claim(self, document: str, sentence: str, reason: str, by: str, values: Mapping[str, str]) -> Report:
        """Add a claim that readers missed: *values* are relation, subject and object (by name) and its attributes, *sentence* stands in the document."""
        return self._decided(deciding.add(contents.read(self.store), self.store, document, sentence, values, reason, by))

    def unreview(self, claim: str) -> Report:
        """Take back what was decided about a claim: the graph is then as it was before it."""
        return self._decided(deciding.unreview(contents.read(self.store), claim))

    @property
    def reviews(self) -> dict[str, Review]:
        """What people decided about claims, by id."""
        return contents.read(self.store).reviews

    def retract(self, document: str, reason: str, by: str) -> Report:
        """Take the claims of a document out of the edges; the document stays, and `unretract` undoes it."""
        return self._decided(deciding.withdraw(contents.read(self.store), self.store, document, "retracted", reason, by))

    def unretract(self, document: str) -> Report:
        """Let the claims of a retracted document count again."""
        return self._decided(deciding.unretract(contents.read(self.store), document))

    def purge(self, document: str, reason: str, by: str) -> Report:
        """Remove a document's text, quotes, claims and reviews for good. A marker is left, by which it is refused should it come again.

        Earlier versions of it don't come back in its place; the report's notes name the versions that stay.
        """
        held = contents.read(self.store)
        notes = deciding.left_by_purge(held, document)
        report = self._decided(deciding.withdraw(held, self.store, document, "purged", reason, by))
        report.notes.extend(notes)
        return report

    def left_by_purge(self, document: str) -> list[str]:
        """The other versions of *document*, a line each, and what purging it would mean for them."""
        return deciding.left_by_purge(contents.read(self.store), document)

    @property
    def withdrawals(self) -> dict[str, Withdrawal]:
        """Which documents were retracted or purged, by id."""
        return contents.read(self.store).withdrawals

    def candidates(self) -> list[Candidate]:
        """Pairs of things that may be one and weren't merged, most worth an answer first; `judge` answers."""
        return asking_about.candidates(contents.read(self.store))

    def doubts(self) -> list[Doubt]:
        """Claims that nobody reviewed, disputed ones first, then the least sure; `review` answers."""
        return asking_about.doubts(contents.read(self.store))

    @property
    def decisions(self) -> dict[str, Decision]:
        """All that people decided, by id."""
        held = Contents()
        contents.read_decisions(self.store, held)
        return {i: decision for kind in held.decisions for i, decision in kind.items()}

    def put_back(self, changed: Iterable[tuple[Decision | None, Decision | None]]) -> Report:
        """Undo decisions: each that is there now gives way to what was there before (None: nothing). The graph is then as it was before."""
        pairs = list(changed)
        gone = [stored.decision_delete(now) for now, _ in pairs if now]
        return self._decided([*gone, *(stored.decision_write(before) for _, before in pairs if before)])

    @contextmanager
    def session(self) -> Iterator[None]:
        """Within it each decision is kept at once, but the graph is brought up to date only once, at its end: what is asked answers as before.

        Cut off in the middle it is `unfinished`, as after a load.
        """
        self._session = contents.read(self.store)
        try:
            yield
        finally:
            self._session = None
            if ingest.unfinished(self.store):
                self._decided([])

    def _contents(self) -> Contents:
        if self._session is None:
            return contents.read(self.store)
        contents.read_decisions(self.store, self._session)
        return self._session

    def _decided(self, writes: list[Write]) -> Report:
        if self._session is not None:
            ingest.keep(self.store, writes)
            return Report()
        report = ingest.decide(self.store, writes)
        self._forget()
        return report


def _typed(name: str) -> str:
    """``Company:Tarn`` as a judgement has it; what is no type is part of the name."""
    kind, colon, rest = name.partition(":")
    return group_of(rest, kind) if colon and kind in ENTITY_TYPES else name if named(name)[0] else group_of(name)
