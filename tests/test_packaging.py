"""What `flet build` and `.ci/pack` carry: the device's rooms, whole, and nothing else."""

import re
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from PIL import Image

from client.licences import ROOTS
from views.theme.palettes import DARK, LIGHT, SEED

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FLET, PACK = PROJECT["tool"]["flet"], PROJECT["tool"]["xueban"]["pack"]
SECRET = re.compile(r"password|passphrase|key_store|profile|identity|certificate|team_id|api_key|notary", re.IGNORECASE)
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


def test_what_stands_between_the_splash_and_the_first_screen_has_its_colours():
    screen = FLET["boot_screen"]["flet"]
    for side, palette in (("light", LIGHT), ("dark", DARK)):
        assert screen[f"bgcolor_{side}"] == palette["surface"]
        assert screen[f"spinner_color_{side}"] == palette["primary"]
        assert screen[f"text_color_{side}"] == palette["on_surface_variant"]


def tracked() -> list[str]:
    """The files of the device's rooms, as git has them."""
    rooms = sorted(CARRIED - {"main.py", "pyproject.toml"})
    listed = subprocess.run(["git", "ls-files", *rooms], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("needs the project's git")
    return listed.stdout.split("\n")[:-1]


def is_taken(path: str) -> bool:
    """Whether the bundle's list of data takes in that file."""
    return any(path.startswith(f"{pattern}/") or fnmatch(path, pattern) for pattern in PACK["data"])


def test_the_bundle_has_every_file_that_is_not_a_module():
    data = [path for path in tracked() if not path.endswith(".py")]
    assert len(data) > 200  # else it looked in the wrong place
    assert [path for path in data if not is_taken(path)] == []


def test_the_bundles_list_names_nothing_that_is_gone():
    assert [pattern for pattern in PACK["data"] if not any(ROOT.glob(pattern))] == []


def test_the_bundle_has_every_room_of_the_device_and_no_other():
    rooms = {path.split("/")[0] for path in tracked() if path.endswith(".py")} - {"assets"}
    assert rooms <= set(PACK["imported"])
    assert not {"server", "tests"} & set(PACK["imported"])


def test_the_bundle_has_the_licences_of_all_that_is_in_it():
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["desktop"]]
    assert {line.partition("==")[0] for line in asked} == set(
        ROOTS
    )  # `.ci/pack` takes these along with what they ask for


def test_the_bundle_has_what_the_browsers_client_loads():
    web = pytest.importorskip("flet_web").get_package_web_dir()
    taken = {path.relative_to(web).as_posix() for pattern in PACK["web"] for path in Path(web).glob(pattern)}
    for needed in ("index.html", "main.dart.wasm", "main.dart.js", "assets", "canvaskit/skwasm.wasm"):
        assert needed in taken
    assert not [path for path in taken if "pyodide" in path or path.endswith(".symbols")]


def test_every_reason_for_a_permission_is_in_both_languages():
    reasons = {name: text for name, text in FLET["ios"]["info"].items() if name.endswith("UsageDescription")}
    assert {"NSCameraUsageDescription", "NSLocalNetworkUsageDescription"} <= set(reasons)
    for name, text in reasons.items():
        assert re.search(r"[\u4e00-\u9fff]+。[A-Z][a-z ]+.*\.$", text), name


def test_an_invitation_opens_the_app_on_both_phones():
    assert FLET["android"]["deep_linking"] == FLET["ios"]["deep_linking"] == {"scheme": "xueban", "host": "open"}


def test_what_signs_the_app_is_not_in_the_project():
    def names(table: dict, path: str = "") -> list[str]:
        return [
            found
            for name, value in table.items()
            for found in ([f"{path}.{name}"] + (names(value, f"{path}.{name}") if isinstance(value, dict) else []))
        ]

    assert [name for name in names(FLET) if SECRET.search(name) or "signing" in name] == []
    kept = {".jks", ".keystore", ".p12", ".pem", ".mobileprovision", ".provisionprofile"}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert [path for path in listed.stdout.splitlines() if Path(path).suffix in kept] == []
