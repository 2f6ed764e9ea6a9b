"""The open pack format as one zip: the same file for the same course, whenever it is made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from client.courses.content import Course, inside
from client.courses.packs import own_files

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp3", ".m4a", ".aac", ".ogg", ".mp4", ".webm")


def zip_of(course: Course, files: Mapping[str, bytes]) -> bytes:
    """The pack. Raises ValueError when a file's path leads out of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [*own_files(course), *sorted(files.items())]:
            info = zipfile.ZipInfo(inside(name), _LONG_AGO)
            stored = name.lower().endswith(_PACKED_ALREADY)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()
