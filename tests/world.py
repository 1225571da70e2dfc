"""A small invented world, ready-made: documents with their claims, for tests that need no extractor."""

import json
from pathlib import Path
from typing import Any

WIRE = """Oakline drops Pellucid, picks Tarn for its assistant

Oakline evaluated models from Pellucid, Tarn and Greyfen last spring. It dropped Pellucid because of slow answers, the company said. \
Greyfen was passed over. Tarn was selected. Tarn makes the Heron model. Oakline is waiting for approval from the Data Office (DO)."""

NOTE = """Greyfen: why we lost Oakline

Oakline rejected Greyfen over its price, two people said. Pellucid denied that it was slow. Oakline chose Pellucid for its cars."""

LATER = """Tarn ends its tie-up with Lowell

Tarn no longer works with Lowell. There is talk that Lowell may buy Greyfen. Oakline Inc. uses Heron."""


def _entity(name: str, kind: str = "Company", *mentions: str) -> dict[str, Any]:
    return {"id": name.lower().replace(" ", "_"), "name": name, "type": kind, "mentions": [name, *mentions]}


def _relation(kind: str, subject: str, target: str, evidence: str, modality: str = "reported", **more: Any) -> dict[str, Any]:
    return {"type": kind, "subject": subject, "object": target, "modality": modality, "evidence": evidence, **more}


WORLD: dict[str, dict[str, Any]] = {
    "wire": {
        "title": "Oakline drops Pellucid, picks Tarn for its assistant",
        "publisher": "Quay Wire",
        "published": "2026-03-02",
        "url": "https://example.org/quay/oakline",
        "text": WIRE,
        "entities": [
            _entity("Oakline"),
            _entity("Pellucid"),
            _entity("Tarn"),
            _entity("Greyfen"),
            _entity("Heron", "Model"),
            _entity("Data Office", "Regulator", "DO"),
        ],
        "relations": [
            _relation("EVALUATED", "oakline", "pellucid", "It dropped Pellucid", outcome="rejected"),
            _relation(
                "REJECTED_BECAUSE",
                "oakline",
                "pellucid",
                "It dropped Pellucid because of slow answers",
                reason="slow answers",
                reason_class="performance_latency",
            ),
            _relation("EVALUATED", "oakline", "greyfen", "Greyfen was passed over", outcome="rejected"),
            _relation("EVALUATED", "oakline", "tarn", "Tarn was selected", outcome="selected"),
            _relation("DEVELOPS", "tarn", "heron", "Tarn makes the Heron model", "asserted"),
            _relation("REGULATED_BY", "oakline", "data_office", "Oakline is waiting for approval from the Data Office (DO)", "planned", action="approval"),
        ],
    },
    "note": {
        "title": "Greyfen: why we lost Oakline",
        "publisher": "Fen Post",
        "published": "2026-03-05",
        "text": NOTE,
        "entities": [_entity("Oakline"), _entity("Greyfen"), _entity("Pellucid")],
        "relations": [
            _relation("EVALUATED", "oakline", "greyfen", "Oakline rejected Greyfen over its price", outcome="rejected"),
            _relation("REJECTED_BECAUSE", "oakline", "greyfen", "Oakline rejected Greyfen over its price", reason="its price", reason_class="price"),
            _relation("EVALUATED", "oakline", "pellucid", "Oakline chose Pellucid for its cars", outcome="selected"),
        ],
    },
    "later": {
        "title": "Tarn ends its tie-up with Lowell",
        "publisher": "Quay Wire",
        "published": "2026-05-01",
        "text": LATER,
        "entities": [_entity("Oakline Inc."), _entity("Tarn"), _entity("Lowell"), _entity("Greyfen"), _entity("Heron", "Model")],
        "relations": [
            _relation("PARTNERS_WITH", "tarn", "lowell", "Tarn no longer works with Lowell", "ended"),
            _relation("ACQUIRES", "lowell", "greyfen", "There is talk that Lowell may buy Greyfen", "rumoured"),
            _relation("USES", "oakline_inc.", "heron", "Oakline Inc. uses Heron", "asserted"),
        ],
    },
}


def write_world(folder: Path) -> list[str]:
    """The world as files in *folder*; their paths."""
    paths = []
    for name, graph in WORLD.items():
        path = folder / f"{name}.json"
        path.write_text(json.dumps(graph), encoding="utf-8")
        paths.append(str(path))
    return paths
