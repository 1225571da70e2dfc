"""Who is who: what is one thing, and what never is."""

import json
import random
from pathlib import Path

import pytest

from graphkit.errors import QueryError
from graphkit.extract import extract, starter
from graphkit.graph import Graph
from graphkit.identity import resolve
from graphkit.loading import sources
from graphkit.names import key
from graphkit.records import AUTHOR, Claim, Document, Entity, Judgement

DOCUMENT = Document.of("Oakline uses Heron. Oakline leads.")


def entity(name: str, kind: str = "Company", *mentions: str) -> Entity:
    return Entity(id=f"{kind}:{name}", name=name, type=kind, mentions=mentions)


def nodes(*entities: tuple[str, Entity], claims: tuple[Claim, ...] = ()) -> set[tuple[str, str]]:
    return {(node.type, node.name) for node in resolve(entities, claims).nodes.values()}


def leads(document: str, target: Entity) -> Claim:
    return Claim(document=document, relation="LEADS", subject="x", object=target.id, modality="asserted", extractor="test", evidence=(DOCUMENT.span(0, 7),))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oakline", "OAKLINE Inc."), ("The Oakline Corp", "Oakline"), ("Oakline’s", "Oakline"), ("Oakline Co., Ltd.", "oakline"), ("Ｏakline", "Oakline")],
)
def test_case_article_possessive_and_legal_form_do_not_count(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Heron 1.5", "Heron 2.5"), ("Ash 910B", "Ash 910C"), ("Heron-4", "Heron-4o"), ("Oakline", "Oakline Cloud"), ("Q3", "Q")]
)
def test_versions_and_units_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_one_name_in_two_documents_is_one_node() -> None:
    assert nodes(("a", entity("Oakline")), ("b", entity("Oakline Inc."))) == {("Company", "Oakline Inc.")}


def test_the_type_is_voted_over_documents() -> None:
    found = nodes(("a", entity("Heron", "Model")), ("b", entity("Heron", "Product")), ("c", entity("Heron", "Model")))
    assert found == {("Model", "Heron")}


def test_a_document_that_sets_two_things_of_one_name_side_by_side_keeps_them_apart() -> None:
    found = nodes(("a", entity("Tarn", "Company")), ("a", entity("Tarn", "Product")), ("b", entity("Tarn", "Product")))
    assert found == {("Company", "Tarn"), ("Product", "Tarn")}


def test_a_vote_gives_nothing_a_type_that_its_claims_do_not_allow() -> None:
    firm = entity("Tarn", "Company")
    others = [(name, entity("Tarn", "Model")) for name in "bcd"]
    assert nodes(("a", firm), *others, claims=(leads("a", firm),)) == {("Company", "Tarn"), ("Model", "Tarn")}


def test_a_person_or_a_place_of_the_same_name_is_another_thing() -> None:
    assert len(nodes(("a", entity("Paris", "Place")), ("b", entity("Paris", "Company")), ("c", entity("Paris", "Person")))) == 3


def test_two_unnamed_authors_are_two() -> None:
    assert len(resolve([("a", entity(AUTHOR)), ("b", entity(AUTHOR))], ()).nodes) == 2


def test_aliases_are_names_and_not_descriptions() -> None:
    (node,) = resolve([("a", entity("Data Office", "Regulator", "DO", "the watchdog", "its regulator"))], ()).nodes.values()
    assert node.aliases == ("DO",)


def test_a_short_form_or_acronym_that_a_document_introduces_is_the_same_thing_elsewhere() -> None:
    assert nodes(("a", entity("Oakline Mobile", "Company", "Oakline")), ("b", entity("Oakline"))) == {("Company", "Oakline Mobile")}
    office = entity("Data Office", "Regulator", "DO")
    assert nodes(("a", office), ("b", entity("DO", "Regulator"))) == {("Regulator", "Data Office")}


@pytest.mark.parametrize(
    "told",
    [
        [("a", entity("Oakline Cloud", "Company", "Oakline")), ("b", entity("Oakline"))],  # a unit
        [("a", entity("Oakline Mobile", "Company", "Oakline")), ("b", entity("Oakline Foods", "Company", "Oakline")), ("c", entity("Oakline"))],  # two such
        [("a", entity("Oakline Mobile", "Company", "Oakline")), ("b", entity("Oakline Mobile")), ("b", entity("Oakline"))],  # side by side
        [("a", entity("Heron Large", "Model", "Heron")), ("b", entity("Heron", "Model"))],  # a member and its family
        [("a", entity("Alibaba Mobile", "Company", "Alibaba")), ("b", entity("Alibaba"))],  # the other is well known
    ],
)
def test_a_short_form_that_may_be_another_thing_stays_apart(told: list[tuple[str, Entity]]) -> None:
    assert len(nodes(*told)) == len({entity.name for _, entity in told})


