"""Writing among 10,000 notes, in browsers: the list, a note of 100,000 characters, and what another device sees.

Two apps, processes of their own with a server between them, each shown by headless Chromium at desktop size;
`watching.py` says what a figure includes. A key is a digit, which no input method composes.

list_ms          a press on 笔记 until the first rows of the list are there, its first opening after the start
scroll_ms        a press on "older" until other rows are there; p95 of `--pages`, scroll_ms_p50 beside it
open_ms          a press on the long note, in the list beside it, until its text is there; median of `--opens`
key_ms_p95       a key in the long note until its letter is drawn
visible_ms_p50   a key in a short note until the other device's editor shows it, while one types `--every` ms apart;
                 visible_ms_p95 beside it. Everything is in it: how long a key waits to be saved, the stores, the server
visible_long_…   the same in the long note
"""

import argparse
import asyncio
import re
import statistics
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, expect

from client.bootstrap import Client
from client.store import Writing
from sync.catalogue import NOTE
from sync.clock import to_text
from tests.bench.paired import pair
from tests.bench.screens import p95
from tests.bench.watching import Stopwatch, named, other_rows, says
from tests.fakes.browser import AppPage, chromium, new_page
from tests.fakes.running import Running, running_app, running_backend

LONG, SHORT = "long-note", "short-note"
LINE = "先化成一般形式，再看判别式的符号，最后代入求根公式。"
OF_PARTS = "第 1 段，共"
"""What the editor says below a long note, with its text."""
LONG_BEGINS, SHORT_SAYS = "长文从这里开始。", "短文："
AT_ONCE = 1_000

FIELD = """[...document.querySelectorAll('[flt-semantics-identifier="note-body"] textarea,'
    + ' [flt-semantics-identifier="note-body"] input')].map(e => e.value).join()"""
FOLLOW = f"""() => {{
    const seen = window.__seen = [];
    let last = null;
    const look = () => {{
        const value = {FIELD};
        if (value !== last) seen.push([performance.timeOrigin + performance.now(), last = value]);
    }};
    setInterval(look, 2);  // no frames are asked for in a window that is not in front
}}"""
PRESSES = """() => {
    const pressed = window.__keys = [];
    window.addEventListener('keydown', e => pressed.push(performance.timeOrigin + e.timeStamp), true);
}"""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--notes", type=int, default=10_000)
    parser.add_argument("--chars", type=int, default=100_000, help="of the long note")
    parser.add_argument("--keys", type=int, default=40, help="in the long note, and as many until the other sees them")
    parser.add_argument("--opens", type=int, default=9)
    parser.add_argument("--pages", type=int, default=12)
    parser.add_argument("--every", type=int, default=150, help="ms between keys")


