"""Moving about and typing in the running app, with 10,000 mistakes in the store.

The app is a process of its own, shown by headless Chromium at desktop size; `watching.py` says what a figure includes.
Sizes: the store holds `--mistakes` mistakes (each with its answer, every third with a review) and `--notes` notes.

route_ms_p95       a press on a destination until its content is there, `--rounds` times around all six, the first
                   opening of each among them
key_ms_p95         a key in the note until its letter is drawn: the end of the frame after the one that took it in
search_ms_p95      a key in the notes' search until other rows are there
saving_ms_p95      a key in the note until the app's own answer is there: the mark that says that it is being saved
mistakes_list_ms   the first opening of the mistake book after the start, until its first rows are there
rss_mb             the app's process after a walk through every screen
"""

import argparse
import statistics
import tempfile
from dataclasses import astuple
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench.heap import pile_up
from tests.bench.watching import Stopwatch, named, other_rows, says
from tests.fakes.browser import AppPage, chromium, new_page
from tests.fakes.running import Running, running_app
from tests.gallery.life import Lived
from tests.gallery.paths import all_paths

PLACES = {
    "课程": named("course-"),
    "错题本": named("mistake-"),
    "笔记": named("note-"),
    "组队": says("建一个小组"),
    "我的": named("import-open"),
    "今天": named("next-step"),
}
"""Destination → how its content is told from its frame."""

LOOK_MS = 4_000
"""A person looks at the first screen before going on; the app imports the others meanwhile."""

TYPED = ("1", "2", "3", "Backspace", "Backspace", "4", "Backspace", "Backspace")
"""Keys in the search, each of which changes what is found."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mistakes", type=int, default=10_000)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--keys", type=int, default=24, help="keys in the search, and as many in the editor")
    parser.add_argument("--data-dir", type=Path, help="keep the store here, and use it again")


def run(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        data = options.data_dir or Path(folder) / "heap"
        lived = _store(data, options.mistakes, options.notes)
        with chromium() as browser, running_app(data) as app:
            routes, list_ms = _around(browser, app, options.rounds)
            searched, saving, drawn = _keys(browser, app, lived, options.keys)
            rss_mb = _walk(browser, app, lived)
    return {
        "mistakes": options.mistakes,
        "route_ms_p50": round(statistics.median(routes), 1),
        "route_ms_p95": p95(routes),
        "key_ms_p95": p95(drawn),
        "search_ms_p95": p95(searched),
        "saving_ms_p95": p95(saving),
        "mistakes_list_ms": round(list_ms, 1),
        "rss_mb": round(rss_mb, 1),
    }


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return round(ordered[max(0, -(-len(ordered) * 95 // 100) - 1)], 1)


def _store(data: Path, mistakes: int, notes: int) -> Lived:
    kept = data / "lived.txt"
    if not kept.exists():
        lived = pile_up(data, mistakes, notes)
        kept.write_text("\n".join(astuple(lived)))
    return Lived(*kept.read_text().split("\n"))


def _around(browser: Browser, app: Running, rounds: int) -> tuple[list[float], float]:
    """Milliseconds of each change of screen, and of the first opening of the mistake book, the first of all."""
    tab = _opened(browser, app.url, "今天")
    tab.page.wait_for_timeout(LOOK_MS)
    watch = Stopwatch(tab)
    first = _press(tab, watch, "错题本")
    times = [first, *(_press(tab, watch, name) for name in ("我的", "今天"))]
    times += [_press(tab, watch, name) for _round in range(rounds) for name in PLACES]
    tab.page.context.close()
    return times, first


def _press(tab: AppPage, watch: Stopwatch, name: str) -> float:
    tab.page.wait_for_timeout(200)  # what the last screen still does is not this one's
    watch.start(PLACES[name])
    tab.nav(name).click()
    return watch.stop_ms()


def _keys(browser: Browser, app: Running, lived: Lived, keys: int) -> tuple[list[float], ...]:
    tab = _opened(browser, f"{app.url}/notes", "搜索笔记")
    watch = Stopwatch(tab)
    tab.ident("note-search").locator("input").click()
    searched: list[float] = []
    for i in range(keys):
        tab.page.wait_for_timeout(150)
        watch.start(other_rows("note-", watch.rows("note-")))
        tab.page.keyboard.press(TYPED[i % len(TYPED)])
        searched.append(watch.stop_ms())
    tab.page.context.close()

    tab = _opened(browser, f"{app.url}/notes/{lived.note}", "已保存")
    watch = Stopwatch(tab)
    tab.ident("note-body").locator("input, textarea").first.click()
    saving: list[float] = []
    drawn: list[float] = []
    for i in range(keys):
        tab.see("已保存")
        tab.page.wait_for_timeout(150)
        watch.start(says("正在保存"))
        tab.page.keyboard.press(chr(ord("a") + i % 26))
        saving.append(watch.stop_ms())
        drawn.append(watch.drawn_ms())
    tab.page.context.close()
    return searched, saving, drawn


def _walk(browser: Browser, app: Running, lived: Lived) -> float:
    tab = _opened(browser, app.url, "今天")
    for path in all_paths(lived):
        tab.open(app.url + path)
        tab.page.wait_for_timeout(500)
    rss_mb = app.rss_mb()
    tab.page.context.close()
    return rss_mb


def _opened(browser: Browser, url: str, words: str) -> AppPage:
    tab = new_page(browser)
    tab.open(url)
    tab.see(words)
    return tab
