"""The zip of an Anki deck: which database is the true one, and what the media in it are called."""

from __future__ import annotations

import json
from collections.abc import Iterator

from client.courses.importing.anki import zstd
from client.courses.importing.report import ImportRefusedError
from client.courses.importing.trees import LARGEST_FILE_BYTES, Tree
from client.texts import _

DATABASES = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: beside it, an older one only says that the app must be updated."""


def database_of(tree: Tree) -> bytes:
    """The SQLite database. Raises `ImportRefusedError`."""
    names = set(tree.names)
    name = next((name for name in DATABASES if name in names), "")
    if not name:
        raise ImportRefusedError(_("压缩包里没有 Anki 的数据"))
    return _plain(tree.read(name))


def media_of(tree: Tree) -> dict[str, str]:
    """The name in the zip of each media file, by the name that cards know it by."""
    if "media" not in tree.names:
        return {}
    data = _plain(tree.read("media"))
    if data.lstrip()[:1] == b"{":
        try:
            listed = json.loads(data)
        except (ValueError, RecursionError):
            return {}
        return {str(name): str(number) for number, name in listed.items()} if isinstance(listed, dict) else {}
    try:
        return _entries(data)
    except (IndexError, ValueError):
        return {}


def media_data(tree: Tree, name: str) -> bytes | None:
    """The content of a media file by its name in the zip."""
    try:
        return _plain(tree.read(name))
    except (KeyError, ImportRefusedError):
        return None


def fields(message: bytes) -> Iterator[tuple[int, bytes | int]]:
    """The fields of a protobuf message: number, and bytes or an integer. Raises IndexError, ValueError."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
        elif kind == 2:
            size, at = _varint(message, at)
            if at + size > len(message):
                raise ValueError("a field that ends too early")
            yield key >> 3, message[at : at + size]
            at += size
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise ValueError("a field of a kind that does not exist")


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 127) << shift
        at += 1
        if byte < 128:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number too big")


def _entries(data: bytes) -> dict[str, str]:
    """`MediaEntries`: a list of entries; the n-th is the file `n` of the zip, unless it says otherwise."""
    names: dict[str, str] = {}
    entries = [value for number, value in fields(data) if number == 1 and isinstance(value, bytes)]
    for index, entry in enumerate(entries):
        parts = dict(fields(entry))
        name = parts.get(1)
        if isinstance(name, bytes):
            names[name.decode("utf-8", "replace")] = str(parts.get(255, index))
    return names


def _plain(data: bytes) -> bytes:
    if not data.startswith(zstd.MAGIC):
        return data
    try:
        return zstd.unpacked(data, LARGEST_FILE_BYTES)
    except ValueError as error:
        raise ImportRefusedError(_("Anki 的数据已经损坏，解不开")) from error
