"""Files that come together: a folder, a zip or a tar, read by name, nothing ever unpacked onto the disk.

Zip bombs, paths that lead out, encrypted and oversized archives are refused when the tree is opened, with a sentence.
"""

from __future__ import annotations

import io
import lzma
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Protocol

from client.courses.importing.report import ImportRefusedError
from client.texts import _

LARGEST_TREE_BYTES = 1024**3
"""So much may be in all files of a tree together."""
LARGEST_FILE_BYTES = 200 * 1024**2
"""So much may be in one file of it, for it to be read."""
MOST_FILES = 50_000
_FIRST_YEAR = 1980
"""A zip that tells no time says the beginning of this year."""
_BOMB_RATIO, _BOMB_BYTES = 200, 20 * 1024**2  # deflated text shrinks to a tenth; a thousandth is made to harm
_UNREADABLE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError,
               NotImplementedError, ValueError, OverflowError)  # fmt: skip


class Tree(Protocol):
    """Named files. Names are relative, with `/`, and never lead out."""

    @property
    def name(self) -> str:
        """What the tree is called, without a folder."""
        ...

    @property
    def names(self) -> list[str]:
        """All files, in the order of their names."""
        ...

    def read(self, name: str) -> bytes:
        """What is in that file. Raises KeyError when there is none, `ImportRefusedError` when it cannot be read."""
        ...

    def changed(self, name: str) -> datetime | None:
        """When that file was last changed, if the tree knows; a zip tells it in the time of where it was made."""
        ...


