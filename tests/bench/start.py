"""From the command to the first usable screen, beside Flet's empty page.

Each round starts the app with an empty data folder, and Flet's empty page, as processes of their own, and opens each
in a new tab of an empty profile. A screen is there when its words can be read (by a screen reader, as the test does).
`first_lesson_s`: somebody presses on as soon as the welcome is there, and the lesson is. `today_s`: the next start, to
what is worth doing now. Every figure is the median of the rounds, times from the navigation on; `rss_mb` once the
lesson is there.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.bench import empty
from tests.fakes.browser import chromium, new_page
from tests.fakes.running import Running, free_port, running_app

WELCOME, LESSON, TODAY = "欢迎来到学伴", "先做一道题", "现在最值得做"
FIGURES = ("server_s", "empty_page_s", "first_screen_s", "first_lesson_s", "today_s", "rss_mb")


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=3)


def run(options: argparse.Namespace) -> dict[str, Any]:
    rounds: dict[str, list[float]] = {name: [] for name in FIGURES}
    with chromium() as browser:
        for _round in range(options.rounds):
            with running_empty_page() as page:
                rounds["empty_page_s"].append(seconds_until(browser, page.url, empty.WORDS))
            with tempfile.TemporaryDirectory() as folder:
                for name, seconds in starts(browser, Path(folder)).items():
                    rounds[name].append(seconds)
    figures = {name: statistics.median(seconds) for name, seconds in rounds.items()}
    return {
        "rounds": options.rounds,
        **{name: round(figure, 3) for name, figure in figures.items()},
        "ratio": round(figures["first_screen_s"] / figures["empty_page_s"], 2),
        "today_ratio": round(figures["today_s"] / figures["empty_page_s"], 2),
    }


def starts(browser: Browser, folder: Path) -> dict[str, float]:
    """The first start in that empty folder, and the next."""
    figures: dict[str, float] = {}
    begin = time.perf_counter()
    with running_app(folder) as app:
        figures["server_s"] = time.perf_counter() - begin
        tab = new_page(browser)
        figures["first_screen_s"] = tab.seconds_until(app.url, WELCOME)
        begin = time.perf_counter()
        tab.press("welcome-start")
        tab.see(LESSON)
        figures["first_lesson_s"] = figures["first_screen_s"] + time.perf_counter() - begin
        figures["rss_mb"] = app.rss_mb()
        tab.page.context.close()
    with running_app(folder) as app:
        figures["today_s"] = seconds_until(browser, app.url, TODAY)
    return figures


@contextmanager
def running_empty_page() -> Iterator[Running]:
    port = free_port()
    page = Running(["-m", "tests.bench.empty", str(port)], f"http://127.0.0.1:{port}", {"BROWSER": "true"})
    try:
        yield page
    finally:
        page.stop()


def seconds_until(browser: Browser, url: str, words: str) -> float:
    """From the navigation in an empty profile until the words are on the screen."""
    tab = new_page(browser)
    seconds = tab.seconds_until(url, words)
    tab.page.context.close()
    return seconds
