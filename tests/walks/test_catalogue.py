"""The catalogue in Chromium, with a real backend: found, downloaded, paused, continued, read, updated, removed."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.browser import PATIENCE_MS, AppPage, chromium, need_browser, new_page
from tests.fakes.running import ROOT, running_app, running_backend
from tests.fakes.slow_line import SlowLine, slow_line
from tests.server.courses.packs import a_pack

pytestmark = pytest.mark.browser

PICTURE = {"media/film.mp4": random.Random(1).randbytes(800_000)}  # nothing that could be packed
READ = {
    f"lessons/0{number}.json": json.dumps({"segments": [{"title": "读", "body": f"正文 {number}"}]}).encode()
    for number in (1, 2, 3)
}
FAST_BYTES = 400_000
TITLE = "抛物线探秘"  # no course that comes with the app
LESSONS = [{"id": f"l{number}", "title": f"第{number}课", "file": f"lessons/0{number}.json"} for number in (1, 2, 3)]


def add(data: Path, packs: Path) -> None:
    """What a school does: one command with the folder of the packs."""
    command = [sys.executable, "-m", "server.courses", "--data", str(data), "add", str(packs)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def some_packs(folder: Path) -> Path:
    folder.mkdir()
    a_pack(folder, title=TITLE, extra=PICTURE | READ, lessons=LESSONS[:2])
    for number in range(1, 6):
        a_pack(folder, f"other-{number}", title=f"别的课 {number}", subject="physics")
    return folder


def test_a_course_of_the_catalogue_from_the_list_to_its_removal(tmp_path: Path) -> None:
    need_browser()
    data = tmp_path / "server.db"
    add(data, some_packs(tmp_path / "packs"))
    with (
        running_backend(data) as backend,
        slow_line(backend.url.removesuffix("/v1/health"), FAST_BYTES) as line,
        running_app(tmp_path / "device", line.url) as running,
        chromium() as browser,
    ):
        app = new_page(browser)
        app.open(running.url)
        app.press("welcome-skip")
        app.see("现在最值得做")
        app.visit("课程", "/courses")
        app.press("catalogue")
        find(app)
        download(app, line)
        read_a_lesson(app)
        update(app, data, tmp_path / "newer")
        remove(app)
        assert app.faults == []


def find(app: AppPage) -> None:
    app.see("别的课 1")
    app.write("catalogue-search", "抛物线 求根")
    app.gone("别的课")
    app.see(TITLE)


def download(app: AppPage, line: SlowLine) -> None:
    app.press("download-quadratics")
    app.see_like(r"已下载 3\d\d KB，共 7\d\d KB")
    app.press("pause-quadratics")
    app.see_like(r"已暂停，已下载 3\d\d KB，共 7\d\d KB")
    line.speed_up()
    assert line.asked_after == [0]
    app.press("resume-quadratics")
    app.ident("open-quadratics").wait_for(state="attached", timeout=PATIENCE_MS)
    first, then = line.asked_after
    assert first == 0
    assert 300_000 <= then <= FAST_BYTES  # on from there, not anew


def read_a_lesson(app: AppPage) -> None:
    app.press("open-quadratics")
    app.press("continue-lesson")
    app.see("正文 1")
    app.press("finish-lesson")
    app.ident("next-lesson").wait_for(state="attached", timeout=PATIENCE_MS)


def update(app: AppPage, data: Path, folder: Path) -> None:
    folder.mkdir()
    a_pack(folder, title=TITLE, version=2, extra=PICTURE | READ, lessons=LESSONS)
    add(data, folder)
    go_to_catalogue(app)
    app.see("有新版本")
    app.press("download-quadratics")
    app.gone("有新版本")
    app.press("open-quadratics")
    app.see("学完 1 课，共 3 课")


def remove(app: AppPage) -> None:
    go_to_catalogue(app)
    app.press("remove-quadratics")
    app.see("学习进度还留着")
    app.ident("download-quadratics").wait_for(state="attached", timeout=PATIENCE_MS)
    app.visit("课程", "/courses")
    app.see("更多课程")
    app.gone(TITLE)


def go_to_catalogue(app: AppPage) -> None:
    app.visit("课程", "/courses")
    app.press("catalogue")
    app.ident("catalogue-refresh").wait_for(state="attached", timeout=PATIENCE_MS)
