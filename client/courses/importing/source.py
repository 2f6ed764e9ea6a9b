"""What is imported: a file with its bytes and, decoded once, its text; or a tree of files (a folder, an archive)."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from client.courses.importing import elements
from client.courses.importing.report import ImportRefusedError
from client.courses.importing.trees import Folder, Tree, tree_of
from client.texts import _

LARGEST_BYTES = 50 * 1024 * 1024
"""Of a file that is read whole."""
LARGEST_ARCHIVE_BYTES = 500 * 1024 * 1024
_ENDINGS = "gift|txt|json|xml|qti|html?|md|markdown|zip|imscc|mbz|h5p|apkg|colpkg|cnxml|tar|tgz|gz|data|ya?ml"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]+")


@dataclass(frozen=True)
class Source:
    """What is read: `name` is the file's name, without a folder.

    A folder or an archive has a `tree` and no data. `beside` are the files next to a single one, where they can be
    read: pictures that it refers to. `place` is the path of a file in the tree that it was found in. Archives in a
    folder are unpacked, archives in an archive are not: `unpacks` tells.
    """

    name: str
    data: bytes = b""
    tree: Tree | None = None
    beside: Tree | None = None
    place: str = ""
    unpacks: bool = False

    @classmethod
    def open(cls, path: Path) -> Source:
        """The file or folder at `path`. Raises `ImportRefusedError` when it cannot be read or is too big."""
        try:
            if path.is_dir():
                return cls(path.resolve().name, tree=Folder(path), unpacks=True)
            size = path.stat().st_size
            _check_size(size, LARGEST_ARCHIVE_BYTES)
            if tree := tree_of(path, path.name):
                return cls(path.name, tree=tree)
            _check_size(size, LARGEST_BYTES)
            return cls(path.name, path.read_bytes(), beside=Folder(path.parent))
        except OSError as error:
            raise ImportRefusedError(_("打不开文件 {name}").format(name=path.name)) from error

    @classmethod
    def of(cls, data: bytes, name: str) -> Source:
        """What was picked or pasted. Raises `ImportRefusedError` when it is too big or may not be opened."""
        _check_size(len(data), LARGEST_ARCHIVE_BYTES)
        tree = tree_of(data, name)
        return cls(name, tree=tree) if tree else cls(name, data)

    def check(self) -> None:
        """Raises `ImportRefusedError` when there is nothing in it, or too much."""
        if self.tree is not None:
            if not self.tree.names:
                raise ImportRefusedError(_("里面没有文件"))
            return
        _check_size(len(self.data), LARGEST_BYTES)
        if not self.data.strip():
            raise ImportRefusedError(_("文件是空的"))

    @property
    def stem(self) -> str:
        """The name without its endings: `题库.gift.txt` → `题库`."""
        return re.sub(rf"(\.({_ENDINGS}))+$", "", PurePath(self.name).name, flags=re.IGNORECASE).strip()

    @cached_property
    def root(self) -> tuple[str, str]:
        """The name of the outermost XML element and its attributes as written; ("", "") when this is no XML."""
        head = self.data[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")
        return elements.root_of(self.data) if head.startswith(b"<") else ("", "")

    @cached_property
    def json(self) -> Any:
        """What is in a JSON file; None when this is none."""
        if self.data[:1000].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] not in (b"{", b"["):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):  # an unreadable text is a ValueError, too
            return None

    @cached_property
    def text(self) -> str:
        """The text in UTF-8, UTF-16 or GB18030, its line ends as on Unix. Raises `ImportRefusedError`."""
        for mark, encoding in _MARKS:
            if self.data.startswith(mark):
                return _lines(self._decoded(encoding))
        if guess := _utf16_without_mark(self.data):
            return _lines(self._decoded(guess))
        try:
            return _lines(self.data.decode("utf-8"))
        except UnicodeDecodeError:
            text = self._decoded("gb18030")
        if not _reads_as_chinese(text):
            raise ImportRefusedError(_unreadable())
        return _lines(text)

    def _decoded(self, encoding: str) -> str:
        try:
            return self.data.decode(encoding)
        except UnicodeDecodeError as error:
            raise ImportRefusedError(_unreadable()) from error


def _check_size(size_bytes: int, largest: int) -> None:
    if size_bytes > largest:
        size, most = f"{size_bytes / 1024 / 1024:.0f}", largest // 1024 // 1024
        raise ImportRefusedError(_("文件有 {size} MB，最多能导入 {most} MB").format(size=size, most=most))


def _unreadable() -> str:
    return _("认不出文件的文字编码，请另存为 UTF-8 后再导入")


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin letters in UTF-16 show as zeros in every other byte."""
    head = data[:4000]
    if len(data) % 2 or b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 10:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _reads_as_chinese(text: str) -> bool:
    """GB18030 finds signs in nearly any bytes: an accented letter of Latin-1 becomes one odd sign among letters."""
    runs = _HAN.findall(text)
    return bool(runs) and sum(1 for run in runs if len(run) > 1) * 2 >= len(runs)


def _lines(text: str) -> str:
    if _CONTROL.search(text):
        raise ImportRefusedError(_("这不是文本文件，或者文件已经损坏"))
    return text.replace("\r\n", "\n").replace("\r", "\n")
