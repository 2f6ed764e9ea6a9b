"""A question as Moodle holds it, from whichever file it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

HTML, AUTO, PLAIN, MARKDOWN = "html", "moodle", "plain", "markdown"
FORMATS = {
    "html": HTML, "1": HTML, "moodle_auto_format": AUTO, "0": AUTO, "plain_text": PLAIN, "2": PLAIN,
    "markdown": MARKDOWN, "4": MARKDOWN,
}  # fmt: skip
"""What Moodle calls a text's markup in XML, and in its database."""


class Said(NamedTuple):
    """Words and the markup that they are in."""

    words: str = ""
    hint: str = HTML


NOTHING = Said()


@dataclass
class Answer:
    """`share` is -1 to 1; `tolerance` is of a number; `group` of a word to drag or choose."""

    text: Said
    share: float = 0.0
    feedback: Said = NOTHING
    tolerance: float = 0.0
    group: str = "1"


@dataclass
class Asked:
    """One question. `parts` are those of a cloze, in the order of the places `{#1}` … in its text."""

    kind: str
    name: str
    text: Said
    general: Said = NOTHING
    key: str = ""
    answers: list[Answer] = field(default_factory=list[Answer])
    pairs: list[tuple[Said, Said]] = field(default_factory=list[tuple[Said, Said]])
    units: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])  # name, how many make one main unit
    hints: list[Said] = field(default_factory=list[Said])
    parts: list[Asked] = field(default_factory=list["Asked"])
    single: bool = True
    case_sensitive: bool = False
    unit_required: bool = False
    weight: float = 1.0
    sample: Said = NOTHING
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
