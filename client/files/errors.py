"""What can go wrong with a file, in sentences for the person."""

from __future__ import annotations

from client.texts import _, fill
from sync.errors import SyncError
from sync.files import FILE_LIMIT_BYTES


class FileError(Exception):
    """`sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def too_large() -> FileError:
    """The file is larger than any server takes."""
    return FileError(_("文件太大了，最多 {n} MB").format(n=FILE_LIMIT_BYTES >> 20))


def unreadable(name: str) -> FileError:
    """The file that was chosen cannot be read."""
    return FileError(_("读不了「{name}」，它可能被移走了，或者没有权限").format(name=name))


def no_room() -> FileError:
    """The disk of this device is full."""
    return FileError(_("这台设备的存储空间不够了，清理一些再试"))


def damaged() -> FileError:
    """What came down, or what is on the disk, is not what its name says."""
    return FileError(_("文件在路上或磁盘上损坏了，请再试一次"))


def from_line(error: SyncError) -> FileError:
    """The sentence for what the line or the server said."""
    return FileError(fill(error.template, error.values))
