"""How points stand with their evidence, what is ready to be learned, and which gaps explain a weak point."""

from datetime import timedelta
from pathlib import Path
from random import Random

from sqlmodel import func, select

from client.mistakes.bank.tables import BankDue
from client.mistakes.knowledge import KnowledgeGraph
from client.mistakes.mastery.fringe import built_upon, gaps, ready
from client.mistakes.mastery.standing import Said, Standing, follow
from sync.catalogue import MISTAKE
from sync.clock import to_text
from tests.client.mistakes.examples import write_graph
from tests.fakes.clock import START, FakeClock
from tests.fakes.courses import ONE
from tests.views.mistakes.opened import answer_wrongly, device

COMPLETING, DISCRIMINANT = "math.quadratic.completing", "math.quadratic.discriminant"
VERTEX = "math.function.vertex"


def said(point_id: str, rights: str, begin: int = 0) -> list[Said]:
    """Answers, `+` right and `-` wrong, a day apart."""
    return [
        Said(to_text(START + timedelta(days=begin + n)), f"{begin + n}", point_id, f"{n}", 2, sign == "+")
        for n, sign in enumerate(rights)
    ]


def standing(**rights: str) -> Standing:
    ids = {"completing": COMPLETING, "discriminant": DISCRIMINANT, "vertex": VERTEX}
    return follow([one for n, (name, signs) in enumerate(rights.items()) for one in said(ids[name], signs, 100 * n)])


def test_the_standing_does_not_depend_on_how_the_answers_come() -> None:
    answers = [*said(COMPLETING, "+-++"), *said(DISCRIMINANT, "--+-", 50)]
    turned = list(answers)
    Random(3).shuffle(turned)
    assert follow(turned) == follow(answers)


def test_evidence_is_counted_and_the_newest_comes_first() -> None:
    point = standing(completing="++-").points[COMPLETING]
    assert (point.right, point.wrong, [one.right for one in point.latest]) == (2, 1, [False, True, True])


def test_few_answers_judge_nothing() -> None:
    assert standing(completing="--").weak == []
    assert not standing(completing="++").mastered


def test_the_outer_fringe_is_what_has_all_its_prerequisites(tmp_path: Path) -> None:
    graph = KnowledgeGraph.load(write_graph(tmp_path))
    names = lambda **rights: [p.id for p in ready(graph, standing(**rights))]  # noqa: E731
    assert names() == [COMPLETING, VERTEX]
    assert names(completing="+++++") == [DISCRIMINANT, VERTEX]
    assert names(completing="-----") == [COMPLETING, VERTEX]
    assert ready(graph, standing(), subjects=("physics",)) == []
    assert ready(graph, standing(), grade=7) == []


def test_who_masters_a_point_masters_what_it_needs_unless_that_is_known_to_be_weak(tmp_path: Path) -> None:
    graph = KnowledgeGraph.load(write_graph(tmp_path))
    assert built_upon(graph, standing(discriminant="++++++")) == {DISCRIMINANT, COMPLETING}
    assert COMPLETING not in built_upon(graph, standing(completing="-----", discriminant="++++++++"))


def test_a_weak_prerequisite_is_named_as_a_gap(tmp_path: Path) -> None:
    graph = KnowledgeGraph.load(write_graph(tmp_path))
    point = graph.points[DISCRIMINANT]
    assert [p.id for p in gaps(graph, standing(completing="-----", discriminant="---"), point)] == [COMPLETING]
    assert gaps(graph, standing(completing="+++++"), point) == []


async def test_answers_and_reviews_of_the_store_are_the_evidence_and_a_change_is_seen(tmp_path: Path) -> None:
    clock = FakeClock()
    async with device(tmp_path, clock) as client:
        mistake_id = await answer_wrongly(client, ONE, [0])
        assert (await client.mastery.standing()).points == {}
        point = "math.quadratic-equations.discriminant"
        graph = await client.mistakes.knowledge()
        point = point if graph.point(point) else next(iter(graph.points))
        await client.mistakes.set_point(mistake_id, point)
        assert (await client.mastery.standing()).points[point].wrong == 1
        clock.advance(60)
        review_id = await client.mistakes.review(mistake_id, 3, 12.0)
        seen = (await client.mastery.standing()).points[point]
        assert (seen.right, seen.wrong, seen.latest[0].is_review) == (1, 1, True)
        await client.mistakes.unreview(review_id)
        assert (await client.mastery.standing()).points[point].right == 0
        await client.store.write(lambda w: w.save(MISTAKE, mistake_id, cause="careless"))
        waiting = select(func.count()).select_from(BankDue)
        assert await client.store.read(lambda s: s.exec(waiting).one()) == 1, "how points stand waits for no mistake"
        weeks = await client.mastery.causes()
        assert [counted for _week, counted in weeks] == [{}] * 7 + [{"careless": 1}]
