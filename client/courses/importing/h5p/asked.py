"""Content types that ask: choices, pairs, orders, open answers. All raise `Unfit` with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from client.courses.content import Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.h5p.params import (
    Params,
    above,
    group,
    is_true,
    listed,
    one_by_one,
    picture,
    strings,
    text,
)
from client.courses.importing.making import Option, Told
from client.texts import _

Asking = Callable[[Draft, Params], Iterator[Question]]


def _multi_choice(draft: Draft, params: Params) -> Iterator[Question]:
    options = [
        Option(
            draft.html(text(answer, "text")),
            float(is_true(answer.get("correct"))),
            draft.html(text(answer.get("tipsAndFeedback"), "chosenFeedback")),
        )
        for answer in listed(params, "answers")
    ]
    yield _choice(draft, params, options, text(group(params, "behaviour"), "type"))


def _media_choice(draft: Draft, params: Params) -> Iterator[Question]:
    """The options are pictures, recordings or films."""
    options = [
        Option(draft.html(above(option)), float(is_true(option.get("correct")))) for option in listed(params, "options")
    ]
    kind = text(group(params, "behaviour"), "questionType").replace("multiple", "multi")
    yield _choice(draft, params, options, kind)


def _choice(draft: Draft, params: Params, options: list[Option], kind: str) -> Question:
    right = sum(1 for option in options if option.share > 0)
    many = kind == "multi" or (kind != "single" and right > 1)
    told = Told(draft.html(above(params) + text(params, "question")))
    return making.choice(draft, told, options, multiple=many)


def _true_false(draft: Draft, params: Params) -> Iterator[Question]:
    told = Told(draft.html(above(params) + text(params, "question")))
    right = str(params.get("correct")).lower()
    if right not in ("true", "false"):
        raise Unfit(_("没有标出正确答案"))
    yield making.true_false(told, correct=right == "true")


def _first_is_right(draft: Draft, stem: str, texts: list[str]) -> Question:
    """A choice whose first option is the right one in the file."""
    options = [Option(draft.html(each), float(n == 0)) for n, each in enumerate(texts)]
    mixed = sorted(options, key=lambda option: (len(option.text), option.text))
    return making.choice(draft, Told(stem), mixed, multiple=False)


def _single_choices(draft: Draft, params: Params) -> Iterator[Question]:
    for reading, choice in one_by_one(draft, listed(params, "choices")):
        with reading:
            yield _first_is_right(draft, draft.html(text(choice, "question")), strings(choice, "answers"))


def _summary(draft: Draft, params: Params) -> Iterator[Question]:
    intro = draft.html(text(params, "intro")) or _("哪一句是对的？")
    for reading, each in one_by_one(draft, listed(params, "summaries")):
        with reading:
            yield _first_is_right(draft, intro, strings(each, "summary"))


def _essay(draft: Draft, params: Params) -> Iterator[Question]:
    solution = group(params, "solution")
    sample = draft.html(text(solution, "introduction") + text(solution, "sample"))
    keywords = [k for one in listed(params, "keywords") if (k := text(one, "keyword"))]
    if keywords:
        sample = making.together(sample, _("要点：{words}").format(words=_("、").join(keywords)))
    yield making.essay(_task(draft, params), sample)


def _guess_answer(draft: Draft, params: Params) -> Iterator[Question]:
    yield making.essay(_task(draft, params), draft.html(text(params, "solutionText")))


def _open(draft: Draft, params: Params) -> Iterator[Question]:
    yield making.essay(Told(draft.html(text(params, "question") or text(params, "taskDescription"))))


def _sort_paragraphs(draft: Draft, params: Params) -> Iterator[Question]:
    texts = strings(params, "paragraphs") or [text(each, "text") for each in listed(params, "paragraphs")]
    told = Told(draft.html(text(params, "taskDescription")) or _("把下面各段排好顺序。"))
    yield making.ordering(told, [draft.html(each) for each in texts])


def _pictures_in_order(draft: Draft, params: Params) -> Iterator[Question]:
    items = [
        draft.html(picture(one.get("image")) + f"<p>{text(one, 'imageDescription')}</p>")
        for one in listed(params, "sequenceImages")
    ]
    told = Told(draft.html(text(params, "taskDescription")) or _("把下面的图排好顺序。"))
    yield making.ordering(told, items)


def _picture_pairs(draft: Draft, params: Params) -> Iterator[Question]:
    """Pairs of pictures, to be drawn together or found by turning them."""
    pairs = [
        (
            draft.html(picture(card.get("image"), text(card, "imageAlt"))),
            draft.html(picture(card.get("match"), text(card, "matchAlt"))),
        )
        for card in listed(params, "cards")
    ]
    if any(not match for _image, match in pairs):
        raise Unfit(_("找两张相同的图，没有可以评判的答案"))
    told = Told(draft.html(text(params, "taskDescription")) or _("把成对的图找出来。"))
    yield making.matching(draft, told, pairs)


def _task(draft: Draft, params: Params) -> Told:
    return Told(draft.html(above(params) + text(params, "taskDescription")))


def _unfit(reason: Callable[[], str]) -> Asking:
    def refuse(draft: Draft, params: Params) -> Iterator[Question]:
        raise Unfit(reason())

    return refuse


_DRAWN = _unfit(lambda: _("要在图上拖放，这里做不了"))
_POINTED = _unfit(lambda: _("要在图上点选，这里做不了"))
_SPOKEN = _unfit(lambda: _("要说话录音作答，这里做不了"))
_POLLED = _unfit(lambda: _("这是问卷，没有对错"))

ASKED: dict[str, Asking] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.MultiMediaChoice": _media_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.SingleChoiceSet": _single_choices,
    "H5P.Summary": _summary,
    "H5P.Essay": _essay,
    "H5P.GuessTheAnswer": _guess_answer,
    "H5P.OpenEndedQuestion": _open,
    "H5P.TextInputField": _open,
    "H5P.SortParagraphs": _sort_paragraphs,
    "H5P.ImageSequencing": _pictures_in_order,
    "H5P.ImagePair": _picture_pairs,
    "H5P.MemoryGame": _picture_pairs,
    "H5P.ArithmeticQuiz": _unfit(lambda: _("题目里的数是每次随机生成的，这里做不了")),
    "H5P.FindTheWords": _unfit(lambda: _("要在字母格里找词，这里做不了")),
    "H5P.DragQuestion": _DRAWN,
    "H5P.ImageHotspotQuestion": _POINTED,
    "H5P.ImageMultipleHotspotQuestion": _POINTED,
    "H5P.AudioRecorder": _SPOKEN,
    "H5P.SpeakTheWords": _SPOKEN,
    "H5P.SpeakTheWordsSet": _SPOKEN,
    "H5P.Questionnaire": _POLLED,
    "H5P.SimpleMultiChoice": _POLLED,
    "H5P.BranchingQuestion": _POLLED,
    "H5P.PersonalityQuiz": _POLLED,
}
