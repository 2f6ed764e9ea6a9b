"""Every text can be read: WCAG 2.2 asks 4.5:1 of text on its ground (1.4.3), and 7:1 is high contrast (1.4.6)."""

from datetime import datetime
from pathlib import Path

import pytest

from client.bootstrap import open_client
from tests.fakes.app import PHONE
from tests.fakes.clock import AFTERNOON, NIGHT, FakeClock
from tests.fakes.opened import NOWHERE, open_window
from tests.fakes.screens import open_each
from tests.gallery.life import live
from tests.gallery.paths import all_paths
from tests.views.theme.grounds import pairs
from views.design.look import PAIRS
from views.theme import Role
from views.theme.palettes import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH

PALETTES = {"light": (LIGHT, 4.5), "dark": (DARK, 4.5), "light high": (LIGHT_HIGH, 7.0), "dark high": (DARK_HIGH, 7.0)}
DRAWN = [
    ("BAR", "CARD"),
    ("ACCENT", "CARD"),
    ("ACCENT", "RAISED"),
    ("EDGE", "CARD"),
    ("EDGE", "PAGE"),
    ("DANGER", "CARD"),
]
"""What is drawn, not written, wants 3:1 (1.4.11)."""


@pytest.mark.parametrize(("palette", "least"), PALETTES.values(), ids=PALETTES.keys())
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(palette: dict[str, str], least: float, text: str, ground: str):
    assert contrast(colour(getattr(Role, text), palette), colour(getattr(Role, ground), palette)) >= least


@pytest.mark.parametrize(("palette", "least"), PALETTES.values(), ids=PALETTES.keys())
@pytest.mark.parametrize(("sign", "ground"), DRAWN)
def test_what_is_drawn_stands_out_too(palette: dict[str, str], least: float, sign: str, ground: str):
    assert contrast(colour(getattr(Role, sign), palette), colour(getattr(Role, ground), palette)) >= 3


@pytest.mark.parametrize("now", [AFTERNOON, NIGHT], ids=["by day", "at night"])
@pytest.mark.parametrize("size", [PHONE, (1280.0, 800.0)], ids=["phone", "desktop"])
async def test_every_pair_on_every_screen_can_be_read_in_every_theme(
    tmp_path: Path, size: tuple[float, float], now: datetime
):
    lived = await live(tmp_path, now)
    client = await open_client(tmp_path, server_url=NOWHERE, clock=FakeClock(now))
    used: dict[tuple[str, str], str] = {}
    try:
        async with open_window(client, "/", size) as app:
            async for path in open_each(app, all_paths(lived)):
                for pair in pairs(app.page.views):
                    used.setdefault(pair, path)
    finally:
        await client.close()
    assert len(used) > 15
    faint = {
        (name, text, ground): (path, round(ratio, 2))
        for name, (palette, least) in PALETTES.items()
        for (text, ground), path in used.items()
        if (ratio := contrast(colour(text, palette), colour(ground, palette))) < least
    }
    assert faint == {}


def test_all_palettes_name_the_same_roles():
    assert len({tuple(sorted(palette)) for palette, _least in PALETTES.values()}) == 1


def colour(role: object, palette: dict[str, str]) -> str:
    """`#RRGGBB` of a role, or of the field of a colour scheme, in `palette`."""
    name = getattr(role, "name", role)
    return str(name) if str(name).startswith("#") else palette[str(name).lower()]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB` (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
