"""Two files to drag into Neo4j Browser: a style sheet with the explorer's colours, and the catalogue as saved queries."""

import io
import re
import zipfile
from collections.abc import Mapping
from importlib import resources

from .catalogue import Query, catalogue, for_browser, literal
from .ontology import ENTITY_TYPES, RELATIONS

_CAPTIONS = {"outcome": "{outcome}", "reason": "{reason}", "action": "{action}", "role": "{role}"}
_EPOCH = (2020, 1, 1, 0, 0, 0)  # in each entry, so that the file is the same each time


def colours() -> dict[str, str]:
    """The explorer's colours by name, ``type-Company`` or ``rel-USES``, as its style sheet has them on light paper."""
    light = (resources.files("graphkit.explorer") / "template" / "style.css").read_text("utf-8").partition("@media")[0]
    return dict(re.findall(r"--((?:type|rel)-\w+): (#[0-9a-f]{6})", light))


def style() -> str:
    """A style sheet (GraSS): each type and relation in its colour, nodes called by name, edges by what tells one from another."""
    colour = colours()
    ink = {"text-color-internal": "#ffffff"}
    rules = [
        _rule("node", {"diameter": "50px", "color": "#868c93", "border-color": "#868c93", "border-width": "2px", "font-size": "10px", **ink}),
        _rule("relationship", {"color": colour["rel-other"], "shaft-width": "1px", "font-size": "8px", "padding": "3px", "caption": '"<type>"', **ink}),
    ]
    for name in ENTITY_TYPES:
        shown = colour[f"type-{name}"]
        rules.append(_rule(f"node.{name}", {"color": shown, "border-color": shown, "caption": '"{name}"', **ink}))
    paper = {"diameter": "40px", "color": "#dedad3", "border-color": "#58626c", "text-color-internal": "#1d2327"}
    rules += [_rule("node.Document", {**paper, "caption": '"{title}"'}), _rule("node.Claim", {**paper, "caption": '"{relation}"'})]
    for name, relation in RELATIONS.items():
        carried = next((_CAPTIONS[a] for a in (*relation.attributes, relation.discriminator or "") if a in _CAPTIONS), "<type>")
        rules.append(_rule(f"relationship.{name}", {"color": colour[f"rel-{name}"], "shaft-width": "2px", "caption": f'"{carried}"', **ink}))
    return "\n".join(rules)


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    return selector + " {\n" + "".join(f"  {name}: {value};\n" for name, value in properties.items()) + "}\n"


def saved_queries() -> bytes:
    """A zip file with two folders: the questions as tables, and as drawings, each with its defaults written out to be changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for question in catalogue().values():
            defaults = {parameter.name: parameter.default for parameter in question.parameters}
            for folder, statement in (("graphkit answers", _answered(question, defaults)), ("graphkit drawings", for_browser(question, defaults))):
                entry = zipfile.ZipInfo(f"{folder}/{question.name}.cypher", _EPOCH)
                made.writestr(entry, f"// {question.name}: {question.doc}\n{statement.strip()}\n")
    return out.getvalue()


def _answered(question: Query, values: Mapping[str, object]) -> str:
    lines = [line for line in question.text.splitlines() if not line.startswith("//")]
    return re.sub(r"\$(\w+)", lambda found: literal(values[found[1]]), "\n".join(lines))
