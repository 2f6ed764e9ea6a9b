"""A course of 500 lessons and a lesson of many pages, in the running app.

The app is a process of its own, shown by headless Chromium at desktop size; `watching.py` says what a figure includes.

open_500_ms       a press on the course in the list until its page with lessons is there: the median of `--rounds`
open_first_ms     the first of them, when nothing of it was read yet
turn_ms_p50, p95  a press on 下一段 until the next page is there: text with formulas, a table, code
import_s          from a file of `--questions` questions to a course on the shelf, by format: seconds, of the processor
"""

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path
from typing import Any

from client.bootstrap import open_client
from client.courses.content import Course, Lesson, Segment
from tests.bench.importing import import_s
from tests.bench.screens import p95
from tests.bench.watching import Stopwatch, named, says
from tests.fakes.browser import AppPage, chromium, new_page
from tests.fakes.running import running_app

LONG, SHORT = "long-course", "short-course"
PAGES = 40
TEXT = """形如 $ax^2+bx+c=0$（$a\\ne0$）的方程叫做**一元二次方程**，第 {n} 页。

$$x=\\frac{{-b\\pm\\sqrt{{b^2-4ac}}}}{{2a}}$$

| 判别式 | 根 |
| --- | --- |
| $\\Delta>0$ | 两个不相等的实数根 |
| $\\Delta=0$ | 两个相等的实数根 |

```python
delta = b * b - 4 * a * c
```

- 先化成一般形式；
- 再看 $a$、$b$、$c$ 的符号。
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lessons", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--questions", type=int, default=10_000)


def run(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "device"
        asyncio.run(_fill(data, options.lessons))
        with chromium() as browser, running_app(data) as app:
            tab = new_page(browser)
            tab.open(f"{app.url}/courses")
            opened = _opens(tab, options.rounds)
            turned = _turns(tab, app.url)
            faults = list(tab.faults)
            tab.page.context.close()
    return {
        "lessons": options.lessons,
        "open_500_ms": round(statistics.median(opened), 1),
        "open_first_ms": round(opened[0], 1),
        "turn_ms_p50": round(statistics.median(turned), 1),
        "turn_ms_p95": p95(turned),
        "faults": len(faults),
        "import_s": import_s(options.questions) if options.questions else {},
    }


async def _fill(data: Path, lessons: int) -> None:
    client = await open_client(data, server_url="http://127.0.0.1:9")
    try:
        await client.profile.skip()
        for name, count in ((LONG, lessons), (SHORT, 3)):
            await client.courses.add_pack(_course(name, count), {})
        await client.courses.finish_lesson(LONG, f"{LONG}-{lessons // 2}")
    finally:
        await client.close()


def _course(name: str, count: int) -> Course:
    pages = tuple(Segment(title=f"第{n}页", body=TEXT.format(n=n)) for n in range(PAGES))
    read = (Segment(title="读", body=TEXT.format(n=0)),)
    lessons = tuple(
        Lesson(
            id=f"{name}-{n}",
            title=f"第 {n} 课",
            section=f"第 {1 + n // 12} 单元",
            summary="先化成一般形式，再看判别式的符号。",
            segments=read if n else pages,
        )
        for n in range(count)
    )
    return Course(id=name, title=f"{count} 课的课程", subject="math", grade="九年级", lessons=lessons)


def _opens(tab: AppPage, rounds: int) -> list[float]:
    tab.ident(f"course-{LONG}").wait_for(state="attached")
    tab.page.wait_for_timeout(4_000)  # a person looks at the list first; the app imports the other screens meanwhile
    watch = Stopwatch(tab)
    times: list[float] = []
    for _round in range(rounds):
        for name in (LONG, SHORT):
            watch.start(named(f"lesson-{name}"))
            tab.press(f"course-{name}")
            taken = watch.stop_ms()
            if name == LONG:
                times.append(taken)
            tab.page.wait_for_timeout(600)
    return times


def _turns(tab: AppPage, url: str) -> list[float]:
    tab.open(f"{url}/courses/{LONG}/lessons/{LONG}-0")
    tab.see("第0页")
    tab.page.wait_for_timeout(1_000)
    watch = Stopwatch(tab)
    times: list[float] = []
    for page in range(1, PAGES):
        watch.start(says(f"第{page}页"))
        tab.press("next")
        times.append(watch.stop_ms())
        tab.page.wait_for_timeout(150)
    return times
