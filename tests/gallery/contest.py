"""A battle of four that has ended, as this device keeps it: what a screen shows when all is over."""

from typing import Any

from client.battles import keeping
from client.battles.asking import as_given, pick
from client.battles.ending import Ending
from client.battles.keeping import Kept, Said
from client.bootstrap import Client
from client.courses.content import Course
from sync.battles import BattleCard, BattleResult, Given, GivenAnswer, Mark, Player, Score, Solved, is_right
from tests.gallery.classmates import NAMES, TEAM

BATTLE = "battle-of-the-week"
LIMIT_S = 20.0


async def fight(client: Client, course: Course) -> None:
    """Five questions: this person gets one wrong and leaves one open, the others miss some."""
    asked = pick([course], 5, client.store.random)
    players = [Player(account_id=who, name=name) for who, name in NAMES.items()]
    card = BattleCard(
        id=BATTLE,
        code="KWZPXK",
        space=TEAM,
        title=course.title,
        maker="xiaohong",
        state="open",
        count=5,
        limit_s=int(LIMIT_S),
        sides=False,
        players=players,
    )
    said: dict[int, Said] = {}
    solved: list[Solved] = []
    for index, question in enumerate(asked):
        marks: list[Mark] = []
        for place, who in enumerate(NAMES):
            wants_right = (index + place) % 4 != 3 if who else index != 1
            given = None if not who and index == 3 else _given(question.shown.kind, question.key, right=wants_right)
            right, took_s = is_right(question.key, given), 4.0 + 2 * place + index
            points = (500 + round(500 * (1 - took_s / LIMIT_S))) if right else 0
            marks.append(Mark(account_id=who, given=given, right=right, took_s=took_s, points=points))
            if not who and given is not None:
                typed: Any = str(given) if question.shown.kind == "numeric" else given
                assert as_given(question.shown, typed) == given
                said[index] = Said(answer=GivenAnswer(index=index, given=given, took_s=took_s), typed=typed)
        solved.append(Solved(question=question, marks=marks))
    scores = [_score(who, [one for each in solved for one in each.marks if one.account_id == who]) for who in NAMES]
    scores.sort(key=lambda one: (-one.points, one.took_s))
    await client.store.write(lambda w: keeping.write(w, Kept(card=card, said=said)))
    result = BattleResult(scores=scores, sides=[], solved=solved)
    await Ending(client.store, client.courses.quizzes).write_down(card, result)


def _given(kind: str, key, *, right: bool) -> Given:
    match kind:
        case "choice":
            return key.options if right else [next(i for i in range(4) if i not in key.options)]
        case "true_false":
            return key.truth is right
        case _:
            value = round(sum(key.ranges[0]) / 2, 6)
            return value if right else value + 3


def _score(who: str, marks: list[Mark]) -> Score:
    return Score(
        account_id=who,
        points=sum(one.points for one in marks),
        right=sum(one.right for one in marks),
        took_s=sum(one.took_s for one in marks),
    )
