"""What can be asked: the kinds of question of the open pack format, as pydantic models.

Texts are Markdown with LaTeX, as everywhere in a course (see `client.courses.content`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, TypeAdapter, model_validator

from client.late import LateModel

GAP = re.compile(r"\[\[([1-9]\d{0,2})\]\]")
"""The place of a gap in the text of a cloze question: `[[1]]` is that of the first."""


class Part(LateModel):
    """The common ground of all parts: unknown keys are refused, so a misspelt one does not vanish in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuestionBase(Part):
    """What every kind of question has.

    `points` are ids of the knowledge graph, the main one first; `difficulty` is 0 (easy) to 4 (hard).
    """

    id: str
    text: str
    explanation: str = ""
    hint: str = ""
    points: tuple[str, ...] = ()
    difficulty: int = Field(default=1, ge=0, le=4)


class ChoiceQuestion(QuestionBase):
    """One right option, or, with `multiple`, exactly those in `correct`.

    `credit` is given for every option or for none: the share of the whole (-1 to 1) that choosing it earns. Without
    it the right options of a multiple choice share the whole, and a wrong one takes as much away.
    """

    kind: Literal["choice"] = "choice"
    options: tuple[str, ...]
    correct: tuple[int, ...]
    multiple: bool = False
    feedback: tuple[str, ...] = ()  # a word on each option, when given as many as options
    credit: tuple[Annotated[float, Field(ge=-1, le=1)], ...] = ()

    @model_validator(mode="after")
    def _answer_is_among_options(self) -> Self:
        if len(self.options) < 2:
            raise ValueError("a choice needs two options or more")
        if not self.correct or any(not 0 <= i < len(self.options) for i in self.correct):
            raise ValueError("the right option is not among the options")
        if not self.multiple and len(self.correct) != 1:
            raise ValueError("one right option is wanted")
        for given in (self.feedback, self.credit):
            if given and len(given) != len(self.options):
                raise ValueError("feedback and credit are given for every option or for none")
        return self


class TrueFalseQuestion(QuestionBase):
    """A statement to judge."""

    kind: Literal["true_false"] = "true_false"
    correct: bool


class NumericAnswer(Part):
    """A number that is right, give or take `tolerance`: absolute, or with `relative` a share of the number.

    `credit` below 1 is for a number that is partly right.
    """

    value: float = Field(allow_inf_nan=False)
    tolerance: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    relative: bool = False
    credit: float = Field(default=1.0, gt=0, le=1)

    @property
    def margin(self) -> float:
        """How far from `value` is still right, as a number."""
        return self.tolerance * abs(self.value) if self.relative else self.tolerance


class Unit(Part):
    """A unit that may be typed behind the number; one of it is `factor` of the question's own unit."""

    name: str = Field(min_length=1)
    factor: float = Field(default=1.0, gt=0, allow_inf_nan=False)


class NumericQuestion(QuestionBase):
    """A number to find. `unit` is its own unit; `units` are others that are taken too, each converted.

    The unit is shown behind the field, and need not be typed; with `unit_required` the person must name it.
    """

    kind: Literal["numeric"] = "numeric"
    answers: tuple[NumericAnswer, ...] = Field(min_length=1)
    unit: str = ""
    units: tuple[Unit, ...] = ()
    unit_required: bool = False

    @model_validator(mode="after")
    def _has_a_unit_to_require(self) -> Self:
        if self.unit_required and not self.unit:
            raise ValueError("a unit is required, but none is named")
        return self


class PartlyRight(Part):
    """A wording that earns the share `credit` of the whole."""

    text: str = Field(min_length=1)
    credit: float = Field(gt=0, lt=1)


class TextQuestion(QuestionBase):
    r"""A few words or a formula; `accepted` are the wordings that are right, the best first.

    With `wildcards` an asterisk in a wording stands for any run of signs, and `\*` for an asterisk.
    """

    kind: Literal["text"] = "text"
    accepted: tuple[str, ...] = Field(min_length=1)
    partly: tuple[PartlyRight, ...] = ()
    case_sensitive: bool = False
    wildcards: bool = False


class MatchingPair(Part):
    """A prompt and what belongs to it."""

    prompt: str
    match: str


