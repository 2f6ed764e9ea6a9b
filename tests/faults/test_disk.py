"""What SQLite refuses for the disk's sake: the person is told in a sentence, and what was typed stays."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from client.bootstrap import DATABASE
from tests.fakes.app import PHONE
from tests.fakes.opened import open_device, open_window
from tests.views.mistakes.opened import field, names, tap

QUESTION = "三角形的内角和是多少度？"


@pytest.mark.parametrize(
    ("refused", "sentence"),
    [("full", "这台设备的空间满了"), ("readonly", "数据文件夹不能写"), ("locked", "被另一个程序占用")],
)
async def test_what_the_disk_refuses_is_told_and_kept(tmp_path: Path, refused: str, sentence: str) -> None:
    pragmas = {"full": "max_page_count=1", "readonly": "query_only=ON", "locked": "busy_timeout=0"}
    again = {"full": "max_page_count=1000000", "readonly": "query_only=OFF", "locked": "busy_timeout=10000"}
    saying = pragmas

    def checked_out(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA {saying[refused]}")

    async with open_device(tmp_path) as client, open_window(client, "/mistakes/new", PHONE) as app:
        await app.wait_for(lambda: "capture-text" in names(app))
        event.listen(client.store._engine, "checkout", checked_out)
        with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
            if refused == "locked":
                other.execute("BEGIN IMMEDIATE")
            long = QUESTION * 400 if refused == "full" else QUESTION  # more than fits into the pages that are there
            await app.type(field(app, "text"), long)
            await tap(app, "save")
            await app.wait_for(lambda: any(sentence in text for text in app.texts()))
            assert field(app, "text").value == long
            assert await client.mistakes.list() == []
        saying = again
        await tap(app, "save")
        await app.wait_for(lambda: app.page.route == "/mistakes")
        assert len(await client.mistakes.list()) == 1
