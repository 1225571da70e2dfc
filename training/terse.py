"""Annotated documents from their short form: `python training/terse.py training/data/*.terse --out FOLDER [--check FOLDER]`.

A `.terse` file holds documents for people to write and read; this makes NAME.txt and NAME.gold.json of each:

    @@DOC name|register|2025-03-14|Title
    The text, as many lines as it needs.
    @@ENTITIES
    ferring|C|Ferring Mills;Ferring
    quill|M|Quill 2
    @@RELATIONS
    EV ferring quill reported o=rejected d=2025-02 | Ferring Mills tested Quill 2 ... with another
    RB ferring quill reported c=price | Ferring Mills tested Quill 2 ... with another | reason=it cost twice as much

An entity has an id, a type (first letter; H for a person, L for a place) and its mentions, the full name first; the id ``author`` is the
text's unnamed author. A relation has a type, two ids, a modality, attributes (o outcome, a action, c class of reason, d date, optional=1),
the words that say it (" ... " stands for what is between), and a reason or a role. With ``--check`` the folder's check.py looks at the form.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

RELATIONS = {
    "EV": "EVALUATED", "RB": "REJECTED_BECAUSE", "US": "USES", "DV": "DEVELOPS", "PW": "PARTNERS_WITH", "CW": "COMPETES_WITH",
    "RG": "REGULATED_BY", "IN": "INVESTS_IN", "AQ": "ACQUIRES", "LD": "LEADS", "PO": "PART_OF",
}  # fmt: skip
TYPES = {"C": "Company", "M": "Model", "P": "Product", "R": "Regulator", "H": "Person", "L": "Place"}
SHORT = {"o": "outcome", "a": "action", "c": "reason_class", "d": "date"}


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def whole(text: str, words: str, most: int = 700) -> str:
    """*words* with what " ... " left out put back from *text*."""
    if " ... " not in words:
        return words
    first, last = (flat(part) for part in words.split(" ... ", 1))
    at = text.find(first)
    while at >= 0:
        end = text.find(last, at + len(first))
        if 0 <= end - at < most:
            return text[at : end + len(last)]
        at = text.find(first, at + 1)
    return words


def entity(line: str) -> dict[str, Any]:
    name, kind, listed = (part.strip() for part in line.split("|", 2))
    mentions = [mention.strip() for mention in listed.split(";") if mention.strip()]
    return {"id": name, "name": "(author)" if name == "author" else mentions[0], "type": TYPES[kind], "mentions": mentions}


def relation(line: str, text: str) -> dict[str, Any]:
    left, rest = line.split(" | ", 1)
    kind, subject, other, modality, *attributes = left.split()
    evidence, *further = re.split(r" \| (?=reason=|role=)", rest)
    made: dict[str, Any] = {"type": RELATIONS[kind], "subject": subject, "object": other, "modality": modality, "date": None}
    made["evidence"] = whole(text, evidence.strip())
    for attribute in attributes:
        key, value = attribute.split("=")
        made[SHORT.get(key, key)] = True if key == "optional" else value
    for part in further:
        key, value = part.split("=", 1)
        made[key] = whole(text, value.strip()) if key == "reason" else value.strip()
    if made["type"] == "LEADS":
        made.setdefault("role", None)
    return made


def documents(path: Path) -> list[tuple[str, dict[str, Any]]]:
    """Text and annotation of each document of one file. Raises ValueError that names a line it can't read."""
    made = []
    for block in path.read_text(encoding="utf-8").split("@@DOC ")[1:]:
        head, rest = block.split("\n", 1)
        name, register, published, title = (part.strip() for part in head.split("|", 3))
        body, rest = rest.split("\n@@ENTITIES\n", 1)
        entities, relations = rest.split("\n@@RELATIONS\n", 1)
        gold: dict[str, Any] = {"doc": name, "title": title, "register": register, "published": published if published != "-" else None}
        try:
            gold["entities"] = [entity(line) for line in filter(str.strip, entities.splitlines())]
            gold["relations"] = [relation(line, flat(body)) for line in filter(str.strip, relations.splitlines())]
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path}: {name}: {error}") from error
        made.append((body.strip("\n") + "\n", gold))
    return made


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("files", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--check", type=Path, help="the folder that holds check.py")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    count = relations = 0
    for path in a.files:
        for text, gold in documents(path):
            (a.out / f"{gold['doc']}.txt").write_text(text, encoding="utf-8")
            (a.out / f"{gold['doc']}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
            count, relations = count + 1, relations + len(gold["relations"])
    print(f"{count} documents, {relations} relations")
    if a.check:
        sys.path.insert(0, str(a.check))
        import check

        sys.exit(check.main(str(a.out), []))


if __name__ == "__main__":
    main()
