"""Moodle XML: `<quiz>` with a `<question>` for each, its pictures inside it as base64."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from client.courses.importing.build import Item, course_of
from client.courses.importing.draft import Draft
from client.courses.importing.elements import XmlError, child_text, parse
from client.courses.importing.gift.blocks import category_name
from client.courses.importing.moodle import embedded
from client.courses.importing.moodle.asked import FORMATS, HTML, Answer, Asked, Said
from client.courses.importing.moodle.kinds import question_of, shown
from client.courses.importing.report import Imported, ImportRefusedError, first_words
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree
from client.texts import _


def claims(source: Source) -> bool:
    """Whether this is a `<quiz>` of questions."""
    return source.root[0] == "quiz" and b"<question" in source.data


def read(source: Source) -> Imported:
    """Every question of the file. Raises `ImportRefusedError` when there is not one."""
    return gather([source], source.stem)


def gather(sources: list[Source], title: str, tree: Tree | None = None) -> Imported:
    """The questions of several files as one course."""
    draft = Draft("moodlexml")
    items: list[Item] = []
    for source in sources:
        try:
            items += _items(draft, parse(source.data))
        except XmlError as error:
            if len(sources) == 1:
                raise
            draft.skip(str(error), source.place or source.name)  # one broken file does not take the others with it
    if not items:
        reasons = [_("{item}：{reason}").format(item=e.item, reason=e.reason) for e in draft.skipped[:1]]
        raise ImportRefusedError(" ".join([_("文件里没有能用的题。"), *reasons]))
    categories = [item.group for item in items if item.group]
    name = title or (categories[0] if categories else _("导入的题目"))
    return draft.imported(
        course_of(items, form="moodlexml", identity=name, title=name, summary=_("从 Moodle 题库导入"))
    )


def _items(draft: Draft, root: ET.Element) -> Iterator[Item]:
    category = ""
    number = 0
    for element in root.iter("question"):
        kind = element.get("type", "")
        if kind == "category":
            category = category_name(child_text(element, "category/text"))
            continue
        asked = asked_of(element)
        number += 1
        with draft.reading(place(number, asked)):
            if kind == "description":
                draft.lookup = lambda name, files=asked.files: files.get(name.rpartition("/")[2])
                number -= 1
                yield Item(category, asked.key, reading=shown(draft, asked.text) or asked.name, section=asked.name)
                continue
            yield Item(category, asked.key, question=question_of(draft, asked))


def place(number: int, asked: Asked) -> str:
    """How a question is named in a report."""
    words = first_words(asked.name or asked.text.words, 40)
    return _("第 {n} 题“{words}”").format(n=number, words=words) if words else _("第 {n} 题").format(n=number)


def asked_of(element: ET.Element) -> Asked:
    """A `<question>` as Moodle holds it."""
    kind = element.get("type", "")
    text = _said(element.find("questiontext"))
    name = child_text(element, "name/text")
    asked = Asked(kind, name, text, _said(element.find("generalfeedback")))
    asked.key = child_text(element, "idnumber") or f"{name}\x1f{text.words[:2000]}"
    asked.files = _files(element)
    asked.single = child_text(element, "single").lower() not in ("false", "0")
    asked.case_sensitive = child_text(element, "usecase") == "1"
    asked.unit_required = child_text(element, "unitgradingtype") in ("1", "2")
    asked.hints = [_said(hint) for hint in element.findall("hint")]
    asked.sample = _said(element.find("graderinfo"))
    asked.answers = [_answer(answer) for answer in element.findall("answer")]
    if kind in ("gapselect", "ddwtos"):
        words = [*element.findall("selectoption"), *element.findall("dragbox")]
        asked.answers = [Answer(_said(word), group=child_text(word, "group") or "1") for word in words]
    if kind == "ordering":
        asked.answers.sort(key=lambda answer: answer.share)
    asked.pairs = [(_said(sub), _said(sub.find("answer"))) for sub in element.findall("subquestion")]
    asked.units = [
        (child_text(unit, "unit_name"), _float(child_text(unit, "multiplier"), 1.0)) for unit in element.iter("unit")
    ]
    if kind == "cloze":
        words, asked.parts = embedded.parts_of(text.words)
        asked.text = Said(words, text.hint)
    return asked


def _answer(element: ET.Element) -> Answer:
    return Answer(
        _said(element),
        _float(element.get("fraction", ""), 0.0) / 100,
        _said(element.find("feedback")),
        _float(child_text(element, "tolerance"), 0.0),
    )


def _said(element: ET.Element | None) -> Said:
    if element is None:
        return Said()
    text = element.find("text")
    words = (text.text or "") if text is not None else (element.text or "")
    return Said(words, FORMATS.get(element.get("format", "html"), HTML))


def _files(element: ET.Element) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for file in element.iter("file"):
        try:
            data = base64.b64decode("".join((file.text or "").split()), validate=False)
        except (binascii.Error, ValueError):
            continue
        files[file.get("name", "")] = data
        files[(file.get("path", "/") + file.get("name", "")).lstrip("/")] = data
    return files


def _float(text: str, otherwise: float) -> float:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return otherwise
    return value if abs(value) < 1e300 else otherwise
