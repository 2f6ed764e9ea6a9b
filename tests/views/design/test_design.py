"""The page of the design system opens in every theme."""

from pathlib import Path

import flet as ft
import pytest

from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.opened import open_device, open_window
from views.design.frame import KINDS
from views.widgets.states import DRAWINGS

ASSETS = Path(__file__).resolve().parents[3] / "assets"


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.parametrize("theme", ["own", *KINDS])
async def test_every_part_is_drawn_in_every_theme(tmp_path: Path, theme: str, size: tuple[float, float]):
    async with open_device(tmp_path) as client, open_window(client, f"/design?theme={theme}", size) as app:
        await app.wait_for(lambda: "题目" in app.texts())
        assert "这里出了点问题" not in app.texts()
        framed = [c for c in app.find_all(ft.Container) if c.theme is not None]
        assert len(framed) == (0 if theme == "own" else 15)


def test_every_drawing_is_there():
    assert {file.stem for file in (ASSETS / "drawings").glob("*.svg")} == set(DRAWINGS)
