"""A catalogue as a device remembers it: something new, something half downloaded, a newer version of what is here."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from client.courses.catalogue.wanted import Wanted, WantedList
from sync.clock import to_text
from sync.courses import CatalogueCourse
from sync.live import LiveLesson


def _card(
    course_id: str, title: str, subject: str, grade: str, summary: str, size_mb: float, **more: int
) -> CatalogueCourse:
    sha256 = hashlib.sha256(course_id.encode()).hexdigest()
    words = {"id": course_id, "title": title, "subject": subject, "grade": grade, "summary": summary, "sha256": sha256}
    numbers = {"version": 1, "lessons": 8, "minutes": 95, "questions": 64, "size": int(size_mb * (1 << 20))} | more
    return CatalogueCourse.model_validate(words | numbers)


CARDS = (
    _card("chemistry-formula", "化学式与化学方程式", "chemistry", "九年级", "会写、会配平、会计算，有实验。", 23.4),
    _card("english-past", "一般过去时", "english", "七年级", "规则与不规则动词，听一段、读一段、说一段。", 48.2),
    _card(
        "math-quadratic-equations", "一元二次方程", "math", "九年级", "从平方根到求根公式，新增两课应用题。", 0.2,
        version=2, lessons=9, questions=71,
    ),
    _card("math-triangles", "全等三角形", "math", "八年级", "五个判定定理，一个一个证。", 3.1),
    _card("physics-circuits", "电路与欧姆定律", "physics", "九年级", "从一节电池开始，到会算家里的电费。", 61.0),
)  # fmt: skip


LIVE = "discriminant"


def _lessons() -> list[LiveLesson]:
    """One that is on, two to come, one that is over."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)

    def at(hours: float, lesson_id: str, title: str, teacher: str, subject: str, **more: str) -> LiveLesson:
        words = {"id": lesson_id, "title": title, "teacher": teacher, "subject": subject, "grade": "九年级"}
        return LiveLesson.model_validate({"starts_utc": to_text(now + timedelta(hours=hours)), **words, **more})

    return [
        at(-48, "circuits", "串联和并联，一次讲清", "李老师", "physics", recording="physics-circuits"),
        at(-0.2, LIVE, "判别式的三种用法", "王老师", "math", summary="从定义到应用，讲三道中考题。"),
        at(26, "acids", "酸和碱的第一课", "陈老师", "chemistry"),
        at(50, "essay", "议论文怎么开头", "赵老师", "chinese"),
    ]


def stock(folder: Path, server: str) -> None:
    """Put it where the app looks."""
    folder.mkdir(parents=True, exist_ok=True)
    page = {"courses": [card.model_dump(mode="json") for card in CARDS], "after": None}
    known = {"server": server, "pages": [{"etag": "x", "page": page}]}
    (folder / "catalogue.json").write_text(json.dumps(known, ensure_ascii=False), "utf-8")
    lessons = [one.model_dump(mode="json") for one in _lessons()]
    (folder / "live.json").write_text(json.dumps({"server": server, "timetable": {"lessons": lessons}}), "utf-8")
    film = CARDS[1]
    (folder / "packs").mkdir()
    (folder / "packs" / f"{film.sha256}.part").write_bytes(bytes(19 << 20))
    WantedList(folder / "wanted").keep(Wanted(card=film, state="paused"))
