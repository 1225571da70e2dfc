"""The command that holds an extractor against annotated documents."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from .. import evaluation, loading
from ..errors import GraphkitError, SourceError
from ..evaluation import Annotated, Comparison, Graph
from ..extract import Extractor
from ..names import starter
from ..records import Extraction
from . import options
from .documents import scored
from .main import main

_KINDS = {"misses": "not found", "wrong": "wrong"}


@main.command("eval")
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("predicted", metavar="[PRED.jsonl]", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by-type", is_flag=True, help="Also by type of relation.")
@click.option("--show", type=click.Choice(list(_KINDS)), multiple=True, help="List each, with the sentence that it stands in; repeatable.")
@options.reader
@options.as_json
def evaluate(gold: Path, predicted: Path | None, by_type: bool, show: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Hold the extractor, or what it printed, against annotated documents.

    GOLD_DIR holds NAME.gold.json beside NAME.txt, .md or .html. PRED.jsonl is what graphkit extract --json printed of these; without it
    they are extracted now. Of a file everything counts, unless --min-confidence is given.
    """
    documents, failed, least = evaluation.annotated(gold), [], 0.0
    if predicted is not None:
        graphs = evaluation.predictions(predicted)
        if click.get_current_context().get_parameter_source("least") is not ParameterSource.DEFAULT:
            least = given["least"]
    else:
        reader = options.extractor(**{name: given[name] for name in options.READER})
        graphs = {}
        for name, found in _extracted(documents, reader):
            if isinstance(found, Graph):
                graphs[name] = found
            else:
                failed.append(found)
                click.echo(f"error: {found}", err=True)
        options.spent(reader)
    compared = [evaluation.compare(document, graphs.get(document.name), least) for document in documents]
    result = _result(documents, graphs, compared, least)
    if as_json:
        options.print_json(result)
    else:
        click.echo("\n\n".join(_readable(result, by_type, show)))
    sys.exit(1 if failed else 0)


def _extracted(documents: Sequence[Annotated], reader: Extractor) -> Iterator[tuple[str, Graph | str]]:
    """By name what *reader* finds in each document, or one line that says why it wasn't read."""
    read = []
    for document in documents:
        try:
            if document.path is None:
                raise SourceError(document.name, "no NAME.txt, .md or .html beside its annotation")
            (source,) = loading.sources([str(document.path)])
            if isinstance(source, loading.Source):
                read.append((document.name, next(loading.documents(source))))
        except GraphkitError as error:
            yield document.name, str(error)
    reader.ahead([text for _, text in read])
    for name, text in read:
        try:
            yield name, evaluation.graph(scored(name, reader.extract(text, starter()) if reader.reads(text) else Extraction()))
        except GraphkitError as error:
            yield name, f"{name}: {error}"


def _result(documents: Sequence[Annotated], graphs: dict[str, Graph], compared: Sequence[Comparison], least: float) -> dict[str, Any]:
    bins, error = evaluation.reliability(compared)
    return {
        "documents": len(documents),
        "annotated": sum(not pair.fact.optional for comparison in compared for pair in comparison.pairs),
        "not_predicted": [comparison.document.name for comparison in compared if not comparison.predicted],
        "figures": _rounded(evaluation.figures(compared)),
        "by_type": {name: _rounded(row) for name, row in evaluation.by_type(compared).items()},
        "curve": [_rounded(asdict(point)) for point in evaluation.curve(documents, graphs, least)],
        "reliability": [_rounded(asdict(each)) for each in bins],
        "calibration_error": None if error is None else round(error, 3),
        **{kind: [row for comparison in compared for row in _list(comparison, kind)] for kind in _KINDS},
    }


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in row.items()}


def _list(comparison: Comparison, kind: str) -> Iterator[dict[str, Any]]:
    """Facts that weren't found, or predictions that are wrong, with the names that their ends have and the place that they stand in."""
    document, graph = comparison.document, comparison.graph if kind == "wrong" else comparison.document.graph
    names = {thing.id: thing.forms[0] for thing in graph.things}
    missed = (pair.fact for pair in comparison.pairs if pair.found is None and not pair.fact.optional)
    for fact in comparison.wrong if kind == "wrong" else missed:
        told = {key: value for key, value in fact.details.items() if value}
        at = evaluation.place(document.path, fact.evidence)
        yield {
            "doc": document.name,
            "subject": names.get(fact.subject, fact.subject),
            "type": fact.type,
            "object": names.get(fact.object, fact.object),
            "modality": fact.modality,
            **told,
            **({"confidence": fact.confidence} if kind == "wrong" else {}),
            "evidence": fact.evidence,
            "file": str(at.path) if at.path else None,
            "line": at.line,
            "sentence": at.sentence,
            "place": str(at),
        }


def _readable(result: dict[str, Any], by_type: bool, show: Sequence[str]) -> Iterator[str]:
    for kind in show:
        yield "\n".join([f"{_KINDS[kind]}: {len(result[kind])}", *(_line(row) for row in result[kind])])
    told = [f"{result['documents']} documents, {result['annotated']} annotated relations"]
    if result["not_predicted"]:
        told.append(f"nothing was predicted of {', '.join(result['not_predicted'])}")
    told += [f"  {name.replace('_', ' '):18} {_number(value)}  {evaluation.FIGURES[name]}" for name, value in result["figures"].items()]
    yield "\n".join(told)
    if by_type:
        yield options.table(([name, *map(_number, row.values())] for name, row in result["by_type"].items()), ("type", *_header(result["by_type"].values())))
    for title, key in (("from each confidence on", "curve"), ("of each confidence", "reliability")):
        if result[key]:
            yield f"{title}:\n" + options.table(([_number(value) for value in row.values()] for row in result[key]), _header(result[key]))
    yield f"expected calibration error: {_number(result['calibration_error']).strip()}"


def _header(rows: Any) -> list[str]:
    return list(next(iter(rows), {}))


def _line(row: dict[str, Any]) -> str:
    more = " ".join(f"{key}={row[key]}" for key in ("outcome", "reason", "action", "role", "date", "confidence") if key in row)
    return f"  {row['subject']} {row['type']} {row['object']}  [{row['modality']}{'; ' + more if more else ''}]\n      {row['place']}"


def _number(value: float | None) -> str:
    return "   -" if value is None else f"{value:.3f}" if isinstance(value, float) else f"{value:5}"
