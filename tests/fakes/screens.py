"""Every screen of the app in memory, one after the other, with its content there."""

from collections.abc import AsyncIterator

from tests.fakes.app import MemoryApp

SHOWROOM = "/design"
"""Every part in every theme on one page, for those who build screens: no screen of the app is like it."""


async def open_each(app: MemoryApp, paths: list[str]) -> AsyncIterator[str]:
    """Go to each of `paths` and give it back once its content is there."""
    for path in paths:
        await app.go(path)
        await shown(app, path)
        yield path


async def shown(app: MemoryApp, path: str = "") -> None:
    """Wait until the screen has its content, and nothing more is sent."""
    if path != SHOWROOM:  # there a skeleton is content
        await app.wait_for(lambda: app.texts() and not app.find_all(label="正在读取"))
    sent = -1
    while sent != len(app.sent):
        sent = len(app.sent)
        for _turn in range(20):
            await app.settle()
