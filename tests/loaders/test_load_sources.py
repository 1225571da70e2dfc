"""What a person names: files, folders, globs, standard input; and how long one document may take."""

import io
import json
import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from loader_files import ARTICLE, PAGE, RSS, graph, pdf, refusal, word

from graphkit.errors import SourceError
from graphkit.loading import Hints, Skipped, Source, documents, loader, loaders, sniff, sources, timelimit


def names(*arguments: str | Path) -> list[str]:
    return [thing.name if isinstance(thing, Source) else str(thing) for thing in sources(map(str, arguments))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.md", "a/y.TXT", "a/photo.jpeg", "Makefile", ".hidden.txt", ".git/x.txt", "notes.xlsx", "more.jpeg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_in_order_without_hidden_files_and_counts_what_it_skips(folder: Path) -> None:
    found = [name.replace(str(folder), "F") for name in names(folder)]
    assert found == ["F/b.txt", "F/a/y.TXT", "F/a/z.md", "F: skipped 4 files that no loader reads (1 without suffix, 2 .jpeg, 1 .xlsx)"]
    *_, last = sources([str(folder)])
    assert isinstance(last, Skipped)
    assert not isinstance(last, SourceError)


def test_a_folder_that_links_to_itself_is_read_once(folder: Path) -> None:
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "again").symlink_to(folder / "a")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    found = [name.replace(str(folder), "F") for name in names(folder)]
    assert found[:2] == ["F/b.txt", "F/gone.txt"]
    assert len([name for name in found if name.endswith("z.md")]) == 1


def test_a_glob_names_what_it_matches(folder: Path) -> None:
    assert [Path(name).name for name in names(folder / "*.txt")] == ["b.txt"]
    assert [Path(name).name for name in names(folder / "**" / "*.md")] == ["z.md"]
    assert names(folder / "*.pdf") == [f"{folder}/*.pdf: matches no file that a loader reads"]
    assert [Path(name).name for name in names(folder / "[a]")][:2] == ["y.TXT", "z.md"]


def test_a_file_named_twice_comes_once(folder: Path) -> None:
    assert len(names(folder / "b.txt", folder / "a" / ".." / "b.txt", folder / "*.txt")) == 1


def test_what_cannot_be_had_is_told_in_one_line_and_the_rest_goes_on(folder: Path) -> None:
    empty = folder / "void"
    empty.mkdir()
    (folder / "loop.txt").symlink_to("loop.txt")
    assert names(folder / "loop.txt")[0].endswith("loop.txt: a link that leads nowhere, or to itself")
    found = names(folder / "nowhere.txt", folder / "notes.xlsx", folder / "Makefile", empty, "ftp://h.example/x", "x" * 5000, folder / "b.txt")
    assert found[0].endswith("nowhere.txt: no such file or folder")
    assert "notes.xlsx: no loader for .xlsx; there is txt, text, md" in found[1]
    assert "Makefile: no loader for a file without suffix; there is txt" in found[2]
    assert "void: no file that a loader reads (txt" in found[3]
    assert found[4].startswith("ftp://h.example/x: no loader for ftp: addresses")
    assert "File name too long" in found[5]
    assert found[6].endswith("b.txt")


def test_a_graph_stands_for_itself_and_for_its_text(tmp_path: Path) -> None:
    for name in ("one.txt", "one.gold.json", "two.md", "two.json", "three.txt", "three.json", "four.txt"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps(graph()), encoding="utf-8")
    (tmp_path / "three.json").write_text('{"text": "An article of its own."}', encoding="utf-8")
    expected = ["four.txt", "one.gold.json", "three.json", "three.txt", "two.json"]
    assert [Path(name).name for name in names(tmp_path)] == expected
    assert sorted(Path(name).name for name in names(*tmp_path.iterdir())) == expected


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "large.txt").write_text("word " * 1000, encoding="utf-8")
    problems = {"pipe": "not a regular file", "gone": "can't be read: No such file", "empty": "is empty", "large": r"larger than 0\.0\d+ MB; split it"}
    for name, problem in problems.items():
        with pytest.raises(SourceError, match=problem):
            list(documents(Source(name, "txt", path=tmp_path / f"{name}.txt"), Hints(max_bytes=1024)))


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(ARTICLE.encode(), "txt"), (PAGE.encode(), "html"), (pdf("x"), "pdf"), (word(), "docx"), (b'\xef\xbb\xbf {"text": 1}', "json"), (b'[{"a": 1}]', "json"),
     (b"[Focus] Plenum wins", "txt"), (RSS.encode(), "xml"), (b"# Title\n\nText", "md"), (b"---\ntitle: x\n---\nText", "md"), (b"<p>Hi.</p>", "html"),
     (b"Message-ID: <1@x>\n\nHi", "eml"), (b"Date: 2025-05-14\n\nHi", "txt"), (b"", "txt")],
)  # fmt: skip
def test_standard_input_is_read_as_what_it_looks_like(data: bytes, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sniff(data) == suffix
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    (found,) = sources(["-"])
    assert isinstance(found, Source)
    assert (found.name, found.suffix, found.data) == ("standard input", suffix, data)


def test_every_built_in_loader_exists_and_another_suffix_has_none() -> None:
    for suffix in loaders():
        assert callable(loader(suffix))
    with pytest.raises(SourceError, match=r"no loader for \.epub; there is txt"):
        list(documents(Source("x.epub", "epub", data=b"x")))


def test_another_distribution_adds_a_loader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shout.py").write_text(
        "from graphkit.loading import document\n"
        "def load(source, hints):\n"
        "    yield document(source, hints, source.read().decode().upper(), kind='text')\n"
        "    raise ZeroDivisionError('three lines\\nbelow')\n",
        encoding="utf-8",
    )
    info = tmp_path / "shout-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shout\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[graphkit.loaders]\nshout = shout:load\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    loaders.cache_clear()
    try:
        found = documents(Source("x.shout", "shout", data=b"plenum"))
        assert next(found).text == "PLENUM"
        with pytest.raises(SourceError, match=r"x.shout: broken shout data \(ZeroDivisionError: three lines below\)"):
            next(found)
    finally:
        loaders.cache_clear()


ENDLESS = pdf(*[b"BT /F 12 Tf " + b"(a) Tj " * 50_000 + b" ET"] * 40, deflate=True)  # 40 kB that keep the parser busy for a minute


def test_a_file_that_keeps_the_parser_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelimit, "MAX_SECONDS", 0.5)
    assert "not read within 0.5 seconds; given up" in refusal("pdf", ENDLESS)


def test_so_it_is_outside_of_the_main_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelimit, "MAX_SECONDS", 0.5)
    told: list[str] = []
    thread = threading.Thread(target=lambda: told.append(refusal("pdf", ENDLESS)))
    thread.start()
    thread.join(30)
    assert ["not read within 0.5 seconds; given up" in line for line in told] == [True]
