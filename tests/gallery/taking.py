"""Takes one set of pictures: an app with its own copy of the data, a browser, a size, light or dark."""

import asyncio
import logging
import shutil
import tempfile
from collections.abc import Collection
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from tests.fakes.browser import DESKTOP, PHONE, TABLET, AppPage, chromium, new_page
from tests.fakes.opened import open_device
from tests.fakes.running import Running, running_app, running_backend
from tests.gallery.life import SERVER, Lived
from tests.gallery.parents import AT_HOME, home_of
from tests.gallery.playing import ME, PLAYING, playing
from tests.gallery.relatives import agree
from tests.gallery.shots import FIRST_DAY, LIMITED, LOCKED, Shot, visit, week
from tests.gallery.viewing import CHINESE, Viewer
from views.preferences import TEXT_SCALE

SIZES = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}
MODES = ("light", "dark")
LARGE = 2.0
AGREED = ("limited", "locked")

log = logging.getLogger("gallery")


@dataclass(frozen=True)
class Job:
    """A set: `life` is "week", "first", a child's day under an agreement ("limited", "locked"), or "parents" and
    "childs", who are signed in, and "playing", a battle that runs; `large`: in text twice as large.
    """

    life: str
    size: str
    mode: str
    large: bool = False
    language: str = CHINESE

    @property
    def name(self) -> str:
        """What the set is called: its life and how it looks."""
        return f"{self.life}-{self.look}"

    @property
    def look(self) -> str:
        """Size, light or dark, and what is unusual."""
        language = "" if self.language == CHINESE else f"-{self.language}"
        return f"{self.size}-{self.mode}{'-large' * self.large}{language}"

    def name_of(self, shot: Shot) -> str:
        """What the picture of a shot is called in this set."""
        return f"{shot.name}-{self.look}"


def jobs() -> list[Job]:
    """All sets, the long ones first."""
    usual = [Job(life, size, mode) for life in ("week", "first") for size in SIZES for mode in MODES]
    agreed = [
        Job(life, size, mode)
        for life in (*AGREED, *AT_HOME, "playing")
        for size in ("phone", "desktop")
        for mode in MODES
    ]
    large = [Job("week", size, "light", large=True) for size in SIZES] + [
        Job(life, size, "light", large=True) for life in (*AGREED, *AT_HOME, "playing") for size in ("phone", "desktop")
    ]
    return [*usual, *agreed, *large]


def jobs_called(part: str, language: str = CHINESE) -> list[Job]:
    """The sets whose name contains `part`, in `language`."""
    return [replace(job, language=language) for job in jobs() if part in job.name]


def wanted(job: Job, lived: Lived, only: str, names: Collection[str] = ()) -> list[Shot]:
    """The shots of a set whose name contains `only`; with `names` those alone whose picture is called so."""
    at_home = {life: shots for life, (_device, shots) in AT_HOME.items()}
    shots = {"first": FIRST_DAY, "playing": PLAYING, "limited": LIMITED, "locked": LOCKED, **at_home}.get(
        job.life
    ) or week(lived)
    return [
        shot
        for shot in shots
        if only in shot.name
        and (not names or job.name_of(shot) in names)
        and (not shot.sizes or job.size in shot.sizes)
        and (shot.large or not job.large)
    ]


def take(job: Job, lived: Lived, data: Path, out: Path, only: str, names: Collection[str] = ()) -> list[Path]:
    """Take a set; where the pictures are."""
    shots = wanted(job, lived, only, names)
    if not shots:
        return []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        copy, server = folder / "data", SERVER
        if job.life in AT_HOME:
            backend = stack.enter_context(running_backend(folder / "server.db"))
            copy, server = folder / AT_HOME[job.life][0], backend.url.removesuffix("/v1/health")
            child = home_of(folder, server).child
            shots = [replace(shot, path=shot.path.replace(":child", child)) for shot in shots]
        elif job.life == "playing":
            backend = stack.enter_context(running_backend(folder / "server.db"))
            copy, server = folder / ME, backend.url.removesuffix("/v1/health")
            team = stack.enter_context(playing(folder, server))
            shots = [replace(shot, path=shot.path.replace(":team", team)) for shot in shots]
        elif job.life == "week":
            shutil.copytree(data, copy)
        elif job.life in AGREED:
            asyncio.run(agree(copy, is_used_up=job.life == "locked"))
        if job.large:
            asyncio.run(_enlarge(copy))
        with chromium() as browser, running_app(copy, server, "--lang", job.language) as app:
            page = Viewer(new_page(browser, SIZES[job.size], color_scheme=job.mode).page, job.language)
            page.open(app.url + shots[0].path)
            pictures: list[Path] = []
            for shot in shots:
                picture = _picture(page, app, job, shot, out)
                if pictures and _is_same(picture, pictures[-1]):  # it lost its graphics context: it draws, unseen
                    page.open(app.url + shot.path)
                    picture = _picture(page, app, job, shot, out)
                pictures.append(picture)
            return pictures


async def _enlarge(data: Path) -> None:
    async with open_device(data, welcomed=False) as client:
        await client.store.set_setting(TEXT_SCALE, LARGE)


def _is_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


def _picture(page: AppPage, app: Running, job: Job, shot: Shot, out: Path) -> Path:
    path = out / f"{job.name_of(shot)}.png"
    try:
        visit(page, shot.path)
        page.see(shot.words)
        if shot.large:  # the page of parts shows a skeleton among others
            page.gone("正在读取")
        shot.act(page)
        page.page.mouse.move(1, 1)  # where it pressed last, a tooltip would come
        page.picture(path)
    except Exception as fault:  # the others are worth having
        log.warning("%s: %s", path.name, fault)
        page.picture(path.with_suffix(".fault.png"))
        page.open(app.url + shot.path)
    page.page.set_viewport_size(SIZES[job.size]["viewport"])
    page.page.keyboard.press("Escape") if shot.name in ("palette", "shortcuts") else None
    return path
