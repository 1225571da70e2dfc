"""Words, sentences and the rules' own things of annotated documents: `python training/prepare.py EVAL_DIR --out docs.jsonl [--without NAMES.txt]`."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from graphkit.extract import authors, entities, starter
from graphkit.extract.reading import parse
from graphkit.extract.voice import voice_of
from graphkit.records import Document


def read(text: str) -> dict[str, Any]:
    """*text* as the extractor lays it out: words, sentences, and things with their mentions, all as offsets."""
    reading = parse(Document.of(text), starter())
    entities.find(reading, starter())
    if (voice := voice_of(reading)).speaks:
        authors.find(reading, voice, authors.stand_in(reading, voice), {})
    words = [block.at(t.idx, t.idx + len(t)) for block, doc in zip(reading.blocks, reading.docs, strict=True) for t in doc if not t.is_space]
    sentences = [s.block.at(s.span.start_char, s.span.end_char) for s in reading.sentences if s.span.text.strip()]
    things = [
        {"name": thing.name, "type": thing.type, "author": thing.author, "spans": [reading.blocks[m.block].at(m.first, m.last) for m in thing.mentions]}
        for thing in reading.things
    ]
    return {"text": reading.document.text, "words": words, "sents": sentences, "things": things}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("root", type=Path, help="a folder of folders that hold NAME.txt and NAME.gold.json")
    ap.add_argument("--folders", nargs="+", default=["train", "open", "dev"])
    ap.add_argument("--without", type=Path, help="file that names documents never to be read, one folder/name a line")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    sealed = set(a.without.read_text().split()) if a.without else set()
    with a.out.open("w", encoding="utf-8") as out:
        for folder in a.folders:
            for path in sorted((a.root / folder).glob("*.gold.json")):
                name = path.name.removesuffix(".gold.json")
                if f"{folder}/{name}" not in sealed:
                    row = read(path.with_name(f"{name}.txt").read_text(encoding="utf-8"))
                    out.write(json.dumps({"set": folder, "doc": name, **row, "gold": json.loads(path.read_text(encoding="utf-8"))}) + "\n")


if __name__ == "__main__":
    main()
