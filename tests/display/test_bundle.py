"""The desktop app that `.ci/pack` makes: it starts where no project is, and has everything with it.

`XUEBAN_BUNDLE` says where it is (`dist/xueban`); building it takes a minute, so nobody waits for it here.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from client.store.migrations import migrations
from tests.display.screen import need, picture, view_path, wait_for_window, x_server
from tests.display.test_start import TITLE, shows_today
from tests.fakes.browser import DESKTOP, AppPage, chromium, new_page
from tests.fakes.running import PATIENCE_S, Running, Ticks, free_port

pytestmark = [pytest.mark.display, pytest.mark.browser]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[str]:
    """A copy of the bundle, somewhere else than where it was made."""
    made = os.environ.get("XUEBAN_BUNDLE", "")
    if not made:
        pytest.skip("needs a bundle: .ci/pack, and XUEBAN_BUNDLE=dist/xueban")
    here = shutil.copytree(made, tmp_path / "elsewhere" / "xueban", symlinks=True)
    try:
        yield str(here / "xueban")
    finally:
        shutil.rmtree(here)


def test_it_serves_the_browser_from_an_empty_folder_and_says_so(program: str, tmp_path: Path):
    port = free_port()
    nobody = {"HOME": str(tmp_path), "DISPLAY": "", "WAYLAND_DISPLAY": "", "PATH": "", "BROWSER": "true"}
    options = ["--port", str(port), "--data-dir", str(tmp_path / "data"), "--server", "http://127.0.0.1:9"]
    app = Running(options, f"http://127.0.0.1:{port}", nobody, program=program)
    try:
        with chromium() as browser:
            page = new_page(browser, DESKTOP)
            page.open(f"{app.url}/welcome")
            look_around(page, app.url)
            page.picture(shots(tmp_path) / "bundle.png")
            assert not page.faults
    finally:
        app.stop()
    [line] = app.said
    assert "没有图形界面" in line
    with closing(sqlite3.connect(tmp_path / "data" / "xueban.db")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (max(migrations()),)


def test_it_opens_a_window(program: str, tmp_path: Path):
    need("Xvfb", "xwininfo", "import")
    with x_server() as display:
        environment = os.environ | view_path(tmp_path) | {"DISPLAY": display, "HOME": str(tmp_path)}
        command = [program, "--data-dir", str(tmp_path / "data"), "--server", "http://127.0.0.1:9"]
        app = subprocess.Popen(command, cwd=tmp_path, env=environment)
        try:
            wait_for_window(display, TITLE)
            ticks = Ticks(PATIENCE_S, every_s=0.5)
            while not shows_today(picture(display, shots(tmp_path) / "bundle-window.png")):
                ticks.wait("the first screen does not show")
            app.send_signal(signal.SIGINT)
            assert app.wait(PATIENCE_S) == 0
        finally:
            app.kill()
            app.wait()


def look_around(page: AppPage, url: str) -> None:
    """What comes from the data files: courses, help, licences, the knowledge graph, the other language."""
    page.see("欢迎来到学伴")
    page.press("welcome-skip")
    page.see("现在最值得做")
    for path, words in (
        ("/courses", "压强与浮力"),
        ("/me/help/mistake", "错题"),
        ("/me/licences", "SQLAlchemy"),
        ("/mistakes/map?at=math", "二次函数"),
    ):
        page.open(url + path)
        page.see(words)


def shots(folder: Path) -> Path:
    """Where pictures are kept."""
    kept = Path(os.environ.get("XUEBAN_SHOTS", folder / "shots"))
    kept.mkdir(parents=True, exist_ok=True)
    return kept
