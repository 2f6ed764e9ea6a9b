"""What a practice sheet holds: questions with their pictures and codes, and the answers for its last pages."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from client.courses.content import (
    ChoiceQuestion,
    EssayQuestion,
    MatchingQuestion,
    Question,
    TrueFalseQuestion,
)
from client.courses.grading import right_answer
from client.files import Files
from client.files.errors import FileError
from client.mistakes.entries import MistakeCard
from client.mistakes.listing import code_of
from client.texts import _

Chosen = tuple[MistakeCard, Question, tuple[bytes, ...]]
"""A mistake, its question, and its pictures as JPEGs."""

Room = Literal["none", "small", "medium", "large"]

ROOM_MM: dict[Room, float] = {"none": 0.0, "small": 0.6, "medium": 1.0, "large": 1.6}
"""How the usual room of each kind of question is stretched."""

_USUAL_MM = {"choice": 6.0, "true_false": 4.0, "numeric": 32.0, "text": 32.0, "matching": 6.0, "essay": 60.0}


@dataclass(frozen=True)
class Options:
    """How a sheet is made: its title, the room to work, whether the answers follow on pages of their own."""

    title: str = ""
    room: Room = "medium"
    answers: bool = True
    day: str = ""
    about: str = ""


@dataclass(frozen=True)
class Item:
    """A question on the sheet.

    `text`, `options`, `answer`, `explanation` are Markdown; `pictures` are JPEGs; `folder` is where drawings are.
    """

    text: str
    options: tuple[str, ...] = ()
    answer: str = ""
    explanation: str = ""
    reflection: str = ""
    pictures: tuple[bytes, ...] = ()
    folder: Path | None = None
    code: str = ""
    point: str = ""
    room_mm: float = 30.0


@dataclass(frozen=True)
class Sheet:
    """A practice sheet."""

    options: Options
    items: tuple[Item, ...]
    missing: tuple[str, ...] = field(default=())
    """What could not be put on it, in sentences: a picture that is on another device."""


async def gather(
    cards: Sequence[MistakeCard], files: Files, folders: dict[str, Path | None], options: Options
) -> Sheet:
    """The sheet of these mistakes; a picture that cannot be had is said, and the rest goes on.

    `folders` are those of the courses, by their ids.
    """
    chosen, missing = await with_pictures(cards, files)
    items = [item_of(card, question, pictures, folders.get(card.course_id)) for card, question, pictures in chosen]
    return Sheet(options, tuple(items), tuple(missing))


async def with_pictures(cards: Sequence[MistakeCard], files: Files) -> tuple[list[Chosen], list[str]]:
    """What can be put on paper of these mistakes, and sentences about what cannot."""
    chosen: list[Chosen] = []
    missing: list[str] = []
    for card in cards:
        if card.question is None:
            missing.append(_("有一道题由更新版本的学伴记下，没有印上。"))
            continue
        pictures: list[bytes] = []
        for cutting in card.pictures:
            try:
                path = await files.fetch(cutting.file)
                pictures.append(await asyncio.to_thread(path.read_bytes))
            except FileError as error:
                missing.append(_("编号 {code} 的图片没有印上：{why}").format(code=code_of(card.id), why=error.sentence))
        chosen.append((card, card.question, tuple(pictures)))
    return chosen, missing


def item_of(card: MistakeCard, question: Question, pictures: tuple[bytes, ...], folder: Path | None) -> Item:
    """A mistake as it goes onto paper."""
    return replace(
        printed(question, folder),
        reflection=card.reflection,
        pictures=pictures,
        code=code_of(card.id),
        point=card.point.name if card.point else "",
    )


def printed(question: Question, folder: Path | None, point: str = "") -> Item:
    """A question as it goes onto paper; `folder` is where its drawings are."""
    text, options = question.text, ()
    match question:
        case ChoiceQuestion():
            options = question.options
            if question.multiple and (many := _("（多选）")) not in text:
                text += many
        case TrueFalseQuestion():
            text += _("（　　）")
        case MatchingQuestion():
            matches = sorted({*(pair.match for pair in question.pairs), *question.distractors})
            text += "\n\n" + "\n\n".join(f"（　　）{pair.prompt}" for pair in question.pairs)
            options = tuple(matches)
        case _:
            pass
    return Item(
        text=text,
        options=options,
        answer=_answer(question),
        explanation=question.explanation,
        folder=folder,
        point=point,
        room_mm=_USUAL_MM.get(question.kind, 30.0),
    )


def _answer(question: Question) -> str:
    if isinstance(question, ChoiceQuestion):
        return "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[i % 26] for i in sorted(question.correct))
    if isinstance(question, EssayQuestion) and not question.sample:
        return ""
    return right_answer(question)
