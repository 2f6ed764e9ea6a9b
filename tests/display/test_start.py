"""One start in a real window, and where there can be none: the app serves itself, and says so in one line."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.display.screen import SIZE, need, picture, view_path, wait_for_window, window_titles, x_server
from tests.fakes.running import PATIENCE_S, ROOT, Running, Ticks, free_port

pytestmark = pytest.mark.display

TITLE = "学伴"
GROUND = (246, 250, 245)  # the light theme's surface,
HERO = (14, 92, 46), (25, 120, 63)  # and the deep greens between which the card of the next step runs


@pytest.fixture
def display() -> Iterator[str]:
    need("Xvfb", "xwininfo", "import")
    with x_server() as name:
        yield name


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where pictures are kept: in `XUEBAN_SHOTS` for a person to look at, else in a temporary folder."""
    folder = Path(os.environ.get("XUEBAN_SHOTS", tmp_path / "shots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def test_the_app_opens_in_a_window_and_ends_with_it(tmp_path: Path, shots: Path, display: str):
    with opened(tmp_path, display, view_path(tmp_path)) as app:
        wait_for_window(display, TITLE)
        wait_until_drawn(display, shots / "window.png")
        app.send_signal(signal.SIGINT)
        assert app.wait(PATIENCE_S) == 0
    ticks = Ticks(PATIENCE_S)
    while TITLE in window_titles(display):
        ticks.wait("the window stays open without its app")


def test_without_the_desktop_client_the_app_serves_itself_and_says_so(tmp_path: Path, display: str):
    serves_itself(tmp_path, {"DISPLAY": display}, "拿不到桌面窗口程序")


def test_without_a_display_the_app_serves_itself_and_says_so(tmp_path: Path):
    serves_itself(tmp_path, {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, "没有图形界面")


@contextmanager
def opened(folder: Path, display: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The app, as `main.py` without options that say how to show it."""
    command = [sys.executable, "main.py", "--data-dir", str(folder / "data"), "--server", "http://127.0.0.1:9"]
    app = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment | {"DISPLAY": display})
    try:
        yield app
    finally:
        if app.poll() is None:
            app.kill()
            app.wait()


def wait_until_drawn(display: str, path: Path) -> None:
    """Wait until the screen shows Today: its ground, and the green card on it."""
    ticks = Ticks(PATIENCE_S)
    while not shows_today(picture(display, path)):
        ticks.wait(f"Today does not show: look at {path}")


def shows_today(image: Image.Image) -> bool:
    """Whether a tenth of the screen is the theme's ground and a twentieth the green card."""
    pixels = SIZE[0] * SIZE[1]
    colours = {colour: count for count, colour in image.getcolors(pixels) or []}
    green = sum(count for colour, count in colours.items() if is_between(colour, *HERO))
    return colours.get(GROUND, 0) > pixels / 10 and green > pixels / 20


def is_between(colour: Any, low: tuple[int, ...], high: tuple[int, ...]) -> bool:
    return all(a <= channel <= b for a, channel, b in zip(low, colour, high, strict=True))


def serves_itself(folder: Path, environment: dict[str, str], reason: str) -> None:
    """Where no client is to be had: no cache of Flet's, and nobody where it would be fetched from."""
    port = free_port()
    no_client = {"HOME": str(folder), "FLET_VIEW_PATH": "", "FLET_CLIENT_URL": f"http://127.0.0.1:{free_port()}/"}
    command = ["main.py", "--port", str(port), "--data-dir", str(folder / "data"), "--server", "http://127.0.0.1:9"]
    app = Running(command, f"http://127.0.0.1:{port}", no_client | environment | {"BROWSER": "true"})
    app.stop()
    [line] = app.said
    assert reason in line
    assert re.search(rf"http://127\.0\.0\.1:{port}\b", line)
    assert app.process.returncode == 0