class MatchingQuestion(QuestionBase):
    """Find to each prompt its match; `distractors` are matches that belong to none."""

    kind: Literal["matching"] = "matching"
    pairs: tuple[MatchingPair, ...] = Field(min_length=2)
    distractors: tuple[str, ...] = ()


class OrderingQuestion(QuestionBase):
    """Put `items` in order; they are written in the right one, and shown in another."""

    kind: Literal["ordering"] = "ordering"
    items: tuple[str, ...] = Field(min_length=2)


class ChoiceGap(Part):
    """A gap to be filled with one of `options`; each in `correct` is right."""

    kind: Literal["choice"] = "choice"
    options: tuple[str, ...] = Field(min_length=1)
    correct: tuple[int, ...] = Field(min_length=1)
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _answer_is_among_options(self) -> Self:
        if any(not 0 <= i < len(self.options) for i in self.correct):
            raise ValueError("the right option is not among the options")
        return self


class TextGap(Part):
    """A gap to write some words into; see `TextQuestion`."""

    kind: Literal["text"] = "text"
    accepted: tuple[str, ...] = Field(min_length=1)
    partly: tuple[PartlyRight, ...] = ()
    case_sensitive: bool = False
    wildcards: bool = False
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)


class NumericGap(Part):
    """A gap to write a number into; see `NumericQuestion`."""

    kind: Literal["numeric"] = "numeric"
    answers: tuple[NumericAnswer, ...] = Field(min_length=1)
    unit: str = ""
    units: tuple[Unit, ...] = ()
    weight: float = Field(default=1.0, gt=0, allow_inf_nan=False)


Gap = Annotated[ChoiceGap | TextGap | NumericGap, Field(discriminator="kind")]


class ClozeQuestion(QuestionBase):
    """A text with gaps: `[[1]]` in it is the place of the first of `gaps`, and each has one place.

    `weight` of a gap is its share of the whole beside the others'.
    """

    kind: Literal["cloze"] = "cloze"
    gaps: tuple[Gap, ...] = Field(min_length=1, max_length=999)

    @model_validator(mode="after")
    def _each_gap_has_its_place(self) -> Self:
        places = [number for number in map(int, GAP.findall(self.text)) if number <= len(self.gaps)]
        if sorted(places) != list(range(1, len(self.gaps) + 1)):
            raise ValueError("each gap has one place in the text, written [[1]], [[2]] …")
        return self

    @property
    def parts(self) -> tuple[str | int, ...]:
        """The text in pieces: Markdown, and where a gap is, its index (from 0)."""
        parts: list[str | int] = []
        at = 0
        for found in GAP.finditer(self.text):
            index = int(found[1]) - 1
            if index < len(self.gaps):
                parts += [self.text[at : found.start()], index]
                at = found.end()
        return tuple(part for part in (*parts, self.text[at:]) if part != "")


class EssayQuestion(QuestionBase):
    """An open answer: the person compares it with `sample` and judges it."""

    kind: Literal["essay"] = "essay"
    sample: str = ""


Question = Annotated[
    ChoiceQuestion
    | TrueFalseQuestion
    | NumericQuestion
    | TextQuestion
    | MatchingQuestion
    | OrderingQuestion
    | ClozeQuestion
    | EssayQuestion,
    Field(discriminator="kind"),
]


def question_from(stored: Any) -> Question:
    """The question that `stored`, as JSON has it, is. Raises pydantic's ValidationError."""
    return _questions().validate_python(stored)


def texts_of(question: Question) -> Iterator[str]:
    """All texts of a question in Markdown: what is asked, what can be chosen, what is said about it."""
    yield from (question.text, question.explanation, question.hint)
    match question:
        case ChoiceQuestion():
            yield from (*question.options, *question.feedback)
        case MatchingQuestion():
            yield from (text for pair in question.pairs for text in (pair.prompt, pair.match))
            yield from question.distractors
        case OrderingQuestion():
            yield from question.items
        case ClozeQuestion():
            yield from (option for gap in question.gaps if isinstance(gap, ChoiceGap) for option in gap.options)
        case EssayQuestion():
            yield question.sample
        case _:
            pass


@cache
def _questions() -> TypeAdapter[Question]:
    return TypeAdapter(Question)
