"""The starter list of names: its form, and that it never says of two things that they are one."""

import csv
import re
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from graphkit.errors import OntologyError
from graphkit.names import COLUMNS, Names, bare, key, read, starter
from graphkit.ontology import ENTITY_TYPES

RAW = (files("graphkit") / "names.csv").read_bytes()
TEXT = RAW.decode("utf-8")
ENTRIES = read(TEXT, "names.csv")


def versions(name: str) -> set[str]:
    """The numbers in *name* that tell one version from another: 3.5, 4o, 2024."""
    return set(re.findall(r"\d+(?:\.\d+)*(?:[a-z](?![a-z]))?", name.lower()))


def test_the_file_is_plain_sorted_and_whole() -> None:
    assert b"\r" not in RAW and not RAW.startswith(b"\xef\xbb\xbf") and TEXT.endswith("\n")
    assert unicodedata.normalize("NFC", TEXT) == TEXT
    rows = list(csv.reader(TEXT.splitlines(), strict=True))
    assert tuple(rows[0]) == COLUMNS and {len(row) for row in rows} == {len(COLUMNS)}
    assert all(cell == cell.strip() and "  " not in cell and cell.isprintable() for row in rows for cell in row)
    order = [(row[1], row[0].casefold()) for row in rows[1:]]
    assert order == sorted(order), "by type, then by name as case-folded code points"


def test_every_kind_of_thing_is_there() -> None:
    assert len(ENTRIES) > 1000
    assert {entry.type for entry in ENTRIES} == set(ENTITY_TYPES)


def test_no_form_stands_for_two_entries() -> None:
    claimed = defaultdict(set)
    for entry in ENTRIES:
        for form in entry.forms:
            assert form and bare(form)
            claimed[key(form)].add((entry.type, entry.name))
    assert {form: sorted(whose) for form, whose in claimed.items() if len(whose) > 1} == {}


def test_no_alias_is_listed_twice_or_repeats_its_name() -> None:
    assert [entry.name for entry in ENTRIES if len(set(entry.forms)) != len(entry.forms)] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if entry.type in ("Model", "Product") and entry.aliases], ids=lambda entry: entry.name)
def test_no_version_is_taken_for_another(entry: object) -> None:
    known = next(each for each in ENTRIES if each is entry)
    for alias in known.aliases:
        assert versions(alias) <= versions(known.name), f"{alias} is another version than {known.name}"


@pytest.mark.parametrize(
    ("one", "other"), [("GPT-4", "GPT-4o"), ("GPT-3.5", "GPT-4"), ("DeepSeek-R1", "DeepSeek-V3"), ("A100", "H100"), ("Llama", "Llama 3"), ("OpenAI", "GPT-4")]
)
def test_versions_and_makers_stay_apart(one: str, other: str) -> None:
    first, second = starter().find(one), starter().find(other)
    assert first is None or first is not second


def test_spellings_of_one_name_find_it() -> None:
    for form, name in (("NVIDIA", "Nvidia"), ("Apple Inc", "Apple"), ("GPT-4o-mini", "GPT-4o mini"), ("阿里巴巴", "Alibaba"), ("DEEPSEEK R1", "DeepSeek-R1")):
        known = starter().find(form)
        assert known is not None and known.name == name
    assert starter().find("apple") is None  # the fruit


def test_a_users_file_wins_over_the_list_and_a_wrong_type_is_named_with_its_line(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,type,aliases,about\nTarn,Model,Tarn AI;TARN-X,\nApple,Product,,\n", encoding="utf-8")
    names = Names.with_file(own)
    tarn, apple, nvidia = names.find("TARN-X"), names.find("Apple"), names.find("NVIDIA")
    assert tarn is not None and (tarn.name, tarn.type) == ("Tarn", "Model")
    assert apple is not None and apple.type == "Product"
    assert nvidia is not None and nvidia.name == "Nvidia"
    own.write_text("name,type\nTarn,Firm\n", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"own\.csv, line 2: .*'Firm'"):
        Names.with_file(own)
