"""What the READMEs point at is there, and both of them say the same commands."""

import importlib.util
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.gallery.tour import LARGEST

ROOT = Path(__file__).resolve().parent.parent
ENGLISH, CHINESE = "README.md", "README.zh-CN.md"
BOTH = [ENGLISH, CHINESE]


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def anchors(name: str) -> set[str]:
    """The headings as links name them."""
    heads = re.findall(r"^#+ (.+)$", read(name), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", BOTH)
def test_every_link_leads_somewhere(name: str):
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", read(name)) if not link.startswith("http")]
    assert len(links) > 10
    for link in links:
        path, _mark, anchor = link.partition("#")
        assert not path or (ROOT / path).is_file(), link
        assert not anchor or anchor in anchors(path or name), link


@pytest.mark.parametrize("name", BOTH)
def test_every_command_is_there(name: str):
    modules = re.findall(r"python -m ([\w.]+)", read(name))
    assert len(modules) > 8
    for module in modules:
        assert importlib.util.find_spec(module) is not None, module
    for script in re.findall(r"^(\.ci/\w+)", read(name), flags=re.M):
        assert (ROOT / script).is_file(), script


def test_both_languages_name_the_same_commands():
    def named(name: str) -> set[str]:
        blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```", read(name), flags=re.M | re.S))
        return set(re.findall(r"python -m ([\w.]+)|^(\.ci/\w+)", blocks, flags=re.M))

    assert named(ENGLISH) == named(CHINESE)


def test_the_tour_moves_and_is_small():
    file = ROOT / "tests" / "gallery" / "pictures" / "tour.webp"
    assert file.stat().st_size <= LARGEST
    with Image.open(file) as tour:
        assert getattr(tour, "n_frames", 1) > 10