def judged(left: str, right: str, verdict: str) -> Judgement:
    return Judgement.model_validate({"left": key(left), "right": key(right), "verdict": verdict, "by": "me", "at": "2026-01-01"})


def test_what_a_person_merges_is_one_thing_whatever_its_type() -> None:
    told = [("a", entity("Tarn")), ("b", entity("Lowell Works")), ("c", entity("Lowell Works", "Product"))]
    assert len(resolve(told, ()).nodes) == 3  # a firm is never its product
    assert len(resolve(told, (), [judged("Tarn", "Lowell Works", "same")]).nodes) == 1


def test_what_a_person_splits_stays_apart_by_every_way_round() -> None:
    told = [("a", entity("Oakline Mobile", "Company", "Oakline")), ("b", entity("Oakline")), ("c", entity("Lowell"))]
    different = judged("Oakline", "Oakline Mobile", "different")
    assert len(resolve(told, ()).nodes) == 2
    assert len(resolve(told, (), [different]).nodes) == 3
    around = [different, judged("Oakline", "Lowell", "same"), judged("Lowell", "Oakline Mobile", "same")]
    assert len(resolve(told, (), around).nodes) == 2  # the first merge stands, the second would bring together what is different


def test_a_judgement_may_speak_of_one_of_two_namesakes(store_uri: str, tmp_path: Path) -> None:
    said = [("Ministry of Trade", "Regulator", "Norway"), ("Ministry of Trade", "Regulator", "Chile"), ("Tarn", "Company", None), ("Tarn", "Model", None)]
    documents = [
        {"id": str(n), "text": f"{n}: {name}.", "entities": [{"id": "it", "name": name, "type": kind, "country": country}], "relations": []}
        for n, (name, kind, country) in enumerate(said)
    ]
    (tmp_path / "said.json").write_text(json.dumps(documents), encoding="utf-8")
    with Graph(store_uri, create=True) as graph:
        assert not graph.load(sources([str(tmp_path / "said.json")])).failed
        before = graph.hash
        assert len(graph.nodes) == 4 and graph.rebuild() and graph.hash == before
        with pytest.raises(QueryError, match="is a Person"):
            graph.judge("Person:Tarn", "Model:Tarn", "same", "me")
        graph.judge("Company:Tarn", "Model:Tarn", "same", "me")
        assert len(graph.find("Tarn")) == 1 and len(graph.nodes) == 3
        pair = next(c for c in graph.candidates() if c.one.type == c.other.type == "Regulator")
        graph.judge(pair.left, pair.right, "same", "me")
        assert len(graph.nodes) == 2
        graph.unjudge("Tarn", "Tarn")
        graph.unjudge("Ministry of Trade", "Ministry of Trade")
        assert graph.hash == before


def test_what_an_extractor_mistook_for_a_firm_is_the_model_that_others_speak_of() -> None:
    def uses(document: str, extractor: str) -> Claim:
        spans = (DOCUMENT.span(0, 7),)
        return Claim(document=document, relation="USES", subject="x", object="Company:Heron", modality="asserted", extractor=extractor, evidence=spans)

    told = [("a", entity("Heron")), ("b", entity("Heron", "Model")), ("c", entity("Heron", "Model")), ("d", entity("Heron", "Model"))]
    assert nodes(*told, claims=(uses("a", "rules"),)) == {("Model", "Heron")}
    assert nodes(*told, claims=(uses("a", "given"),)) == {("Company", "Heron"), ("Model", "Heron")}  # who made it knew


def test_the_extractor_tells_whose_authority_it_is() -> None:
    texts = ("India's Ministry of Trade fined Oakline.", "The Indian Ministry of Trade is investigating Oakline.", "Chile’s Ministry of Trade banned Heron.")
    documents = [Document.of(text) for text in texts]
    told = [(document.id, entity) for document in documents for entity in extract(document, starter()).entities if entity.type == "Regulator"]
    assert len(told) == 3 and {entity.country for _, entity in told} >= {"IN", "CL"}
    assert len(resolve(told, ()).nodes) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entity("Facebook"), entity("Meta")),  # well known
        (entity("Heron LLM", "Model"), entity("Heron", "Model")),  # another spelling
        (entity("Oakline Works", "Company", "Oakline"), entity("Oakline")),  # introduced
    ],
)
def test_a_person_overrules_every_way_in_which_names_come_together(one: Entity, other: Entity) -> None:
    told = [("a", one), ("b", other)]
    assert len(resolve(told, ()).nodes) == 1
    assert len(resolve(told, (), [judged(one.name, other.name, "different")]).nodes) == 2


def test_order_does_not_count() -> None:
    entities = [(d, entity(n, k)) for d in "abc" for n, k in (("Heron", "Model"), ("Heron", "Product"), ("Tarn", "Company"), ("TARN", "Company"))][1:]
    wanted = resolve(entities, ())
    for seed in range(5):
        random.Random(seed).shuffle(entities)
        assert resolve(entities, ()) == wanted


