"""Chosen mistakes as an Anki deck: the questions of a course that exists for that one moment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from client.courses.content import Course, Lesson, Question, Segment
from client.courses.exporting import export_blocking
from client.mistakes.entries import MistakeCard
from client.mistakes.printing.sheet import Chosen

_DRAWING = re.compile(r"(!\[[^\]]*\]\()([^)\s]+)(\))")


def make_deck(chosen: Sequence[Chosen], folders: Mapping[str, Path | None], title: str) -> bytes:
    """The file `.apkg`; `folders` are those of the courses by their ids, where drawings are. It blocks.

    A mistake keeps its note's id from deck to deck, so that Anki renews it and keeps how it is learnt there.
    """
    files: dict[str, bytes] = {}
    questions = [_question(card, question, pictures, folders, files) for card, question, pictures in chosen]
    lesson = Lesson(id="mistakes", title=title, segments=(Segment(quiz=tuple(questions)),))
    course = Course(id="mistakes", title=title, lessons=(lesson,))
    return export_blocking(course, files, "apkg").data


def _question(
    card: MistakeCard,
    question: Question,
    pictures: tuple[bytes, ...],
    folders: Mapping[str, Path | None],
    files: dict[str, bytes],
) -> Question:
    """The question under the mistake's id, its drawings and pictures in `files`."""
    folder = folders.get(card.course_id)

    def moved(match: re.Match[str]) -> str:
        path = folder / match[2] if folder else None
        if path is None or not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():  # type: ignore[union-attr]  # a path has its folder
            return match[0]
        name = f"{card.course_id}-{match[2].replace('/', '-')}"
        files.setdefault(name, path.read_bytes())
        return f"{match[1]}{name}{match[3]}"

    text, explanation = (_DRAWING.sub(moved, words) for words in (question.text, question.explanation))
    for number, picture in enumerate(pictures, 1):
        name = f"{card.id}-{number}.jpg"
        files[name] = picture
        text += f"\n\n![]({name})"
    if card.reflection:
        explanation = f"{explanation}\n\n{card.reflection}".strip()
    return question.model_copy(update={"id": card.id, "text": text, "explanation": explanation})
