"""The page as a string: the same for the same graph, inert whatever its data, loud where something is amiss."""

import base64
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import zlib
from pathlib import Path

import invented
import pytest
from pydantic import ValidationError

from graphkit.errors import GraphkitError
from graphkit.explorer import Edge, Node, View, pack, page, render, shrink
from graphkit.explorer.layout import positions
from graphkit.explorer.relevance import MOST_NODES, drawn
from graphkit.explorer.view import SHOWN_AT_FIRST

HOSTILE = "</script><script>window.__pwn=1</script><!-- \u2028 \ud800 & <img src=x onerror=window.__pwn=1>"


def data(html: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    value: dict[str, object] = json.loads(found[1])
    return value


def test_same_bytes_whatever_the_order() -> None:
    view = invented.decisions()
    chance = random.Random(3)

    def mixed(parts: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(parts, len(parts)))

    edges = mixed(tuple(edge.model_copy(update={"claims": mixed(edge.claims)}) for edge in view.edges))
    other = View.model_validate({"nodes": mixed(view.nodes), "edges": [e.model_dump(by_alias=True) for e in edges], "documents": mixed(view.documents)})  # type: ignore[attr-defined]
    assert render(view, title="T") == render(other, title="T")


def test_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, invented\nfrom graphkit.explorer import render\nprint(hashlib.sha256(render(invented.decisions(), title='T').encode()).hexdigest())"
    )
    here = Path(__file__).parent
    seeds = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert seeds[0] == seeds[1]


def test_every_edge_travels_in_one_file_without_addresses_to_load_from() -> None:
    view = invented.decisions()
    html = render(view, title="T")
    assert len(data(html)["edges"]) == len(view.edges)  # type: ignore[arg-type]
    assert not re.search(r"<(script|link|img)[^>]* (src|href)=", html)
    assert "default-src &#39;none&#39;" in html
    assert "unsafe" not in html[:2000]


def test_hostile_text_stays_text() -> None:
    html = render(invented.decisions(), title=HOSTILE, opens="words=" + HOSTILE.replace("&", ""))
    assert html.count("</script>") == 3
    assert "<img src=x" not in html
    assert data(html)["opens"] == "words=" + HOSTILE.replace("&", "")
    html.encode()


def test_the_policy_allows_the_library_as_it_is_unpacked() -> None:
    html = render(invented.decisions(), title="T")
    packed = re.search(r'id="library">([^<]*)<', html)
    assert packed
    library = zlib.decompress(base64.b64decode(packed[1]))
    assert library == page._vis().encode()
    assert base64.b64encode(hashlib.sha256(library).digest()).decode() in html[:2000]


@pytest.mark.parametrize("text", ["</script>", "<!--", "<script", "\u2028", "\ud83d"])
def test_inert(text: str) -> None:
    packed = pack.inert({text: [text]})
    assert json.loads(packed) == {text: [text]}
    assert not re.search("[<>&\u2028\ud800-\udfff]", packed)


def test_no_words_of_a_source_travel_with_context_none() -> None:
    view = invented.decisions()
    html = render(view, title="T", context="none")
    for edge in view.edges:
        for claim in edge.claims:
            assert claim.evidence[0].text not in html
        assert not edge.reason or edge.reason not in html
        assert not edge.disagreement or edge.disagreement not in html
    packed = data(html)
    assert any(row[-1].get("reason_class") for row in packed["edges"] if isinstance(row[-1], dict))  # type: ignore[attr-defined]
    assert any(edge.reason for edge in view.edges) and any(edge.reason in render(view, title="T") for edge in view.edges if edge.reason)


@pytest.mark.parametrize("opens", ["tables", "tab=tables", "tab=graph&colour=red", "tab=graph&scope=about&about=nobody", "link=none", "scope=far"])
def test_a_page_opens_on_nothing_unknown(opens: str) -> None:
    with pytest.raises(GraphkitError, match="the explorer can't open on") as told:
        render(invented.decisions(), title="T", opens=opens)
    assert "\n" not in str(told.value)


def test_a_page_opens_on_what_its_own_links_say() -> None:
    view = invented.decisions()
    opens = f"#tab=graph&scope=about&about={view.nodes[0].id}&status=%2B~denied&link={view.edges[0].key}"
    assert data(render(view, title="T", opens=opens))["opens"] == opens[1:]


def test_another_context_is_refused() -> None:
    with pytest.raises(GraphkitError, match="no context 'foo'; there are sentence, passage, none"):
        render(View(), title="T", context="foo")  # type: ignore[arg-type]