def run(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name, running_backend(Path(name) / "server.db") as backend:
        folder, url = Path(name), backend.url.removesuffix("/v1/health")
        asyncio.run(
            pair(folder / "a", folder / "b", (url, url), lambda here: _fill(here, options.notes, options.chars))
        )
        with chromium() as browser, running_app(folder / "a", url) as here:
            lists = _list(browser, here, options.opens, options.pages)
            keys = _keys(browser, here, options.keys)
            with running_app(folder / "b", url) as there:
                visible, visible_long = (
                    _visible(browser, here, there, note, begins, options.keys, options.every)
                    for note, begins in ((SHORT, SHORT_SAYS), (LONG, LONG_BEGINS))
                )
    return {
        "notes": options.notes,
        "chars": options.chars,
        "key_ms_p95": p95(keys),
        **lists,
        "visible_ms_p50": round(statistics.median(visible), 1),
        "visible_ms_p95": p95(visible),
        "visible_long_ms_p50": round(statistics.median(visible_long), 1),
        "visible_long_ms_p95": p95(visible_long),
    }


async def _fill(here: Client, notes: int, chars: int) -> None:
    for first in range(0, notes, AT_ONCE):
        await here.store.write(lambda w, first=first: _add(w, range(first, min(notes, first + AT_ONCE))))
    await here.notes.save(LONG, title="长", body=(LONG_BEGINS + "\n\n".join([LINE * 6] * (chars // 150 + 1)))[:chars])
    await here.notes.save(SHORT, title="短", body=SHORT_SAYS)


def _add(w: Writing, numbers: range) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=600)
    for i in numbers:
        when = to_text(long_ago + timedelta(hours=i))
        w.save(NOTE, w.new_id(), title=f"笔记 {i}", body=f"第 {i} 篇。{LINE * 4}", created_utc=when, updated_utc=when)


def _list(browser: Browser, app: Running, opens: int, pages: int) -> dict[str, float]:
    tab = new_page(browser)
    tab.open(app.url)
    tab.see("今天")
    tab.page.wait_for_timeout(4_000)  # a person looks at the first screen; the app imports the others meanwhile
    watch = Stopwatch(tab)
    watch.start(named(f"note-{SHORT}"))
    tab.nav("笔记").click()
    list_ms = watch.stop_ms()
    opened: list[float] = []
    for _open in range(opens):
        for note, there in ((LONG, says(OF_PARTS)), (SHORT, f"!{says(OF_PARTS)}")):
            tab.page.wait_for_timeout(400)
            watch.start(there)
            tab.ident(f"note-{note}").click()
            took = watch.stop_ms()
            if note == LONG:
                opened.append(took)
    scrolled: list[float] = []
    for _page in range(pages):
        tab.page.wait_for_timeout(400)
        older = tab.page.get_by_role("button", name="较早")
        older.scroll_into_view_if_needed()
        tab.page.wait_for_timeout(400)
        watch.start(other_rows("note-0", watch.rows("note-0")))
        older.click()
        scrolled.append(watch.stop_ms())
    tab.page.context.close()
    return {
        "open_ms": round(statistics.median(opened), 1),
        "list_ms": round(list_ms, 1),
        "scroll_ms": p95(scrolled),
        "scroll_ms_p50": round(statistics.median(scrolled), 1),
    }


def _keys(browser: Browser, app: Running, keys: int) -> list[float]:
    tab, field = _in_note(browser, app, LONG, LONG_BEGINS)
    watch = Stopwatch(tab)
    tab.page.keyboard.press("ArrowRight")
    drawn: list[float] = []
    for i in range(keys):
        tab.page.wait_for_timeout(150)
        watch.start("true")
        expect(field).to_be_focused()
        tab.page.keyboard.press(str(i % 10))
        drawn.append(watch.drawn_ms())
    tab.page.context.close()
    return drawn


def _visible(
    browser: Browser, here: Running, there: Running, note: str, begins: str, keys: int, every_ms: int
) -> list[float]:
    """Milliseconds from each key until the other device's editor shows it."""
    reader, read = _in_note(browser, there, note, begins)
    writer, field = _in_note(browser, here, note, begins)
    reader.page.evaluate(FOLLOW)
    writer.page.keyboard.press("Control+End")
    expect(field).to_be_focused()
    before = len(field.input_value())
    assert len(read.input_value()) == before
    writer.page.evaluate(PRESSES)
    for i in range(keys):
        writer.page.keyboard.press(str(i % 10))
        writer.page.wait_for_timeout(every_ms)
    text = field.input_value()
    assert len(text) == before + keys
    expect(read).to_have_value(text, timeout=20_000)
    seen: list[tuple[float, str]] = reader.page.evaluate("() => window.__seen")
    pressed: list[float] = writer.page.evaluate("() => window.__keys")
    shown = [next(at for at, value in seen if len(value) >= before + n) for n in range(1, keys + 1)]
    for tab in (reader, writer):
        tab.page.context.close()
    return [there_ms - key_ms for there_ms, key_ms in zip(shown, pressed[-keys:], strict=True)]


def _in_note(browser: Browser, app: Running, note: str, words: str) -> tuple[AppPage, Locator]:
    tab = new_page(browser)
    tab.open(f"{app.url}/notes/{note}")
    field = tab.ident("note-body").locator("textarea, input").first
    field.click(timeout=60_000)
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile("^" + re.escape(words)), timeout=20_000)
    return tab, field