def test_a_holding_and_its_operator_are_two_firms_unless_a_person_says_otherwise() -> None:
    holding, operator = entity("Vessmark Group plc", "Company", "Vessmark"), entity("Vessmark plc")
    assert len(nodes(("a", holding), ("b", operator))) == 2
    assert len(nodes(("a", holding), ("b", entity("Vessmark")))) == 1
    same = judged("Vessmark Group plc", "Vessmark plc", "same")
    assert len(resolve((("a", holding), ("b", operator)), (), (same,)).nodes) == 1


def test_descriptions_tell_namesakes_apart_and_nobody_is_merged_for_sharing_one() -> None:
    goalkeeper, founder = entity("Peter Holm", "Person", "the goalkeeper Peter Holm"), entity("Peter Holm", "Person", "founder of Vessmark")
    assert len(resolve((("a", goalkeeper), ("b", founder)), ()).nodes) == 2
    assert len(nodes(("a", entity("Vessmark", "Company", "supplier of Tarn")), ("b", entity("Oakpixel", "Company", "supplier of Tarn")))) == 2


def test_a_new_name_that_a_document_tells_bridges_no_versions() -> None:
    assert len(nodes(("a", entity("Heron 3", "Model", "codenamed Sparrow")), ("b", entity("Sparrow", "Model")))) == 1
    assert len(nodes(("a", entity("Heron 3", "Model", "previously Heron 2")), ("b", entity("Heron 2", "Model")))) == 2
    dated = [(str(day), entity(f"heron-large-2026011{day}", "Model", "Heron Large")) for day in range(2)]
    assert len(nodes(*dated, ("b", entity("Heron Large", "Model")))) == 3


def pair(one: str, other: str, kind: str = "Company") -> int:
    """How many nodes two documents make that call a thing so: a name, and what it is also called, after a bar."""
    told = [(document, entity(*((said.split(" | ")[0], kind, *said.split(" | ")[1:])))) for document, said in (("a", one), ("b", other))]
    return len(resolve(told, ()).nodes)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Person", "K. Osei | Kwame Osei", "K. Osei | Kofi Osei"),  # an initial
        ("Person", "Jane Arkwright | J. Arkwright", "John Arkwright | J. Arkwright"),
        ("Person", "T. J. Miller | Thomas Miller", "T. J. Miller | Todd Miller"),
        ("Person", "Li, J. | Li Jie", "Li, J. | Li Jing"),
        ("Person", "D. Amodei | Daniela Amodei", "D. Amodei | Dario Amodei"),  # whose endings are spelt in several ways
        ("Person", "王晶 | Wang Jing", "王静 | Wang Jing"),
        ("Person", "Lee Ji-hoon | 이지훈", "Lee Ji-hoon | 이지훤"),
        ("Person", "Trần Minh Tú", "Trần Minh Tư"),
        ("Person", "Mr. Wei Chen", "Ms. Wei Chen"),
        ("Person", "Judge Alma Ortiz", "Alma Ortiz | jazz singer"),
        ("Person", "Anna Keller | née Vogt", "Anna Keller | née Brandt"),
        ("Person", "Sam Q. Altman", "Sam H. Altman"),
        ("Person", "John Bell (born 1952)", "John Bell (born 1988)"),
        ("Person", "Elizabeth Stone | Liz Stone | novelist", "Liz Stone | CTO of Tarn"),  # told of either, where one introduces the name
        ("Regulator", "Ministry of AI | Arvenian Ministry of AI", "Ministry of AI | Brevian Ministry of AI"),
        ("Regulator", "Central Bank | Central Bank of Ireland", "Central Bank | Central Bank of Kenya"),
        ("Regulator", "Data Office | Fernau's data office", "Data Office | Ostmark's data office"),
        ("Regulator", "Georgia Department of Law", "Georgian Department of Law"),
        ("Company", "Velkor Corporation", "Velkor Labs | Velkor"),
        ("Company", "Thinking Machines Corporation", "Thinking Machines Lab"),
        ("Company", "Velkor B.V.", "Velkor Inc."),
        ("Company", "NVIDIA K.K.", "NVIDIA"),
        ("Company", "German company Oakline", "Japanese company Oakline"),
        ("Company", "Oakline Lidar | Oakline", "Oakline"),
        ("Company", "Calder Movies | Calder Group", "Calder Wallets | Calder Group"),
        ("Company", "Summit | NYSE: SMT", "Summit | LSE: SUMM"),
        ("Company", "Vivo | Telefônica Brasil", "Vivo | BBK Electronics"),
        ("Product", "NVIDIA DGX H100", "NVIDIA H100"),
        ("Product", "Korvex Server T9 | T9", "T9"),
        ("Product", "Zephyr Z1 CPU", "Zephyr Z1 GPU"),
        ("Product", "Samsung X1", "X1 | Korvex X1"),
        ("Model", "Orion | GPT-4.5", "Orion | GPT-5"),
        ("Model", "Vicuna-13B | LLaMA 13B", "LLaMA 13B"),
        ("Model", "Q*", "Q"),
        ("Place", "Portland | Oregon", "Portland | Maine"),
    ],
)
def test_what_a_document_tells_in_passing_keeps_namesakes_apart(kind: str, one: str, other: str) -> None:
    assert pair(one, other, kind) == pair(other, one, kind) == 2


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("Person", "K. Osei | Kwame Osei", "Kwame Osei"),
        ("Person", "Trần Minh Tú", "Tran Minh Tu"),
        ("Person", "Ms. Wei Chen", "Wei Chen"),
        ("Person", "Robert Kim | Bob Kim | chief executive of Tarn", "Bob Kim | Tarn's chief executive"),
        ("Regulator", "Ministry of AI | Arvenian Ministry of AI", "Arvenian Ministry of AI"),
        ("Company", "Velkor Labs | Velkor", "Velkor"),
        ("Company", "Velkor B.V.", "Velkor"),
        ("Company", "German company Oakline", "Oakline"),
        ("Product", "DGX H100", "NVIDIA DGX H100"),
        ("Product", "NVIDIA Blackwell B200 | B200", "B200"),
        ("Product", "Zephyr Z1 GPU", "Zephyr Z1"),
        ("Model", "Sparrow by Tarn | Sparrow", "Sparrow"),
    ],
)
def test_what_tells_nothing_else_keeps_nothing_apart(kind: str, one: str, other: str) -> None:
    assert pair(one, other, kind) == pair(other, one, kind) == 1


