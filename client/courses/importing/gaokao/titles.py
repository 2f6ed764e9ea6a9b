"""What a bank, its lessons and its questions are called."""

from __future__ import annotations

import re
from collections import Counter

from client.courses.importing.build import LESSON_QUESTIONS
from client.courses.importing.gaokao.records import Record
from client.texts import _

_SUBJECTS = {
    "math_i": ("math", "数学（理科）"), "math_ii": ("math", "数学（文科）"), "math": ("math", "数学"),
    "physics": ("physics", "物理"), "chemistry": ("chemistry", "化学"), "biology": ("biology", "生物"),
    "history": ("history", "历史"), "geography": ("geography", "地理"), "political_science": ("politics", "政治"),
    "politics": ("politics", "政治"), "chinese": ("chinese", "语文"), "english": ("english", "英语"),
}  # fmt: skip
_PARTS = {
    "mcqs": "选择题", "fill-in-the-blank": "填空题", "open-ended": "解答题", "cloze": "完形填空", "reading": "阅读理解",
    "fill_in_blanks": "填空题", "lang": "语言文字运用", "modern_lit": "现代文阅读", "classical": "文言文",
}  # fmt: skip


def course_title(name: str) -> tuple[str, str]:
    """Subject and Chinese title from a name such as `2010-2022_Math_I_MCQs`."""
    lowered = name.lower()
    subject, words = next(
        (said for mark, said in _SUBJECTS.items() if re.search(rf"(?<![a-z]){mark}(?![a-z]|_i)", lowered)),
        ("other", ""),
    )
    part = next((said for mark, said in _PARTS.items() if mark in lowered), "")
    years = re.search(r"\d{4}(?:\s*[-–]\s*\d{4})?", name)
    if not words:
        return subject, name
    return subject, " ".join(filter(None, ("高考" + words + part, years[0].replace("-", "–") if years else "")))


def lesson_titles(records: list[Record]) -> dict[tuple[str, str], str]:
    """To each year and paper its lesson: a year, or, where a year has too many questions, some of its papers."""
    counts = Counter((record.text("year"), record.paper) for record in records)
    by_year: dict[str, list[str]] = {}
    for year, paper in counts:
        by_year.setdefault(year, []).append(paper)
    titles: dict[tuple[str, str], str] = {}
    for year, papers in by_year.items():
        whole = sum(counts[(year, paper)] for paper in papers) <= LESSON_QUESTIONS * 3 // 2
        for paper in papers:
            said = _("{year} 年").format(year=year) if year else ""
            titles[(year, paper)] = said if whole and said else " ".join(filter(None, (said, paper)))
    return titles


def paper_title(record: Record) -> str:
    """Year and paper: `2010 新课标Ⅰ`."""
    return " ".join(filter(None, (record.text("year"), record.paper)))


def headed(record: Record, text: str) -> str:
    """The question with its source in front, as exercise books have it: （2010·新课标Ⅰ）."""
    said = "·".join(filter(None, (record.text("year"), record.paper)))
    return f"（{said}）{text}" if said else text
