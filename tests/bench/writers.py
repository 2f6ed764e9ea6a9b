"""Two browsers type into one note at random, with the network cut at random: equal in the end, and nothing lost.

Each browser shows an app of its own with a line of its own to the server. Every key is another character, so that one
that is lost, doubled or out of its word is known by itself. `--seconds`: how long they type.

keys, cuts        how many there were
lost, doubled     characters that are not in the note in the end, or twice; both must be 0
words_torn        words of which the characters do not stand in their order; must be 0 (others' may stand between them)
equal             whether both screens and both stores have the same text
settled_s         from the last key, with both lines whole, until both screens were equal
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Locator, expect

from client.bootstrap import Client
from client.notes import Notes
from client.schema import full_schema
from client.store import Store
from tests.bench.paired import pair
from tests.fakes.browser import AppPage, chromium, new_page
from tests.fakes.cut_line import CutLine, cut_line
from tests.fakes.running import Ticks, running_app, running_backend

NOTE, BEGINS = "shared", "开始。"
KEYS = [bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
"""The usual Chinese characters, as an input method gives them."""
KEY_MS = 60
"""A quick typist's."""
MOVES = ("Home", "End", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Control+Home", "Control+End")
LONGEST = 8
"""Characters of a word."""
CUT, MEND = 0.12, 0.3
"""How probable it is before each word that a whole line is cut, and a cut one mended."""
SETTLING_S = 90


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=7)


def run(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return write_at_random(Path(folder), options.seconds, options.seed)


def write_at_random(folder: Path, seconds: float, seed: int) -> dict[str, Any]:
    """Let them type for so long; what came of it."""
    chance = Random(seed)
    folders = folder / "a", folder / "b"
    with ExitStack() as stack:
        url = stack.enter_context(running_backend(folder / "server.db")).url.removesuffix("/v1/health")
        lines = stack.enter_context(cut_line(url)), stack.enter_context(cut_line(url))
        asyncio.run(pair(*folders, (lines[0].url, lines[1].url), _begin))
        browser = stack.enter_context(chromium())
        apps = [stack.enter_context(running_app(at, line.url)) for at, line in zip(folders, lines, strict=True)]
        tabs = [new_page(browser) for _app in apps]
        for tab, app in zip(tabs, apps, strict=True):
            tab.open(f"{app.url}/notes/{NOTE}")
        fields = [tab.ident("note-body").locator("textarea, input").first for tab in tabs]
        words, cuts = _write(chance, seconds, tabs, fields, lines)
        for line in lines:
            line.mend()
        began = time.perf_counter()
        count = len(BEGINS) + sum(len(word) for word in words)
        ticks = Ticks(SETTLING_S)
        while not _same(texts := [field.input_value() for field in fields], count):
            try:
                ticks.wait("they did not settle")
            except AssertionError:
                break  # what is wrong is in the figures
        settled_s = time.perf_counter() - began
        faults = sorted({fault for tab in tabs for fault in tab.faults})
    texts += [asyncio.run(_kept(at)) for at in folders]
    there = Counter(texts[0])
    typed = [key for word in words for key in word]
    return {
        "seconds": seconds,
        "keys": len(typed),
        "cuts": cuts,
        "lost": sum(there[key] == 0 for key in typed),
        "doubled": sum(there[key] > 1 for key in typed),
        "words_torn": sum(not _in_order(word, texts[0]) for word in words),
        "equal": len(set(texts)) == 1,
        "settled_s": round(settled_s, 1),
        "faults": faults,
    }


async def _begin(client: Client) -> None:
    await client.notes.save(NOTE, title="一起写", body=BEGINS)


def _write(
    chance: Random, seconds: float, tabs: list[AppPage], fields: list[Locator], lines: tuple[CutLine, ...]
) -> tuple[list[str], int]:
    """Words until the time is over; which they were, and how often a line was cut."""
    words: list[str] = []
    cuts, keys = 0, [key for key in KEYS if key not in BEGINS]
    chance.shuffle(keys)
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(keys) >= LONGEST:
        for line in lines:
            if line.whole and chance.random() < CUT:
                line.cut()
                cuts += 1
            elif not line.whole and chance.random() < MEND:
                line.mend()
        who = chance.randrange(2)
        _focus(fields[who])
        for _move in range(chance.randrange(4)):
            tabs[who].page.keyboard.press(chance.choice(MOVES))
        word = "".join(keys.pop() for _key in range(chance.randint(1, LONGEST)))
        for sign in word:
            tabs[who].page.keyboard.insert_text(sign)
            tabs[who].page.wait_for_timeout(KEY_MS)  # a person's pace, not a wait for something
        words.append(word)
    return words, cuts


def _focus(field: Locator) -> None:
    """Two clicks soon after each other select a word, and the next key replaces it: so none where it has the focus."""
    for _try in range(5):  # Flutter lets go of a field that it draws anew
        if not field.evaluate("element => element === document.activeElement"):
            field.click()
        try:
            expect(field).to_be_focused(timeout=3_000)
        except AssertionError:
            continue
        return
    expect(field).to_be_focused()


def _same(texts: list[str], count: int) -> bool:
    return texts[0] == texts[1] and len(texts[0]) == count


def _in_order(word: str, text: str) -> bool:
    places = [text.find(sign) for sign in word]
    return places == sorted(places)


async def _kept(folder: Path) -> str:
    store = await Store.open(folder / "xueban.db", full_schema())
    try:
        note = await Notes(store).get(NOTE)
        return note.body if note else ""
    finally:
        await store.close()
