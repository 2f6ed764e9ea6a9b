"""How a wrong answer came about, as the rules for causes want to know it."""

from pathlib import Path

from client.bootstrap import Client
from client.mistakes.causes import Circumstances
from sync.catalogue import ANSWER, MISTAKE
from sync.clock import to_text
from tests.fakes.clock import START, FakeClock
from tests.views.mistakes.opened import device

ASKED = {"course_id": "c", "lesson_id": "l", "segment": 0, "given": [0], "attempt_id": ""}


async def test_the_last_wrong_answer_is_held_against_ones_usual_time_and_the_points_mastery(tmp_path: Path) -> None:
    async with device(tmp_path, FakeClock()) as client:
        point = next(iter((await client.mistakes.knowledge()).points))
        about = {"question": {}, "created_utc": to_text(START), "point_id": point}
        await client.store.write(lambda w: w.save(MISTAKE, "m", course_id="c", question_id="q", **about))
        assert await client.mastery.circumstances("m") == Circumstances()
        for n, (question, elapsed, correct) in enumerate([("a", 30, True), ("b", 50, True), ("q", 9, False)]):
            await _answer(client, n, question, elapsed, correct=correct)
        assert await client.mastery.circumstances("m") == Circumstances(elapsed_s=9)
        for n, elapsed in enumerate([40, 41, 42]):
            await _answer(client, 3 + n, "q", elapsed, correct=True)
        seen = await client.mastery.circumstances("m")
        assert (seen.elapsed_s, seen.usual_s, seen.fast) == (9, 40.5, True)
        assert seen.mastery == (await client.mastery.standing()).mastery(point)


async def test_a_question_that_was_written_down_has_no_time(tmp_path: Path) -> None:
    async with device(tmp_path, FakeClock()) as client:
        await client.store.write(lambda w: w.save(MISTAKE, "m", question={}, created_utc=to_text(START)))
        assert await client.mastery.circumstances("m") == Circumstances()
        assert await client.mastery.circumstances("gone") == Circumstances()


async def _answer(client: Client, n: int, question: str, elapsed_s: float, *, correct: bool) -> None:
    fields = {
        **ASKED,
        "question_id": question,
        "elapsed_s": elapsed_s,
        "correct": correct,
        "doubtful": False,
        "hinted": False,
    }
    await client.store.write(
        lambda w: w.add(ANSWER, id=f"a{n}", answered_utc=f"{to_text(START)[:-4]}{n:03}Z", **fields)
    )
