"""The neural reader: its tokenizer, windows and distances, and what it promises of any text."""

import itertools
import re
from collections.abc import Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from graphkit.extract import neural
from graphkit.extract.neural_text import OVERLAP, PIECES, Layout, bucket, layout_of, pair_features, shape
from graphkit.extract.wordpiece import WordPiece

TEXT = "Orlan Bank tested Qarvo-2 from Velmira.\n\nVelmira, which Tess Aldo leads, said the bank chose Qarvo-2 because it was cheaper."


def words_of(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\w[\w-]*|[^\w\s]", text)]


@pytest.fixture(scope="module")
def reader() -> Iterator[neural.Reader]:
    with threadpool_limits(1, "blas"):  # small matrices: on a busy machine more threads only wait for each other
        yield neural.Reader.load()


def test_wordpiece_takes_the_longest_piece_first() -> None:
    pieces = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##believ", "##able", "-", "e", "cafe"])
    assert pieces.pieces("Unbelievable") == (4, 5, 6)
    assert pieces.pieces("Café") == (9,)
    assert pieces.pieces("un-e") == (4, 7, 8)
    assert pieces.pieces("xyz") == pieces.pieces("\u200b") == (1,)


def test_shapes_tell_names_from_words() -> None:
    assert len({shape(w) for w in ("bank", "Bank", "OPEC", "A", "OpenAI", "2024", "o3", "H100", "Qwen3", ".", "北京")}) == 11


def test_gaps_tell_lines_cells_bullets_and_headings() -> None:
    text = "# Q\n- a b\n| c | d |\n\ne."
    words = [(text.index(w), text.index(w) + 1) for w in "Qabcde."]
    assert layout_of(text, words, [(0, len(text))])[1] == [6, 5, 0, 2, 4, 3, 1]


def test_windows_cover_every_word_and_overlap() -> None:
    pieces = WordPiece(["[UNK]", "[CLS]", "[SEP]", "a"])
    for count in (0, 1, PIECES, PIECES + 1, 3000):
        windows = Layout(["a"] * count, [0] * count, [0] * count, pieces).windows()
        assert sorted({w for a, b in windows for w in range(a, b)}) == list(range(count))
        assert all(b - a <= PIECES for a, b in windows)
        assert all(b - c >= OVERLAP for (_, b), (c, _) in itertools.pairwise(windows))


def test_distances() -> None:
    assert bucket(np.array([0, 1, 2, 3, 4, 5, -9, 5000])).tolist() == [0, 1, 2, 3, 3, 4, 5, 9]
    features = pair_features([[(0, 2)], [(5, 6), (40, 41)], []], np.repeat([0, 1], 30), np.array([0, 1, 0]), np.array([1, 0, 2]))
    assert features[:, 0].tolist() == [3, 12, 18]


def test_reads_the_same_twice_and_stays_inside_the_text(reader: neural.Reader) -> None:
    words, sentences = words_of(TEXT), [(0, 41), (41, len(TEXT))]
    reading, again = reader.read(TEXT, words, sentences), reader.read(TEXT, words, sentences)
    assert reading.mentions == again.mentions
    assert {TEXT[m.start : m.end] for m in reading.mentions} >= {"Orlan Bank", "Velmira"}
    clusters = [[(0, 10)], [(TEXT.index("Qarvo-2"), TEXT.index("Qarvo-2") + 7)], [m.span() for m in re.finditer("Velmira", TEXT)], []]
    types = ["Company", "Model", "Company", "Company"]
    found = reading.relate(clusters, types)
    assert found == again.relate(clusters, types)
    assert found == sorted(found, key=lambda p: -p.score)
    for p in found:
        assert neural.ALLOWED[neural.TYPES.index(types[p.subject]), neural.TYPES.index(types[p.object]), neural.NAMES.index(p.relation)]
        assert 0 < p.score <= 1
        assert p.subject != p.object
        assert TEXT[slice(*p.where)]
    top = {(p.relation, p.subject, p.object) for p in found if p.score > 0.2}
    assert ("EVALUATED", 0, 1) in top
    assert all(abs(sum(kind.values()) - 1) < 0.01 for kind in reading.kinds(clusters))


@pytest.mark.parametrize("text", ["", "   ", "x", "北京 " * 40, "a|b|c\n" * 300, "\u0000\u200b!", "Velmira " * 3000])
def test_takes_any_text(reader: neural.Reader, text: str) -> None:
    reading = reader.read(text, words_of(text), [(0, len(text))])
    spans = [[(m.start, m.end)] for m in reading.mentions][:50]
    reading.relate(spans, ["Company"] * len(spans))
    reading.same(spans, ["Company"] * len(spans))
    assert reading.relate([], []) == []


def test_weights_are_checked(tmp_path: "pytest.TempPathFactory") -> None:
    path = tmp_path / "weights.npz"  # type: ignore[operator]
    path.write_bytes(neural.WEIGHTS.read_bytes()[:-1])
    with pytest.raises(ValueError, match="isn't the file"):
        neural.Weights(path, neural.SHA256)
    assert neural.WEIGHTS.stat().st_size < 25_000_000
