"""From the command to the first usable screen, beside Flet's empty page.

Each round starts the app with an empty data folder, and Flet's empty page, as processes of their own, and opens each
in a new tab of an empty profile. A screen is there when its words can be read (by a screen reader, as the test does).
Every figure is the median of the rounds.
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

WELCOME = "欢迎来到学伴"


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=3)


def run(options: argparse.Namespace) -> dict[str, Any]:
    server_s: list[float] = []
    screen_s: list[float] = []
    empty_s: list[float] = []
    rss_mb: list[float] = []
    with chromium() as browser:
        for _round in range(options.rounds):
            with running_empty_page() as page:
                empty_s.append(seconds_until(browser, page.url, empty.WORDS))
            with tempfile.TemporaryDirectory() as folder:
                begin = time.perf_counter()
                with running_app(Path(folder)) as app:
                    server_s.append(time.perf_counter() - begin)
                    screen_s.append(seconds_until(browser, app.url, WELCOME))
                    rss_mb.append(app.rss_mb())
    first_screen_s, empty_page_s = statistics.median(screen_s), statistics.median(empty_s)
    return {
        "rounds": options.rounds,
        "server_s": round(statistics.median(server_s), 3),
        "first_screen_s": round(first_screen_s, 3),
        "empty_page_s": round(empty_page_s, 3),
        "ratio": round(first_screen_s / empty_page_s, 2),
        "rss_mb": round(statistics.median(rss_mb), 1),
    }


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
