"""Tables whose heads say what each column is. All names are invented."""

from graphkit.extract import LEAST, extract, starter
from graphkit.records import Document

TABLE = """\
# Which model powers what

| Maker | Assistant | Underlying model | Supplier | Status |
|---|---|---|---|---|
| Brauer-Kohl | Chefling | Sorrel 2 | Nettlebed | Live since 2024-03 |
| Fonseca e Filhos | – | Pagoda | Jadewheel | Announced (2025) |
| Orme | – | Sorrel 2 | Nettlebed | Discontinued 2024-08 |
| Tillbrook | – | LX-40 | Corvel Labs | Unconfirmed |
"""


def told(text: str, least: float = LEAST) -> set[tuple[str, str, str, str]]:
    found = extract(Document.of(text), starter(), least)
    names = {entity.id: entity.name for entity in found.entities}
    return {(names[claim.subject], claim.relation, names[claim.object], claim.modality) for claim in found.claims}


def test_each_row_states_what_its_columns_are() -> None:
    assert {
        ("Brauer-Kohl", "USES", "Sorrel 2", "asserted"),
        ("Fonseca e Filhos", "USES", "Pagoda", "planned"),
        ("Orme", "USES", "Sorrel 2", "ended"),
        ("Tillbrook", "USES", "LX-40", "rumoured"),
        ("Nettlebed", "DEVELOPS", "Sorrel 2", "asserted"),
        ("Jadewheel", "DEVELOPS", "Pagoda", "asserted"),
    } <= told(TABLE, 0.3)


def test_a_suppliers_product_runs_on_a_model_that_others_made() -> None:
    said = told("| Supplier | Product | Model |\n|---|---|---|\n| Lexwright | Clauseworks | Ponder 3 |\n| Kookaburra Legal | Burra | Ponder 3 |\n")
    assert not any(relation == "DEVELOPS" and target == "Ponder 3" for _, relation, target, _ in said)


def test_a_table_of_scores_states_no_use() -> None:
    said = told("| Supplier | Model | Score |\n|---|---|---|\n| Nettlebed | Sorrel 2 | 81 |\n| Jadewheel | Pagoda | 74 |\n")
    assert not any(relation == "USES" for _, relation, *_ in said)


def test_who_makes_what_stands_beside_it_alone() -> None:
    said = told("| Model | Maker | Remark |\n|---|---|---|\n| Sorrel 2 | Nettlebed Labs | taken |\n| Pagoda XL | Jadewheel AI | not for us |\n")
    assert ("Nettlebed Labs", "DEVELOPS", "Sorrel 2", "asserted") in said
    assert not any(relation == "USES" and subject == "Nettlebed Labs" for subject, relation, *_ in said)
