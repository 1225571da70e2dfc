"""Whatever the bytes: a document, or one line that says why not; and never a quote that isn't in the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loader_files import ARTICLE, PAGE, RSS, graph_with_text, pdf, source, word

from graphkit.errors import SourceError
from graphkit.loading import documents
from loaders.given import find

GOOD = {
    "txt": ARTICLE.encode(),
    "md": b"---\ntitle: A\n---\n# A\n\n| a |\n|---|\n| b |\n",
    "html": PAGE.encode(),
    "pdf": pdf("Osterly chose Tern.", "Gist lost."),
    "docx": word(),
    "eml": b"From: a <a@b.example>\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>Hi.</p>\n--b--\n",
    "json": graph_with_text().encode(),
    "jsonl": b'{"text": "One."}\n{"text": "Two."}\n',
    "csv": b'text,title\n"One, and",x\nTwo.,y\n',
    "rss": RSS.format(base="https://post.example").encode(),
}
FEW = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def endures(suffix: str, data: bytes) -> None:
    try:
        for document in documents(source(suffix, data)):
            assert document.text.strip()
    except SourceError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("suffix", GOOD)
@FEW
@given(draw=st.data())
def test_a_damaged_file_is_read_or_refused(suffix: str, draw: st.DataObject) -> None:
    data = bytearray(GOOD[suffix])
    for _ in range(draw.draw(st.integers(1, 8))):
        at = draw.draw(st.integers(0, len(data) - 1))
        data[at : at + draw.draw(st.integers(0, 40))] = draw.draw(st.binary(max_size=6))
        if not data:
            return
    endures(suffix, bytes(data))


@pytest.mark.parametrize("suffix", GOOD)
@FEW
@given(data=st.binary(min_size=1, max_size=200))
def test_noise_is_read_or_refused(suffix: str, data: bytes) -> None:
    endures(suffix, data)


WORDS = st.lists(st.text("ab.*(\\é", min_size=1, max_size=4), min_size=1, max_size=8)
GAPS = st.lists(st.sampled_from([" ", "\n", "\u00a0 ", "\t\n"]), min_size=8, max_size=8)


@FEW
@given(words=WORDS, gaps=GAPS)
def test_a_quote_is_found_whatever_the_space_between_its_words(words: list[str], gaps: list[str]) -> None:
    text = "zz " + "".join(word + gap for word, gap in zip(words, gaps, strict=False)) + "zz"
    found = find(" ".join(words), text)
    assert found is not None
    assert text[slice(*found)].split() == words
