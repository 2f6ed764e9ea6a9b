"""Pressing keys on an app in memory."""

from tests.fakes.app import MemoryApp


async def press(app: MemoryApp, key: str, *, ctrl: bool = False, alt: bool = False, shift: bool = False) -> None:
    """Press a key by Flutter's name for it: `K`, `Arrow Down`, `Escape`, ` `."""
    data = {"key": key, "shift": shift, "ctrl": ctrl, "alt": alt, "meta": False}
    await app.fire(app.page, "keyboard_event", data)
