"""A `.jex` by Joplin's own rules: a tar of items (title, text, fields below), and `resources/<id>.<ending>`."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Mapping

NOTE, FOLDER, RESOURCE, TAG, NOTE_TAG = 1, 2, 4, 5, 6


def key(number: int) -> str:
    """An id as Joplin has them."""
    return f"{number:032x}"


def item(number: int, kind: int, title: str = "", body: str = "", **fields: str) -> tuple[str, bytes]:
    """An item as `BaseItem.serialize` writes it."""
    known = {"id": key(number), "created_time": "2024-03-01T08:00:00.000Z", "updated_time": "2024-03-02T09:10:11.123Z"}
    if kind == NOTE:
        known |= {"is_conflict": "0", "latitude": "0.00000000", "source_url": "", "is_todo": "0", "todo_completed": "0",
                  "encryption_applied": "0", "markup_language": "1", "deleted_time": "0",
                  "user_created_time": known["created_time"], "user_updated_time": known["updated_time"]}  # fmt: skip
    lines = "\n".join(f"{name}: {value}" for name, value in {**known, **fields, "type_": str(kind)}.items())
    text = "\n\n".join(filter(None, (title, body, lines)))
    return f"{key(number)}.md", text.encode()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """The archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()
