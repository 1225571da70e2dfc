"""What the extractor owes to names that it knows: F1 before and after every name in annotated documents is swapped for an invented one.

    python benchmarks/renamed.py GOLD_DIR [--seed 1] [--documents 8] [--keep FOLDER]

Organisations, models and products get one invented word for each word of their names, the same everywhere in a document, in text, mentions,
evidence and reasons; numbers and versions stay, and so do upper case and legal forms. Words that the text also uses in lower case stay as
they are. Prints the figures of both, and the loss of F1.
"""

import argparse
import json
import random
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from graphkit.evaluation import annotated, compare, figures, graph
from graphkit.extract import extract, starter
from graphkit.loading import Source, documents, sources

RENAMED = ("Company", "Model", "Product", "Regulator")
#: Words that say what kind of thing a name is; they stay, as a reader would need them too.
_KIND = frozenset(
    "administration ag agency ai api authority bank board bureau capital city cloud commission committee corp corporation council court "
    "department gmbh group holdings inc institute labs limited llc ltd ministry office plc pro systems technologies university".split()
)
_JOINING = frozenset("a and de del der des di du et for in la le of on the und van von".split())
_ONSETS = "b br c d dr f g gr h k l m n p pr r s st t tr v z".split()
_RIMES = "abb and arn ask eld elm ent erra ilo ind irn olm ondo ork oss ulk umba unt yra yst".split()


def invented(word: str, dice: random.Random, used: set[str]) -> str:
    """A word that is none, in the case of *word*."""
    while True:
        made = "".join(dice.choice(_ONSETS) + dice.choice(_RIMES) for _ in range(1 if len(word) < 5 else 2))
        if made not in used:
            used.add(made)
            break
    if word.isupper() and len(word) > 1:
        return made[: max(2, len(word))].upper()
    return made.capitalize() if word[0].isupper() else made


def names_of(gold: dict[str, Any]) -> Iterator[list[list[str]]]:
    """For each entity that is renamed, the words of those of its forms that are names; "the Munich carmaker" is none."""
    for entity in gold["entities"]:
        if entity["type"] in RENAMED and entity["name"] != "(author)":
            forms = [re.findall(r"[^\W\d_]+", form) for form in (entity["name"], *entity["mentions"])]
            yield [form for form in forms if all(not word.islower() or word in _JOINING or len(form) == 1 for word in form)]


def swaps(gold: dict[str, Any], text: str, dice: random.Random) -> dict[str, str]:
    """For each word of a name that is renamed, by lower case, the word that replaces it. What abbreviates a name abbreviates the new one."""
    common = set(re.findall(r"(?<![\w-])[a-z]+(?![\w-])", text))
    others = [form for entity in gold["entities"] if entity["type"] not in RENAMED for form in (entity["name"], *entity["mentions"])]
    kept = common | _KIND | _JOINING | {word.lower() for form in others for word in re.findall(r"[^\W\d_]+", form)}
    used, found = set(common), dict[str, str]()
    for forms in names_of(gold):
        short = {form[0]: long for form in forms if len(form) == 1 and form[0].isupper() for long in forms if len(long) > 1 and initials(long) == form[0]}
        for word in (word for form in forms for word in form):
            if len(word) > 1 and word not in short and word.lower() not in found and word.lower() not in kept:
                found[word.lower()] = invented(word, dice, used)
        for word, long in short.items():
            if word.lower() not in kept:
                found.setdefault(word.lower(), initials([found.get(part.lower(), part) if part.lower() not in _JOINING else part for part in long]))
    return found


def initials(words: list[str]) -> str:
    return "".join(word[0].upper() for word in words if word.lower() not in _JOINING)


def renaming(found: dict[str, str]) -> Callable[[str], str]:
    """What renames a text word by word; upper case stays upper case."""
    if not found:
        return lambda text: text
    pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(map(re.escape, found), key=len, reverse=True))})(?![^\W\d_])", re.I)

    def word(match: re.Match[str]) -> str:
        new = found[match[0].lower()]
        return new.upper() if match[0].isupper() and len(match[0]) > 1 else new.lower() if match[0].islower() else new[0].upper() + new[1:]

    return lambda text: pattern.sub(word, text)


def renamed(value: Any, rename: Callable[[str], str], *, inside: bool = False) -> Any:
    """*value* with the names in what it quotes of the text swapped; ids and values of the ontology stay."""
    if isinstance(value, dict):
        return {key: renamed(each, rename, inside=key in ("name", "mentions", "evidence", "reason", "role", "title", "text")) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, rename, inside=inside) for each in value]
    return rename(value) if inside and isinstance(value, str) else value


def rename_folder(source: Path, target: Path, seed: int, most: int | None) -> int:
    """Write the documents of *source*, renamed, to *target*; how many names were swapped."""
    count = 0
    for path in sorted(source.glob("*.gold.json"))[:most]:
        stem = path.name.removesuffix(".gold.json")
        text_path = next(path.with_name(f"{stem}.{suffix}") for suffix in ("txt", "md", "html") if path.with_name(f"{stem}.{suffix}").exists())
        text, gold = text_path.read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))
        found = swaps(gold, text, random.Random(f"{seed} {stem}"))  # noqa: S311 - the same names each time
        rename, count = renaming(found), count + len(found)
        (target / text_path.name).write_text(rename(text), encoding="utf-8")
        (target / path.name).write_text(json.dumps(renamed(gold, rename), ensure_ascii=False, indent=1), encoding="utf-8")
    return count


def measured(folder: Path, most: int | None) -> dict[str, float | None]:
    compared = []
    for document in annotated(folder)[:most]:
        (source,) = sources([str(document.path)])
        assert isinstance(source, Source)
        found = extract(next(documents(source)), starter())
        relations = [{**claim.row(), "type": claim.relation, "date": claim.date, "evidence": claim.evidence[0].text} for claim in found.claims]
        compared.append(compare(document, graph({"entities": [entity.row() for entity in found.entities], "relations": relations})))
    return figures(compared)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, help="only the first so many")
    parser.add_argument("--keep", type=Path, help="where to leave the renamed documents")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    count = rename_folder(arguments.gold, folder, arguments.seed, arguments.documents)
    before, after = measured(arguments.gold, arguments.documents), measured(folder, arguments.documents)
    print(f"{count} words of names swapped")
    for name in before:
        one, other = before[name], after[name]
        if one is not None and other is not None:
            print(f"{name:18} {one:.3f} -> {other:.3f}  {other - one:+.3f}")
    if arguments.keep:
        shutil.copytree(folder, arguments.keep, dirs_exist_ok=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