@pytest.mark.parametrize(
    ("kind", "one", "other", "count"),
    [
        ("Company", "Ferrowick AI (formerly Lumberjack Labs)", "Lumberjack Labs", 1),
        ("Company", "Ferrowick AI (formerly of Lumberjack Labs)", "Lumberjack Labs", 2),
        ("Company", "Pindle Inc. (until 2020: Osmund Labs Inc.)", "Pindle", 1),
        ("Company", "Tarn (formerly Owlery)", "Tarn (formerly Nightdesk)", 2),
        ("Company", "Pemberlane Ltd t/a Brightdesk", "Brightdesk", 1),
        ("Company", "Pemberlane Ltd t/a Brightdesk", "Brightdesk GmbH", 2),
        ("Company", "Smith Ltd t/a Brightdesk", "Jones Ltd t/a Brightdesk", 2),
        ("Company", "NYSE: KX", "TSX: KX", 2),
        ("Company", "Velmark-based Kestrane", "Kestrane GmbH", 1),
        ("Company", "Velmark-based Kestrane", "Drosland-based Kestrane", 2),
        ("Person", 'Robert "Bobby" Quellan', "Bobby Quellan", 1),
        ("Person", 'Robert "Bobby" Quellan', 'James "Bobby" Quellan', 2),
        ("Person", "Ada Holm (formerly Brandt Works)", "Brandt Works", 2),
        ("Person", "Tarn founder Odile Carrenac", "Odile Carrenac", 1),
        ("Person", "Tarn founder Odile Carrenac", "Owlery CEO Odile Carrenac", 2),
        ("Person", "Ingrid Solveig Holm", "Ingrid S. Holm", 1),
        ("Person", "Ana Ferro (founder of Tarn, born 1988)", "Ana Ferro (minister, 1931-2004)", 2),
        ("Regulator", "Tarvell's Supreme Court", "Supreme Court of Tarvell", 1),
        ("Regulator", "Orsinian government", "Government of Orsinia", 1),
        ("Regulator", "Tarvell government", "Government of Tarvellia", 2),
        ("Place", "State of Northmark", "Northmark State", 1),
        ("Place", "State of Mexico", "Mexico", 2),
    ],
)
def test_what_a_name_itself_gives_besides_is_read(kind: str, one: str, other: str, count: int) -> None:
    assert pair(one, other, kind) == count


def test_an_initial_that_two_middle_names_have_is_neithers() -> None:
    names = ("Ingrid Solveig Holm", "Ingrid Sofie Holm", "Ingrid S. Holm")
    assert len(resolve([(name, entity(name, "Person")) for name in names], ()).nodes) == 3


def test_a_judgement_finds_a_name_that_says_more_than_the_name() -> None:
    told = [("a", entity("chip designer Zelkar")), ("b", entity("Lowell Works"))]
    assert len(resolve(told, (), [judged("chip designer Zelkar", "Lowell Works", "same")]).nodes) == 1
