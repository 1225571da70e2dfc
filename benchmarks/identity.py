"""Who is who: what identity merges of its own accord, beside the truth and beside a plain string similarity in the same run.

    python benchmarks/identity.py [PAIRS.jsonl …] [--misses] [--json]

A line is ``{"left": {"name", "type", "aliases"?, "country"?}, "right": …, "label": "same" or "different", "pattern"}``. Each pair becomes two
documents with one entity each, read by the JSON loader and derived as a load derives them; a pair is merged where both end in one node.
Prints wrong merges with their bound (rule of three: none in n leaves a true rate under 3/n, at 95 %), the recall of what is the same, and the
same of RapidFuzz's WRatio of the two names, one thing from 80 of 100 on, among things of one type.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from graphkit.contents import GIVEN, Contents
from graphkit.loading import Hints, Source, documents
from graphkit.sync import derived

PAIRS = Path(__file__).with_name("pairs")


def read(paths: Iterable[Path]) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def merged(pair: dict[str, Any]) -> bool:
    """Whether the two things of *pair* end in one node, one in each of two documents."""
    held = Contents()
    for side in ("left", "right"):
        thing = pair[side]
        names = [thing["name"], *thing.get("aliases", ())]
        entity = {"id": "it", "name": thing["name"], "type": thing["type"], "mentions": names, "country": thing.get("country")}
        graph = {"id": side, "text": f"{side}: {', '.join(names)}.", "entities": [entity], "relations": []}
        for document in documents(Source(side, "json", data=json.dumps(graph).encode()), Hints()):
            assert document.given is not None
            held.add(held.merged(document))
            held.put(document, GIVEN, GIVEN, document.given)
    one, other = derived(held).resolution.of.values()
    return one == other


def similar(pair: dict[str, Any]) -> bool:
    """What a threshold on RapidFuzz's WRatio says, with its own preprocessing, of two things of one type."""
    left, right = pair["left"], pair["right"]
    return bool(left["type"] == right["type"] and fuzz.WRatio(left["name"], right["name"], processor=default_process) >= 80)


def figures(pairs: list[dict[str, Any]], merges: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Counts, and the pairs that went wrong."""
    said = [(pair, merges(pair)) for pair in pairs]
    traps = [(pair, yes) for pair, yes in said if pair["label"] == "different"]
    same = [(pair, yes) for pair, yes in said if pair["label"] == "same"]
    return {
        "pairs": len(said),
        "traps": len(traps),
        "wrong merges": sum(yes for _, yes in traps),
        "bound": round(3 / len(traps), 4) if traps else None,
        "recall": round(sum(yes for _, yes in same) / len(same), 3) if same else None,
        "missed": sum(not yes for _, yes in same),
        "wrong": [pair for pair, yes in said if yes != (pair["label"] == "same")],
    }


def by_pattern(pairs: list[dict[str, Any]], wrong: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each pattern of which a pair went wrong."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for pair in pairs:
        counts[pair["label"], pair["pattern"]] += 1
    for (label, pattern), count in sorted(counts.items()):
        if missed := sum(pair["pattern"] == pattern and pair["label"] == label for pair in wrong):
            yield f"  {label:9}  {pattern:34} {count - missed} of {count} right"


def _thing(thing: dict[str, Any]) -> str:
    aliases, country = "; ".join(thing.get("aliases", ())), thing.get("country")
    return thing["name"] + f" ({thing['type']})" + (f" {{{aliases}}}" if aliases else "") + (f" [{country}]" if country else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[PAIRS / "open.jsonl"])
    parser.add_argument("--misses", action="store_true", help="print every pair that went wrong")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    pairs = read(given.files)
    results = {"graphkit": figures(pairs, merged), "RapidFuzz WRatio ≥ 80": figures(pairs, similar)}
    if given.json:
        json.dump(results, sys.stdout, ensure_ascii=False, indent=1)
        return
    for name, found in results.items():
        none = f" (true rate under {found['bound']:.2%})" if found["traps"] and not found["wrong merges"] else ""
        print(f"{name}: {found['wrong merges']} wrong merges of {found['traps']} traps{none}, recall {found['recall']}, {found['missed']} missed")
    wrong = results["graphkit"]["wrong"]
    print("\n".join(by_pattern(pairs, wrong)))
    if given.misses:
        for pair in sorted(wrong, key=lambda pair: (pair["label"], pair["pattern"])):
            print(f"  {pair['label']:9} {pair['pattern']}: {_thing(pair['left'])} | {_thing(pair['right'])}")


if __name__ == "__main__":
    main()
