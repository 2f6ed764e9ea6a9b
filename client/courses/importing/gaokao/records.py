"""The records of a bank: `{"keywords": …, "example": [{"year", "category", "question", "answer", "analysis"}]}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from client.courses.importing.report import ImportRefusedError, Skipped, first_words
from client.texts import _

_RECORD = re.compile(r"\{\s*\"")
_BETWEEN = re.compile(r"\}\s*,?\s*(?=\{\s*\")")


@dataclass(frozen=True)
class Record:
    """One record, its number in the file from 1."""

    number: int
    data: dict[str, Any]

    def text(self, name: str) -> str:
        """That field as text, "" when it is none."""
        value = self.data.get(name)
        return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""

    @property
    def answers(self) -> list[str]:
        """The answers: one for most, one a blank or part for some."""
        value = self.data.get("answer")
        return [str(x) for x in value if isinstance(x, str | int)] if isinstance(value, list) else [self.text("answer")]

    @property
    def paper(self) -> str:
        """The paper's name without its brackets: 新课标Ⅰ."""
        return self.text("category").strip("（）() \n").translate(str.maketrans("ⅰⅱⅲⅳ", "ⅠⅡⅢⅣ"))

    @property
    def place(self) -> str:
        """How the record is named in a report."""
        words = first_words(self.text("question"))
        said = _("第 {n} 题“{words}”") if words else _("第 {n} 题")
        paper = " ".join(filter(None, (self.text("year"), self.paper)))
        return said.format(n=self.number, words=words) + (f"（{paper}）" if paper else "")


def records_of(text: str, skipped: list[Skipped]) -> tuple[str, list[Record]]:
    """The bank's keywords and its records; what is none goes to `skipped`. Raises `ImportRefusedError`."""
    text = text.lstrip("\ufeff")
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        found = re.search(r'"keywords"\s*:\s*"([^"\\]{1,200})"', text[:2000])
        return found[1] if found else "", list(_rescued(text, skipped))
    keywords = str(data.get("keywords") or "") if isinstance(data, dict) else ""
    listed = data.get("example") or data.get("examples") or data.get("questions") if isinstance(data, dict) else data
    if not isinstance(listed, list):
        raise ImportRefusedError(_("题库里没有题目列表（example）"))
    records: list[Record] = []
    for number, record in enumerate(listed, start=1):
        if isinstance(record, dict):
            records.append(Record(number, record))
        else:
            skipped.append(Skipped(_("第 {n} 题").format(n=number), _("不是一条题目记录")))
    return keywords, records


def _rescued(text: str, skipped: list[Skipped]) -> Iterator[Record]:
    """The records of a damaged file that are whole; each broken one is named with its line."""
    decoder = json.JSONDecoder(strict=False)
    begin = text.find("[")
    number = 0
    while found := _RECORD.search(text, max(begin, 0)):
        number += 1
        try:
            data, begin = decoder.raw_decode(text, found.start())
            yield Record(number, data)
        except (ValueError, RecursionError) as error:
            at = getattr(error, "pos", found.start())
            line = text.count("\n", 0, at) + 1
            skipped.append(
                Skipped(_("第 {n} 题（第 {line} 行）").format(n=number, line=line), _("JSON 写法有误，这一题读不出来"))
            )
            following = _BETWEEN.search(text, found.end())
            if not following:
                return
            begin = following.end()
