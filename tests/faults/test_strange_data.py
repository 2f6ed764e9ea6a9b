"""Whatever another device, a newer version or a hostile member of a team has written, no screen breaks.

A week's data is made strange in every text, and in every field of every kind, as it may come over the line; then every
screen is opened, on a phone and on a desktop.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from client.bootstrap import Client, open_client
from client.schema import full_schema
from client.store import Writing
from client.store.rows import core_table, upsert_rows
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.clock import FakeClock
from tests.fakes.opened import NOWHERE, open_window
from tests.fakes.screens import SHOWROOM, open_each
from tests.gallery.life import live
from tests.gallery.paths import all_paths

FAULTS = ("这里出了点问题", "读取失败，请再试一次。")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
TEXTS = {
    "ten thousand characters": "很长的名字" * 2_000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 成绩 🎉🎉 1️⃣",
    "right to left": "مرحبا بالعالم ‏שלום‎ 混排 123",
    "invisible": "\u200b\u2060\ufeff\u202e倒过来\u202c\u00ad",
    "markup": "<b>&amp;</b> $\\frac{1}{$ ```\n# [[a]] {{ :: | | \\",
    "controls": "行\r\n\t\x00\x1b[31m红\x7f",
    "empty": "",
    "one word without a break": "a" * 3_000,
}
WORDS = {
    "note": ("title", "body", "notebook"),
    "mistake": ("given", "reflection"),
    "manuscript": ("text",),
    "checkin": ("text",),
    "team_task": ("text",),
    "request": ("reason",),
    "attachment": ("name",),
}
"""What people write."""

ODD: dict[str, Any] = {
    "words": "§",
    "nothing": None,
    "a negative number": -1,
    "a huge number": 10**30,
    "a list": [1, "§", None],
    "an object": {"§": ["§"], "kind": 7},
}

Change = Callable[[str, str, Any], Any]
"""What a field of a type holds from now on, given its type, its name and what it holds."""


async def spoil(client: Client, change: Change) -> int:
    """Change rows past all that would look at them, into what the store makes of it when it comes over the line."""

    def command(w: Writing) -> int:
        count = 0
        for name, table in full_schema().tables.items():
            fields = set(table.model_fields) - {"id", "space_id", "deleted"}
            rows = [dict(row) for row in w.session.execute(select(core_table(table))).mappings()]
            for row in rows:
                row |= {field: change(name, field, row[field]) for field in fields}
            upsert_rows(w.session, table, rows)
            count += len(rows)
        return count

    return await client.store.write(command)


async def open_all(folder: Path, size: tuple[float, float], change: Change) -> list[str]:
    """What went wrong on which screen, after a week's data was made strange."""
    lived = await live(folder, NOW)
    client = await open_client(folder, server_url=NOWHERE, clock=FakeClock(NOW))
    found: list[str] = []
    try:
        assert await spoil(client, change)
        async with open_window(client, "/", size) as app:
            async for path in open_each(app, all_paths(lived)):
                if path != SHOWROOM:
                    found += [f"{path}: {said}" for said in app.texts() if said in FAULTS]
    finally:
        await client.close()
    return found


@pytest.mark.parametrize(
    ("kind", "size"), [*((kind, PHONE) for kind in TEXTS), ("ten thousand characters", DESKTOP), ("markup", DESKTOP)]
)
async def test_strange_words_break_no_screen(
    tmp_path: Path, kind: str, size: tuple[float, float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "xueban")

    def change(name: str, field: str, value: Any) -> Any:
        if field == "question" and isinstance(value, dict):
            return value | {key: TEXTS[kind] for key in ("stem", "prompt", "explanation", "hint") if key in value}
        return TEXTS[kind] if field in WORDS.get(name, ()) else value

    assert await open_all(tmp_path, size, change) == []
    assert [record.getMessage() for record in caplog.records if record.name.startswith("xueban")] == []


@pytest.mark.parametrize("kind", ODD)
async def test_values_of_another_kind_break_no_screen(
    tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Records of a newer version, or made by hand: every field of every record holds something odd."""
    caplog.set_level(logging.ERROR, "xueban")
    assert await open_all(tmp_path, PHONE, lambda _name, _field, _value: ODD[kind]) == []
    assert [record.getMessage() for record in caplog.records if record.name.startswith("xueban")] == []
