"""What `flet build` carries: the device's rooms and nothing else."""

import tomllib
from pathlib import Path

import pytest
from PIL import Image

from views.theme.palettes import DARK, LIGHT, SEED

ROOT = Path(__file__).resolve().parent.parent
FLET = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["flet"]
CARRIED = {"main.py", "client", "views", "sync", "assets", "pyproject.toml"}


def test_a_phone_carries_the_rooms_of_the_device_and_nothing_else():
    # Flet leaves hidden files, environments and byte code out by itself.
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - {"__pycache__"}
    assert there - set(FLET["app"]["exclude"]) == CARRIED


def test_no_room_of_the_device_is_left_out():
    assert not CARRIED & set(FLET["app"]["exclude"])
    assert (ROOT / FLET["app"]["path"] / f"{FLET['app']['module']}.py").is_file()


@pytest.mark.parametrize("path", [path for path in FLET["app"]["exclude"] if path.startswith("assets/")])
def test_what_is_left_out_of_the_assets_is_there(path: str):
    assert (ROOT / path).exists()  # else it has moved, and is carried


def test_the_icon_is_the_leaf_at_a_size_that_every_system_can_shrink():
    with Image.open(ROOT / "assets" / "icon.png") as icon:
        assert icon.size == (512, 512)
        assert icon.convert("RGBA").getpixel((256, 20)) == (*bytes.fromhex(SEED.removeprefix("#")), 255)
        assert icon.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)
    assert FLET["icon_background"] == SEED


def test_the_splash_has_the_colours_of_the_first_screen():
    assert FLET["splash"] == {"color": LIGHT["surface"], "dark_color": DARK["surface"]}
