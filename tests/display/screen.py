"""An X server of our own, the windows on it and the colours in a picture of it; and a client to open a window with."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.display import old_client
from tests.fakes.running import PATIENCE_S, Ticks

CLIENT = "flet-desktop-light==0.82.2"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "xueban-tests" / CLIENT
SIZE = (1280, 800)


def need(*programs: str) -> None:
    """Skip where one of `programs` is missing; fail where all tests must run."""
    for program in programs:
        if not shutil.which(program):
            go_without(f"needs {program}")


def go_without(reason: str) -> None:
    """Skip for `reason`; fail where all tests must run."""
    (pytest.fail if os.environ.get("XUEBAN_TEST_ALL") else pytest.skip)(reason)


@contextmanager
def x_server() -> Iterator[str]:
    """Xvfb on a free display; gives its name, like `:99`. It is ready when it says which display it took."""
    ours, its = os.pipe()
    command = ["Xvfb", "-displayfd", str(its), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[its], stderr=subprocess.DEVNULL)
    os.close(its)
    try:
        with os.fdopen(ours) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def window_titles(display: str) -> str:
    """What xwininfo tells of all windows."""
    command = ["xwininfo", "-root", "-tree", "-display", display]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def picture(display: str, path: Path) -> Image.Image:
    """What is on the screen now, also kept at `path`."""
    subprocess.run(["import", "-display", display, "-window", "root", str(path)], check=True)
    with Image.open(path) as image:
        return image.convert("RGB")


def view_path(folder: Path) -> dict[str, str]:
    """The environment in which Flet opens its window with the old client; `folder` gets the program that it starts."""
    program = folder / "flet"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{old_client.__file__}" "$@"\n')
    program.chmod(0o755)
    return {"FLET_VIEW_PATH": str(folder), "XUEBAN_OLD_CLIENT": str(_client())}


def _client() -> Path:
    """The old client, fetched once by uv from the package registry and unpacked beside other caches."""
    program = CACHE / "flet" / "flet"
    if not program.exists():
        need("uv")
        CACHE.mkdir(parents=True, exist_ok=True)
        fetch = ["uv", "pip", "install", "-q", "--no-deps", "--python", sys.executable]
        fetch += ["--target", str(CACHE / "wheel"), CLIENT]
        fetched = subprocess.run(fetch, capture_output=True, text=True, timeout=10 * PATIENCE_S)
        if fetched.returncode != 0:
            go_without(f"needs {CLIENT}: {fetched.stderr}")
        [packed] = CACHE.glob("wheel/flet_desktop/app/flet-linux-*.tar.gz")
        (CACHE / "unpacked").mkdir(exist_ok=True)
        subprocess.run(["tar", "-xzf", str(packed), "-C", str(CACHE / "unpacked")], check=True)
        (CACHE / "unpacked" / "flet").rename(program.parent)  # whole or not at all
        shutil.rmtree(CACHE / "wheel")
    return program


def wait_for_window(display: str, title: str) -> None:
    """Wait until a window with `title` is there."""
    ticks = Ticks(PATIENCE_S)
    while f'"{title}"' not in (shown := window_titles(display)):
        ticks.wait(f"no window {title!r}:\n{shown}")
