"""The questions in a Moodle backup: `questions.xml`, whose question types each keep their own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from client.courses.importing.elements import child_text
from client.courses.importing.moodle.asked import FORMATS, HTML, Answer, Asked, Said

_KINDS = {"match": "matching", "multianswer": "cloze"}


@dataclass
class Banked:
    """A question with the ids that a quiz names it by, and its category."""

    asked: Asked
    entry: str
    category: str


def questions_of(root: ET.Element, older: list[str]) -> dict[str, Banked]:
    """The questions by id: of each entry the newest version, the parts of a cloze within it.

    The names of the questions of which there is a newer version are added to `older`.
    """
    found: dict[str, Banked] = {}
    parents: dict[str, str] = {}
    for category in root.iter("question_category"):
        name = child_text(category, "name")
        entries = list(category.iter("question_bank_entry"))
        if entries:  # since Moodle 4
            for entry in entries:
                versions = sorted(entry.iter("question_versions"), key=lambda v: _float(child_text(v, "version")))
                older += [child_text(q, "name") for version in versions[:-1] for q in version.iter("question")]
                for question in versions[-1].iter("question") if versions else ():
                    _put(found, parents, question, entry.get("id", ""), name)
        else:
            for question in category.iter("question"):
                if question.get("id") and question.find("qtype") is not None:
                    _put(found, parents, question, "", name)
    for child, parent in parents.items():
        if parent in found and child in found and found[parent].asked.kind == "cloze":
            found[parent].asked.parts.append(found[child].asked)
    for banked in found.values():
        _in_sequence(banked.asked)
    return {key: banked for key, banked in found.items() if key not in parents}


def _put(found: dict[str, Banked], parents: dict[str, str], question: ET.Element, entry: str, category: str) -> None:
    key = question.get("id", "")
    found[key] = Banked(_asked(question), entry, category)
    parent = child_text(question, "parent")
    if parent not in ("", "0", key):
        parents[key] = parent


def _in_sequence(asked: Asked) -> None:
    """The parts of a cloze in the order that it names them in."""
    if asked.parts and (wanted := asked.name.partition("\x00")[2]):
        order = {key: place for place, key in enumerate(wanted.split(","))}
        asked.parts.sort(key=lambda part: order.get(part.key, len(order)))
    asked.name = asked.name.partition("\x00")[0]


def _asked(question: ET.Element) -> Asked:
    kind = child_text(question, "qtype")
    kind = _KINDS.get(kind, kind)
    asked = Asked(
        kind, child_text(question, "name"), _said(question, "questiontext"), _said(question, "generalfeedback")
    )
    asked.key = question.get("id", "")
    asked.weight = _float(child_text(question, "defaultmark")) or 1.0
    asked.hints = [_said(hint, "hint") for hint in question.iter("question_hint")]
    asked.answers = [
        Answer(
            _said(answer, "answertext", "answerformat"),
            _float(child_text(answer, "fraction")),
            _said(answer, "feedback"),
        )
        for answer in question.iter("answer")
        if answer.find("answertext") is not None
    ]
    ids = [answer.get("id", "") for answer in question.iter("answer") if answer.find("answertext") is not None]
    tolerances = {
        child_text(r, "answer"): _float(child_text(r, "tolerance")) for r in question.iter("numerical_record")
    }
    for answer, key in zip(asked.answers, ids, strict=True):
        answer.tolerance = tolerances.get(key, 0.0)
    asked.single = _first(question, "single") != "0"
    asked.case_sensitive = _first(question, "usecase") == "1"
    asked.unit_required = _first(question, "unitgradingtype") in ("1", "2")
    asked.units = [
        (child_text(u, "unit"), _float(child_text(u, "multiplier"))) for u in question.iter("numerical_unit")
    ]
    asked.pairs = [(_said(m, "questiontext"), Said(child_text(m, "answertext"))) for m in question.iter("match")]
    if (info := question.find(".//essay")) is not None:
        asked.sample = _said(info, "graderinfo")
    if kind in ("gapselect", "ddwtos"):
        for answer in asked.answers:
            answer.group, answer.feedback = _group(answer.feedback.words), Said()
    if kind == "ordering":
        asked.answers.sort(key=lambda answer: answer.share)
    if kind == "cloze":
        asked.name += "\x00" + _first(question, "sequence")
    return asked


def _group(kept: str) -> str:
    """The group of a word: the number itself, or in PHP's own notation."""
    found = re.search(r'"(?:draggroup|choicegroup|selectgroup)";(?:i:|s:\d+:")(\d+)', kept) or re.search(r"(\d+)", kept)
    return found[1] if found else "1"


def _first(element: ET.Element, name: str) -> str:
    found = next(element.iter(name), None)
    return (found.text or "").strip() if found is not None else ""


def _said(element: ET.Element, name: str, kind: str = "") -> Said:
    words = child_text(element, name)
    return Said("" if words == "$@NULL@$" else words, FORMATS.get(child_text(element, kind or f"{name}format"), HTML))


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def in_quiz(quiz: ET.Element, bank: dict[str, Banked]) -> Iterator[str]:
    """The ids of the questions of a quiz, in its order."""
    by_entry = {banked.entry: key for key, banked in bank.items() if banked.entry}
    slots = sorted(quiz.iter("question_instance"), key=lambda slot: _float(child_text(slot, "slot")))
    for slot in slots:
        entry = _first(slot, "questionbankentryid")
        key = by_entry.get(entry) or child_text(slot, "questionid") or child_text(slot, "question")
        if key in bank:
            yield key
