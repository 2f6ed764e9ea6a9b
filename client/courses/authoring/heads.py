"""What stands before the first lesson, and in braces behind a heading."""

from __future__ import annotations

import re
from typing import Any

from client.courses.authoring.faults import Fault
from client.courses.content import QuizRules
from client.subjects import SUBJECTS
from client.texts import _

_FIELD = re.compile(r"^\s*([^:：\s]+)\s*[:：]\s*(.*?)\s*$")
_KEYS = {
    "title": "title", "标题": "title", "名称": "title", "课程": "title",
    "id": "id", "编号": "id",
    "subject": "subject", "科目": "subject", "学科": "subject",
    "grade": "grade", "年级": "grade",
    "language": "language", "语言": "language",
    "summary": "summary", "简介": "summary",
    "points": "points", "知识点": "points",
    "needs": "needs", "先学": "needs",
    "author": "authors", "authors": "authors", "作者": "authors",
    "licence": "licence", "license": "licence", "许可": "licence",
}  # fmt: skip
_CHINESE_SUBJECTS = dict(
    zip(("语文", "数学", "英语", "物理", "化学", "生物", "历史", "地理", "政治"), SUBJECTS, strict=True)
) | {"道德与法治": "politics", "其他": "other", "other": "other"}
_SAFE_ID = re.compile(r"\w[\w.-]{0,127}")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:分钟|分|min(?:ute)?s?)", re.IGNORECASE)
_LIMIT = re.compile(
    r"(?:限时|within|time)\s*[:：]?\s*(\d{1,4})\s*(分钟|分|秒|min(?:ute)?s?|s(?:ec(?:ond)?s?)?)?", re.IGNORECASE
)
_NAME = re.compile(r"#([\w.-]{1,64})")


def read_head(lines: list[tuple[int, str]], faults: list[Fault]) -> dict[str, Any]:
    """The fields of `client.courses.content.CourseHead` that the head names; `authors` and `licence` beside them."""
    found: dict[str, Any] = {}
    for number, line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        field = _FIELD.match(line)
        key = _KEYS.get(field[1].lower()) if field else None
        if field is None or key is None:
            known = _("标题、科目、年级、简介、知识点、先学、作者、许可、语言、编号")
            faults.append(Fault(number, _("开头这一行没有读懂；可以写的有：{known}").format(known=known)))
            continue
        value = field[2].strip("\"'")
        match key:
            case "subject":
                subject = _CHINESE_SUBJECTS.get(value, value.lower())
                if subject not in (*SUBJECTS, "other"):
                    faults.append(Fault(number, _("没有“{subject}”这个科目，先放在“其他”里").format(subject=value)))
                    subject = "other"
                found[key] = subject
            case "id" if not _SAFE_ID.fullmatch(value):
                faults.append(Fault(number, _("编号只能用字母、数字、- 和 _，最多 128 个字")))
            case "points" | "needs" | "authors":
                found[key] = split_words(value)
            case _:
                found[key] = value
    return {key: value for key, value in found.items() if value}


def split_words(text: str) -> tuple[str, ...]:
    """What is separated by commas of either kind."""
    return tuple(word for part in re.split(r"[,，、;；]", text) if (word := part.strip()))


def minutes_in(attributes: str, faults: list[Fault], line: int) -> int | None:
    """How long a lesson takes, when its braces say so."""
    found = _MINUTES.search(_LIMIT.sub("", attributes))
    if found is None:
        return None
    if not 1 <= int(found[1]) <= 600:
        faults.append(Fault(line, _("一课的时间在 1 到 600 分钟之间")))
        return None
    return int(found[1])


def rules_in(attributes: str) -> QuizRules:
    """How a segment's quiz is taken: `{限时 10 分钟}`, `{顺序}`."""
    found = _LIMIT.search(attributes)
    seconds = (found[2] or "").lower().startswith(("秒", "s")) if found else False
    limit_s = int(found[1]) * (1 if seconds else 60) if found else 0
    sequential = "顺序" in attributes or "sequential" in attributes.lower()
    return QuizRules(time_limit_s=limit_s, sequential=sequential)


def name_in(attributes: str) -> str:
    """The id that the braces give: `{#discriminant}`."""
    found = _NAME.search(attributes)
    return found[1] if found else ""
