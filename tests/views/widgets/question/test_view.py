from collections.abc import AsyncIterator, Callable
from typing import Any

import flet as ft
import pytest

from client.courses.content import ClozeQuestion, EssayQuestion, Question
from client.courses.grading import Verdict, grade
from tests.fakes.app import PHONE, MemoryApp
from tests.fakes.courses import ALL_KINDS, CLOZE, ESSAY, JUDGE, MATCH, NUMBER, ONE, ORDER, SOME, WORDS
from views.guard import component
from views.widgets.formulas import flowing
from views.widgets.question import Feedback, QuestionView
from views.widgets.question.cloze import numbered
from views.widgets.question.pairs import matches_of

Show = Callable[..., Any]


class Stage:
    """A question on an otherwise empty page, which holds its answer as a quiz would."""

    def __init__(self, app: MemoryApp) -> None:
        self.app = app
        self.given: Any = None

    async def show(self, question: Question, given: Any = None, *, live: bool = True, revealed: bool = False) -> None:
        stage = self
        verdict: Verdict | None = (
            grade(question, given) if revealed and not isinstance(question, EssayQuestion) else None
        )

        @component
        def Stand() -> ft.Control:  # noqa: N802 - a component
            answer, set_answer = ft.use_state(given)

            def change(value: Any) -> None:
                stage.given = value
                set_answer(value)

            rows = [QuestionView(question, answer, change if live else None, revealed, verdict, key=question.id)]
            if verdict:
                rows.append(Feedback(question, verdict))
            return ft.Column(rows)

        await self.app.start(lambda page: page.render(Stand))

    async def press(self, identifier: str) -> None:
        target = self.app.ident(identifier).content
        assert isinstance(target, ft.Control)
        await self.app.click(target)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    app = MemoryApp(PHONE)
    yield Stage(app)
    await app.stop()


@pytest.mark.parametrize("question", ALL_KINDS, ids=lambda q: q.id)
async def test_every_kind_shows_its_text_in_every_mode(stage: Stage, question: Question):
    await stage.show(question)
    text = numbered(question) if isinstance(question, ClozeQuestion) else question.text
    assert flowing(text) in stage.app.texts()


@pytest.mark.parametrize("question", ALL_KINDS, ids=lambda q: q.id)
async def test_review_gives_nothing_away_and_takes_no_touch(stage: Stage, question: Question):
    await stage.show(question, live=False)
    assert not [c for c in stage.app.walk() if getattr(c, "on_click", None)]
    shown = " ".join(stage.app.texts())
    assert "正确" not in shown
    assert not question.explanation or flowing(question.explanation) not in shown
    assert not stage.app.find_all(ft.TextField)


async def test_a_tap_chooses_an_option_and_another_replaces_it(stage: Stage):
    await stage.show(ONE)
    await stage.press("option-0")
    assert stage.given == [0]
    await stage.press("option-1")
    assert stage.given == [1]
    assert stage.app.ident("option-1").selected
    assert not stage.app.ident("option-0").selected


async def test_several_options_are_taken_and_put_back(stage: Stage):
    await stage.show(SOME)
    for name in ("option-2", "option-0", "option-1", "option-1"):
        await stage.press(name)
    assert stage.given == [0, 2]


async def test_right_and_given_are_marked_in_words(stage: Stage):
    await stage.show(ONE, [0], revealed=True)
    texts = stage.app.texts()
    assert "你的选择" in texts
    assert "正确答案" in texts
    assert "负数的平方也是正数" in texts  # the word on the option that was chosen
    assert flowing(ONE.explanation) in texts
    assert not [c for c in stage.app.walk() if getattr(c, "on_click", None)]


async def test_a_statement_is_judged_by_two_big_buttons(stage: Stage):
    await stage.show(JUDGE)
    await stage.press("option-1")
    assert stage.given is False
    await stage.press("option-0")
    assert stage.given is True


async def test_a_number_is_typed_and_signs_help(stage: Stage):
    await stage.show(NUMBER)
    field = stage.app.find(ft.TextField)
    await stage.app.type(field, "9")
    assert stage.given == "9"
    await stage.app.click(stage.app.find(ft.Container, tooltip="填入 /"))
    assert stage.given == "9/"
    assert stage.app.find(ft.TextField).value == "9/"


async def test_a_wrong_word_is_shown_beside_the_right_one(stage: Stage):
    await stage.show(WORDS, "x=1", revealed=True)
    texts = stage.app.texts()
    assert "x=1" in texts
    assert "x₁=1，x₂=3" in texts


async def test_matches_fill_the_first_open_prompt(stage: Stage):
    await stage.show(MATCH)
    pool = matches_of(MATCH)
    await stage.press(f"match-{pool.index('两个')}")
    await stage.press(f"match-{pool.index('没有')}")
    assert stage.given == ["两个", "没有"]
    await stage.press("prompt-1")  # think again
    await stage.press(f"match-{pool.index('一个')}")
    assert stage.given == ["两个", "一个"]


def test_the_order_of_matches_tells_nothing_and_stays():
    assert matches_of(MATCH) == matches_of(MATCH)
    assert sorted(matches_of(MATCH)) == sorted(["两个", "一个", "没有"])


async def test_a_wrong_pair_shows_what_belongs_there(stage: Stage):
    await stage.show(MATCH, ["没有", "一个"], revealed=True)
    assert "两个" in stage.app.texts()
    assert [icon.tooltip for icon in stage.app.find_all(ft.Icon) if icon.tooltip] == ["不对", "正确"]


async def test_an_essay_is_compared_and_judged_by_its_writer(stage: Stage):
    await stage.show(ESSAY, {"text": "看正负"}, revealed=True)
    assert flowing(ESSAY.sample) in stage.app.texts()
    await stage.press("judge-missed")
    assert stage.given == {"text": "看正负", "self": False}


async def test_an_essay_without_a_sample_is_not_compared_with_one(stage: Stage):
    bare = EssayQuestion(id="bare", text="谈谈勾股定理。")
    await stage.show(bare, {"text": "直角三角形"}, revealed=True)
    assert "参考答案" not in stage.app.texts()
    assert not any("和参考答案比一比" in text for text in stage.app.texts())


async def test_items_take_their_places_as_they_are_tapped_and_give_them_back(stage: Stage):
    await stage.show(ORDER)
    for index in (1, 0, 2):
        await stage.press(f"item-{index}")
    assert stage.given == [1, 0, 2]
    await stage.press("item-0")
    assert stage.given == [1, 2]


async def test_a_gap_with_options_is_filled_by_a_tap(stage: Stage):
    await stage.show(CLOZE)
    await stage.press("gap-0-1")
    assert stage.given == [1, None, None]
