"""Options that stand in a question's own text ("A．… B．…") are told apart from it, or left alone when in doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL)
_LABEL = re.compile(r"[（(]\s*([A-H])\s*[)）]|([A-H])\s*[.．、]")
_PAGE = re.compile(r"(?<=[\u3400-\u9fff）)。])\d{1,2}$")


@dataclass(frozen=True)
class Label:
    """An option's letter in a text, from `start` to where its words begin."""

    letter: str
    start: int
    end: int


@dataclass(frozen=True)
class Choice:
    """A stem and its options, as they stand in the text."""

    stem: str
    options: tuple[str, ...]


def split(text: str) -> Choice | None:
    """The stem and the last run A, B, C … of options; None when they are not there beyond doubt.

    Letters inside formulas are no labels. A run counts when it has three options or more (two would as well be
    two points of a figure), none is empty, and no letter comes twice after its start.
    """
    labels = _labels(text)
    for first in reversed([i for i, label in enumerate(labels) if label.letter == "A"]):
        run = labels[first:]
        if [label.letter for label in run] == list("ABCDEFGH")[: len(run)] and len(run) >= 3:
            return _choice(text, run)
    return None


def split_many(text: str, count: int) -> tuple[str, list[Choice]] | None:
    """What comes before, and `count` choices one after the other (a passage with its questions), or None.

    The last option of each ends with its line; what follows is the stem of the next.
    """
    runs: list[list[Label]] = []
    for label in _labels(text):
        if label.letter == "A":
            runs.append([])
        if runs:
            runs[-1].append(label)
    if len(runs) != count or any([x.letter for x in run] != list("ABCDEFGH")[: len(run)] for run in runs):
        return None
    choices: list[Choice] = []
    begin = 0
    for number, run in enumerate(runs):
        end = len(text)
        if number + 1 < len(runs):
            line_end = text.find("\n", run[-1].end, runs[number + 1][0].start)
            end = line_end if line_end >= 0 else runs[number + 1][0].start
        choice = _choice(text[begin:end], [Label(x.letter, x.start - begin, x.end - begin) for x in run])
        if choice is None or len(run) < 3:
            return None
        choices.append(choice)
        begin = end
    passage, first = _passage(choices[0].stem)
    return passage, [Choice(first, choices[0].options), *choices[1:]]


def _passage(head: str) -> tuple[str, str]:
    """The text to read and, from its last numbered line on, the first question."""
    found = list(re.finditer(r"^\s*[（(]?\d{1,3}[)）]?\s*[.．、]", head, re.MULTILINE))
    if not found:
        return head, ""
    return head[: found[-1].start()], head[found[-1].start() :]


def _labels(text: str) -> list[Label]:
    masked = _FORMULA.sub(lambda m: "\0" * len(m[0]), text)
    found = (Label(m[1] or m[2], m.start(), m.end()) for m in _LABEL.finditer(masked))
    return [label for label in found if not (label.start and re.match(r"[A-Za-z'′]", masked[label.start - 1]))]


def _choice(text: str, run: list[Label]) -> Choice | None:
    ends = [*(label.start for label in run[1:]), len(text)]
    options = [text[label.end : end].strip() for label, end in zip(run, ends, strict=True)]
    # A page number that ran into the text: 初现16C．
    options = [
        _PAGE.sub("", option) if end < len(text) and not text[end - 1].isspace() else option
        for option, end in zip(options, ends, strict=True)
    ]
    stem = text[: run[0].start]
    if stem and not stem[-1].isspace():
        stem = _PAGE.sub("", stem)
    if not stem.strip() or not all(options):
        return None
    return Choice(stem.strip(), tuple(options))
