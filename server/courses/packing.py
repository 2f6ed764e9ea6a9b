"""A pack that is still a folder becomes one file: always the same one for the same content."""

from __future__ import annotations

import zipfile
from pathlib import Path

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".m4a", ".aac", ".ogg", ".mp4", ".webm"}
_CHUNK_BYTES = 1 << 20


def pack_folder(folder: Path, target: Path) -> None:
    """Write the files of `folder` into the zip `target`; hidden files stay behind. Raises OSError."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    with zipfile.ZipFile(target, "w") as archive:
        for path in files:
            name = path.relative_to(folder).as_posix()
            if any(part.startswith(".") for part in name.split("/")):
                continue
            info = zipfile.ZipInfo(name, _LONG_AGO)
            media = path.suffix.lower() in _PACKED_ALREADY
            info.compress_type = zipfile.ZIP_STORED if media else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as entry:
                while chunk := source.read(_CHUNK_BYTES):
                    entry.write(chunk)
