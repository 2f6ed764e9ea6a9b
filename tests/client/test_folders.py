"""Where data lives by default."""

from pathlib import Path

import pytest

from client.folders import default_data_dir

HOME = Path("home") / "an"


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, HOME / ".local" / "share" / "xueban"),
        ("linux", {"XDG_DATA_HOME": "data"}, Path("data") / "xueban"),
        ("darwin", {}, HOME / "Library" / "Application Support" / "Xueban"),
        ("win32", {"LOCALAPPDATA": "local"}, Path("local") / "Xueban"),
        ("win32", {}, HOME / "AppData" / "Local" / "Xueban"),
        ("android", {"FLET_APP_STORAGE_DATA": "app"}, Path("app")),
    ],
)
def test_each_system_keeps_data_where_it_keeps_such_things(platform: str, environ: dict[str, str], folder: Path):
    assert default_data_dir(platform, environ, HOME) == folder
