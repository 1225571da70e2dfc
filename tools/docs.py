"""Fill the generated parts of README.md and docs/ from the code that they describe.

    python tools/docs.py            write them
    python tools/docs.py --check    exit 1 and name the files that are out of date

A generated part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from graphkit.catalogue import catalogue
from graphkit.cli import main
from graphkit.counting import STANDINGS
from graphkit.derive import STATUSES
from graphkit.loading.registry import BUILT_IN
from graphkit.ontology import ENTITY_TYPES, MODALITIES, OUTCOMES, REASON_CLASSES, RELATIONS
from graphkit.ties import TIES

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/*.md")
PART = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(header), *map(list, rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def relations() -> str:
    def ends(types: Iterable[str]) -> str:
        return ", ".join(name for name in ENTITY_TYPES if name in types)

    def rows() -> Iterator[list[str]]:
        for r in RELATIONS.values():
            carries = ", ".join([*r.attributes, *([r.discriminator] if r.discriminator and r.discriminator not in r.attributes else [])])
            rules = ["symmetric"] * r.symmetric + ["never both ways"] * r.asymmetric + ["one subject at a time"] * r.functional
            rules += [" and ".join(values) + " exclude each other" for values in r.exclusive.values()]
            rules += [f"sources may differ in {r.differs}"] if r.differs else []
            yield [f"`{r.name}`", r.reads, ends(r.subjects), ends(r.objects), carries, "; ".join(rules)]

    return table(["relation", "reads", "from", "to", "carries", "rules"], rows())


def named(header: tuple[str, str], values: dict[str, str]) -> Callable[[], str]:
    return lambda: table(header, ([f"`{name}`", meaning] for name, meaning in values.items()))


def questions() -> str:
    def rows() -> Iterator[list[str]]:
        for name, question in catalogue().items():
            options = " ".join(f"`--{p.name.replace('_', '-')}`" + ("" if p.required else "?") for p in question.parameters)
            yield [f"`{name}`", question.doc, options]

    return table(["question", "answers", "options (? may be left out)"], rows())


def sources() -> str:
    by_loader: dict[str, list[str]] = {}
    for suffix, target in BUILT_IN.items():
        by_loader.setdefault(target.removesuffix(":load").removeprefix("loaders."), []).append(suffix)
    return table(["loader", "reads"], ([f"`loaders.{name}`", ", ".join(suffixes)] for name, suffixes in by_loader.items()))


def command_line() -> str:
    def helps() -> Iterator[str]:
        group = click.Context(main, info_name="graphkit")
        yield main.get_help(group)
        for name in main.list_commands(group):
            command = main.get_command(group, name)
            assert command is not None
            yield command.get_help(click.Context(command, info_name=name, parent=group, max_content_width=100))

    return "".join(f"```text\n{text}\n```\n\n" for text in helps())


PARTS: dict[str, Callable[[], str]] = {
    "entity-types": named(("type", "what it is"), ENTITY_TYPES),
    "relations": relations,
    "modalities": named(("modality", "a claim is"), MODALITIES),
    "outcomes": lambda: ", ".join(f"`{name}`" for name in OUTCOMES) + "\n",
    "reason-classes": named(("reason class", "the reason is"), REASON_CLASSES),
    "statuses": named(("status", "an edge is"), STATUSES),
    "standings": named(("standing", "a claim doesn't count because"), STANDINGS),
    "ties": named(("link", "leads"), TIES),
    "questions": questions,
    "loaders": sources,
    "command-line": command_line,
}


def filled(text: str) -> str:
    """*text* with each of its generated parts made anew."""
    return PART.sub(lambda found: f"{found[1]}{PARTS[found[2]]().rstrip()}\n{found[3]}", text)


def run(check: bool) -> int:
    stale = []
    for path in sorted(path for pattern in PAGES for path in ROOT.glob(pattern)):
        text = path.read_text(encoding="utf-8")
        if (new := filled(text)) != text:
            stale.append(str(path.relative_to(ROOT)))
            if not check:
                path.write_text(new, encoding="utf-8")
    for name in stale:
        print(f"{name}: out of date; run python tools/docs.py" if check else f"{name}: written")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv[1:]))
