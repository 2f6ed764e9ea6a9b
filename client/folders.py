"""Where this device's data lives, by the customs of each system."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

DATABASE = "xueban.db"
COPIES = "copies"
"""Of the database, to mend it from."""


def is_new(data_dir: Path) -> bool:
    """Whether nothing was ever kept in that folder; reads the disk."""
    return not (data_dir / DATABASE).exists() and not (data_dir / COPIES).exists()


def default_data_dir(
    platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """The folder for the person's data: what Flet gives an app on a phone, else where the system keeps such things."""
    home = home or Path.home()
    if storage := environ.get("FLET_APP_STORAGE_DATA"):
        return Path(storage)
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Xueban"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "Xueban"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "xueban"


def default_safe_file(
    data_dir: Path, platform: str = sys.platform, environ: Mapping[str, str] = os.environ, home: Path | None = None
) -> Path:
    """The file for the secrets of the device whose data is in `data_dir`: somewhere else, so that it is not copied,
    put back or deleted along with it. On a phone nobody else gets at the app's own folders.
    """
    home = home or Path.home()
    name = f"{hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:24]}.safe"
    if storage := environ.get("FLET_APP_STORAGE_DATA"):
        return Path(storage) / f".{name}"
    if platform == "win32":
        return Path(environ.get("APPDATA") or home / "AppData" / "Roaming") / "Xueban" / name
    if platform == "darwin":
        return home / "Library" / "Preferences" / "net.xueban" / name
    return Path(environ.get("XDG_STATE_HOME") or home / ".local" / "state") / "xueban" / name