def test_views_that_do_not_hold_together_are_refused() -> None:
    node = {"id": "a", "name": "Halden Bank", "type": "Company"}
    quote = {"document": "d", "text": "x", "start": 0, "end": 1}
    claim = {"id": "c", "modality": "asserted", "extractor": "rules", "evidence": [quote]}
    edge = {"key": "e", "type": "USES", "subject": "a", "object": "b", "status": "confirmed", "claims": [claim]}
    with pytest.raises(ValidationError, match="ends at 'b'"):
        View.model_validate({"nodes": [node], "edges": [edge], "documents": [{"id": "d", "title": "D"}]})
    with pytest.raises(ValidationError, match="quotes 'd'"):
        View.model_validate({"nodes": [node, node | {"id": "b"}], "edges": [edge]})
    with pytest.raises(ValidationError, match="two nodes are called 'a'"):
        View.model_validate({"nodes": [node, node]})
    with pytest.raises(ValidationError, match="no relation"):
        Edge.model_validate(edge | {"type": "LIKES"})
    with pytest.raises(ValidationError, match="no type"):
        Node.model_validate(node | {"type": "Planet"})


def test_an_empty_view_is_a_page() -> None:
    assert data(render(View(), title="Nothing"))["edges"] == []


def test_another_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_VIS_SHA256", "0" * 64)
    with pytest.raises(GraphkitError, match=r"pip install --force-reinstall pyvis==0\.3\.2"):
        render(View(), title="T")


def test_missing_pyvis_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pyvis'] = None; sys.modules['pyvis.network'] = None\nfrom graphkit.explorer import View, render\nrender(View(), title='T')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert "pip install pyvis==0.3.2" in done.stderr


def test_pyvis_is_imported_only_to_render() -> None:
    program = "import sys, graphkit.explorer; print('pyvis' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]).stdout.strip() == "False"


def test_names_have_room() -> None:
    view = invented.graph(100, 300)
    places = list(positions((n.id for n in view.nodes), ((e.subject, e.object) for e in view.edges)).values())
    close = [(a, b) for i, a in enumerate(places) for b in places[:i] if abs(a[0] - b[0]) < 60 and abs(a[1] - b[1]) < 20]
    assert not close


def test_parts_of_a_graph_lie_apart() -> None:
    places = positions("abcdxyz", [("a", "b"), ("b", "c"), ("c", "d"), ("x", "y"), ("y", "z")])
    first, second = ([places[n] for n in part] for part in ("abcd", "xyz"))
    assert max(x for x, _ in first) < min(x for x, _ in second) or max(y for _, y in first) < min(y for _, y in second)


def test_a_graph_too_large_to_read_is_drawn_in_part() -> None:
    view = invented.graph(MOST_NODES + 500, 5000)
    part = drawn(view)
    assert 100 < len(part) <= 500
    degree = {node.id: 0 for node in view.nodes}
    for edge in view.edges:
        degree[edge.subject] += 1
        degree[edge.object] += 1
    chosen = sum(degree[one] for one in part) / len(part)
    assert chosen > sum(degree.values()) / len(degree)
    inside = [{e.subject, e.object} for e in view.edges if e.subject in part and e.object in part and e.status in SHOWN_AT_FIRST]
    alone = set(part) - set().union(*inside)
    assert len(inside) >= len(part) - 1 and not alone


def test_many_small_parts_fill_a_screen() -> None:
    places = positions([f"{n:03d}" for n in range(400)], []).values()
    wide, high = (max(axis) - min(axis) for axis in zip(*places, strict=True))
    assert 0.8 < wide / high < 3


@pytest.mark.parametrize(
    ("given", "small"),
    [
        ("const a = 1; // one\n", "const a=1;\n"),
        ("return /[\"/]/.test(x) ? 'a  b' : y / 2;\n", "return/[\"/]/.test(x)?'a  b':y/2;\n"),
        ("`a  ${ b ? `c  d` : { e : 1 } }  f`", "`a  ${b?`c  d`:{e:1}}  f`\n"),
        ("a + +b; a - -b; x in y", "a+ +b;a- -b;x in y\n"),
        ("f(\n  a,\n  b\n)\ng()", "f(a,b\n)\ng()\n"),
    ],
)
def test_a_smaller_script_says_the_same(given: str, small: str) -> None:
    assert shrink.script(given) == small


def test_style_keeps_the_spaces_that_mean_something() -> None:
    assert shrink.style("a  b > c { margin: 0  calc(1px + 2px); } /* x */\n.d:not(.e) { top: 0 }") == "a b > c{margin:0 calc(1px + 2px)}.d:not(.e){top:0}"
