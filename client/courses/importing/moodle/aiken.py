"""Aiken: a line that asks, lines `A) …`, and `ANSWER: A`; by `question/format/aiken/format.php`."""

from __future__ import annotations

import re

from client.courses.importing import making
from client.courses.importing.build import Item, course_of
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Option, Told
from client.courses.importing.markup import render
from client.courses.importing.report import Imported, ImportRefusedError, first_words
from client.courses.importing.source import Source
from client.texts import _

_OPTION = re.compile(r"^\s*([A-Za-z])\s*[).．、）]\s*(.*)$")
_ANSWER = re.compile(r"^\s*(?:ANSWER|答案)\s*[:：]\s*([A-Za-z](?:\s*[,，、 ]?\s*[A-Za-z])*)\s*[.)]?\s*$", re.IGNORECASE)
_ANY_ANSWER = re.compile(r"^\s*(?:ANSWER|答案)\s*[:：]", re.IGNORECASE | re.MULTILINE)
_FEEDBACK = re.compile(r"^\s*(?:FEEDBACK|EXPLANATION|解析)\s*[:：]\s*(.*)$", re.IGNORECASE)


def claims(source: Source) -> bool:
    """Whether there are options by letter and a line `ANSWER: A`."""
    text = source.text
    lines = text.split("\n")
    return bool(_ANY_ANSWER.search(text)) and not text.lstrip().startswith(("<", "{", "[")) and sum(
        1 for line in lines if _OPTION.match(line)
    ) >= 2  # fmt: skip


def read(source: Source) -> Imported:
    """Every question of the file. Raises `ImportRefusedError` when there is not one."""
    draft = Draft("aiken")
    items: list[Item] = []
    stem: list[str] = []
    options: list[tuple[str, str]] = []
    number = 0
    for line in [*source.text.split("\n"), "\x00"]:
        if _ANY_ANSWER.match(line) or (line == "\x00" and (options or stem)):
            number += 1
            words = first_words(" ".join(stem), 40)
            place = _("第 {n} 题“{words}”").format(n=number, words=words) if words else _("第 {n} 题").format(n=number)
            with draft.reading(place):
                items.append(_item(draft, stem, options, line))
            stem, options = [], []
        elif (found := _FEEDBACK.match(line)) and items and not stem and items[-1].question:
            question = items[-1].question.model_copy(update={"explanation": render(found[1], "plain").text})
            items[-1] = Item("", items[-1].key, question=question)
        elif (found := _OPTION.match(line)) and stem:
            options.append((found[1].upper(), found[2].strip()))
        elif not line.strip():
            continue
        elif options:
            options[-1] = (options[-1][0], f"{options[-1][1]}\n{line.strip()}")
        else:
            stem.append(line.strip())
    if not items:
        raise ImportRefusedError(_("文件里没有能用的题。"))
    title = source.stem or _("导入的题目")
    return draft.imported(course_of(items, form="aiken", identity=title, title=title, summary=_("从 Aiken 文件导入")))


def _item(draft: Draft, stem: list[str], options: list[tuple[str, str]], answer: str) -> Item:
    found = _ANSWER.match(answer)
    if not options:
        raise Unfit(_("没有选项"))
    if not found:
        raise Unfit(_("没有写出答案"))
    right = set(re.findall(r"[A-Z]", found[1].upper()))
    if not right <= {letter for letter, _text in options}:
        raise Unfit(_("答案 {letters} 不在选项里").format(letters=_("、").join(sorted(right))))
    told = Told(render("\n".join(stem), "plain").text)
    shown = [Option(render(text, "plain").text, float(letter in right)) for letter, text in options]
    question = making.choice(draft, told, shown, multiple=len(right) > 1)
    return Item("", "\n".join(stem), question=question)
