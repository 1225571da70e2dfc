"""What is over, denied or still to come, said in words that belong to one relation. All names are invented."""

import pytest

from graphkit.extract import extract, starter
from graphkit.records import Document


def told(text: str) -> set[tuple[str, str, str, str]]:
    found = extract(Document.of(text), starter(), 0.0)
    names = {entity.id: entity.name for entity in found.entities}
    return {(claim.relation, names[claim.subject], names[claim.object], claim.modality) for claim in found.claims}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Halven Voice's chief executive, Min-ji Ahn, has left.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice's chief executive, Min-ji Ahn, resigned on Monday.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice's chief executive, Min-ji Ahn, would say nothing. She leaves the firm in June.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice's chief executive, Min-ji Ahn, will say more in June.", ("LEADS", "Min-ji Ahn", "Halven Voice", "asserted")),
        ("Halven Voice's then chief executive Min-ji Ahn signed the papers.", ("LEADS", "Min-ji Ahn", "Halven Voice", "ended")),
        ("Halven Voice, which was a subsidiary of Orrin Holdings until 2019, makes headsets.", ("PART_OF", "Halven Voice", "Orrin Holdings", "ended")),
        ("Halven Voice is a subsidiary of Orrin Holdings.", ("PART_OF", "Halven Voice", "Orrin Holdings", "asserted")),
        ("The supermarket group Hollis used Tarn 2 to answer suppliers between 2020 and 2022.", ("USES", "Hollis", "Tarn 2", "ended")),
        ("Press reports that Hollis uses Tarn 2 have been described by both firms as mistaken.", ("USES", "Hollis", "Tarn 2", "denied")),
    ],
)
def test_what_is_over_is_never_told_as_fact(text: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in told(text)