class Folder:
    """A folder of the disk; links that lead out of it are as if they were not there."""

    def __init__(self, path: Path) -> None:
        self._path = self.path = path.resolve()
        self.name = self._path.name
        self._sizes: dict[str, int] | None = None

    @property
    def names(self) -> list[str]:
        """All files, hidden ones left out. Raises `ImportRefusedError` for too many or too much."""
        if self._sizes is None:
            sizes: dict[str, int] = {}
            for path in self._walk():
                sizes[path.relative_to(self._path).as_posix()] = path.stat().st_size
                if len(sizes) > MOST_FILES:
                    raise ImportRefusedError(_too_many())
            _check_total(sum(sizes.values()))
            self._sizes = dict(sorted(sizes.items()))
        return list(self._sizes)

    @property
    def parent(self) -> Folder:
        """The folder that this one lies in."""
        return Folder(self._path.parent)

    def read(self, name: str) -> bytes:
        """See `Tree`."""
        path = (self._path / name).resolve()
        if not path.is_relative_to(self._path) or not path.is_file():
            raise KeyError(name)
        try:
            _check_file(name, path.stat().st_size)
            return path.read_bytes()
        except OSError as error:
            raise ImportRefusedError(_("打不开文件 {name}").format(name=name)) from error

    def changed(self, name: str) -> datetime | None:
        """See `Tree`."""
        try:
            return datetime.fromtimestamp((self._path / name).stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            return None

    def _walk(self) -> Iterator[Path]:
        for root, folders, files in os.walk(self._path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for file in files:
                path = Path(root, file)
                if not file.startswith(".") and path.is_file() and path.resolve().is_relative_to(self._path):
                    yield path


class Zip:
    """A zip archive, from the disk or from memory."""

    def __init__(self, file: Path | bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file)
            members = [info for info in self._zip.infolist() if not info.is_dir()]
        except _UNREADABLE as error:
            raise ImportRefusedError(_damaged(name)) from error
        _check_members([(info.filename, info.file_size) for info in members])
        packed = sum(info.compress_size for info in members)
        total = sum(info.file_size for info in members)
        if any(_is_bomb(info.compress_size, info.file_size) for info in members) or _is_bomb(packed, total):
            raise ImportRefusedError(_("压缩包 {name} 展开后大得反常，没有打开").format(name=name))
        if any(info.flag_bits & 1 for info in members):
            raise ImportRefusedError(_("压缩包 {name} 加了密码，请先解开").format(name=name))
        self._members = {info.filename: info for info in members}

    @property
    def names(self) -> list[str]:
        """See `Tree`."""
        return sorted(self._members)

    def read(self, name: str) -> bytes:
        """See `Tree`."""
        info = self._members[name]
        _check_file(name, info.file_size)
        try:
            return self._zip.read(info)
        except _UNREADABLE as error:
            raise ImportRefusedError(_damaged(name)) from error

    def changed(self, name: str) -> datetime | None:
        """See `Tree`."""
        try:
            moment = datetime(*self._members[name].date_time).astimezone(UTC)
        except (ValueError, OverflowError, OSError):
            return None
        return moment if moment.year > _FIRST_YEAR else None


class Tar:
    """A tar archive, packed or not; read once through, since a packed tar cannot be read from the middle."""

    def __init__(self, file: Path | bytes, name: str) -> None:
        self.name = name
        self._contents: dict[str, bytes] = {}
        self._times: dict[str, float] = {}
        total = 0
        packed = len(file) if isinstance(file, bytes) else file.stat().st_size
        try:
            opened = tarfile.open(fileobj=io.BytesIO(file)) if isinstance(file, bytes) else tarfile.open(file)  # noqa: SIM115
            with opened as tar:
                for member in tar:
                    if not member.isfile():
                        continue  # links and devices carry nothing of their own
                    plain = member.name.removeprefix("./")
                    _check_members([(plain, member.size)])
                    _check_file(plain, member.size)
                    total += member.size
                    _check_total(total)
                    if _is_bomb(packed, total) or len(self._contents) >= MOST_FILES:
                        raise ImportRefusedError(_("压缩包 {name} 展开后大得反常，没有打开").format(name=name))
                    taken = tar.extractfile(member)
                    self._contents[plain] = taken.read() if taken else b""
                    self._times[plain] = member.mtime
        except _UNREADABLE as error:
            if isinstance(error, ImportRefusedError):
                raise
            raise ImportRefusedError(_damaged(name)) from error

    @property
    def names(self) -> list[str]:
        """See `Tree`."""
        return sorted(self._contents)

    def read(self, name: str) -> bytes:
        """See `Tree`."""
        return self._contents[name]

    def changed(self, name: str) -> datetime | None:
        """See `Tree`."""
        try:
            return datetime.fromtimestamp(self._times[name], UTC) if self._times[name] else None
        except (OverflowError, ValueError, OSError):
            return None


class Below:
    """The part of a tree that is below a folder of it."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self._tree, self._folder = tree, f"{folder}/" if folder else ""
        self.name = PurePosixPath(folder).name or tree.name
        self._names: list[str] | None = None

    @property
    def names(self) -> list[str]:
        """See `Tree`."""
        if self._names is None:
            start = len(self._folder)
            self._names = [name[start:] for name in self._tree.names if name.startswith(self._folder)]
        return self._names

    def read(self, name: str) -> bytes:
        """See `Tree`."""
        return self._tree.read(self._folder + name)

    def changed(self, name: str) -> datetime | None:
        """See `Tree`."""
        return self._tree.changed(self._folder + name)


def tree_of(file: Path | bytes, name: str) -> Tree | None:
    """The tree in that folder or archive; None when it is neither. Raises `ImportRefusedError` for one made to harm."""
    if isinstance(file, Path) and file.is_dir():
        return Folder(file)
    if isinstance(file, bytes):
        head = file[:512]
    else:
        with file.open("rb") as opened:
            head = opened.read(512)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Zip(file, name)
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")) or head[257:262] == b"ustar":
        return Tar(file, name)
    return None


def joined(base: str, name: str) -> str | None:
    """The path that `name` means in a file of the folder `base`; None when it leads out."""
    parts: list[str] = []
    for step in [*PurePosixPath(base).parts, *name.replace("\\", "/").split("/")]:
        if step == "..":
            if not parts:
                return None
            parts.pop()
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)


def _check_members(members: list[tuple[str, int]]) -> None:
    if len(members) > MOST_FILES:
        raise ImportRefusedError(_too_many())
    for name, _size in members:
        steps = name.replace("\\", "/").split("/")
        if ".." in steps or name.startswith(("/", "\\")) or "\0" in name or name[1:2] == ":":
            raise ImportRefusedError(_("压缩包里的路径 {name} 指向包外，没有打开").format(name=name[:60]))
    _check_total(sum(size for _name, size in members))


def _check_total(size: int) -> None:
    if size > LARGEST_TREE_BYTES:
        raise ImportRefusedError(_("里面的文件一共有 {size} MB，最多能导入 1024 MB").format(size=size // 1024**2))


def _check_file(name: str, size: int) -> None:
    if size > LARGEST_FILE_BYTES:
        raise ImportRefusedError(_("文件 {name} 有 {size} MB，太大了").format(name=name[:60], size=size // 1024**2))


def _is_bomb(packed: int, unpacked: int) -> bool:
    return unpacked > _BOMB_BYTES and unpacked > _BOMB_RATIO * max(packed, 1)


def _too_many() -> str:
    return _("里面的文件超过 {most} 个，太多了").format(most=MOST_FILES)


def _damaged(name: str) -> str:
    return _("压缩包 {name} 已经损坏，打不开").format(name=name[:60])
