"""What can go wrong with a download, in sentences for the person; each says what is kept."""

from __future__ import annotations

import errno

from client.courses.packs import PackError
from client.files.errors import FileError, from_line
from client.texts import _
from sync.errors import Refused, SyncError


class CatalogueError(Exception):
    """`sentence` says what is wrong, what was kept and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def size_words(size_bytes: int) -> str:
    """A size as people read it."""
    return f"{size_bytes / (1 << 20):.1f} MB" if size_bytes >= 1 << 20 else f"{max(1, size_bytes >> 10)} KB"


def no_room(needed_bytes: int) -> CatalogueError:
    """The disk of this device is full, or soon would be."""
    size = size_words(needed_bytes)
    return CatalogueError(_("存储空间不够，还要约 {size}。已下载的部分留着，腾出空间后继续。").format(size=size))


def not_our_format(reason: str) -> CatalogueError:
    """The pack is whole, and this version of the app cannot open it."""
    return CatalogueError(
        _("下载好了，但是打不开：{reason}。课程可能要用更新版本的学伴；原来的课程没有动。").format(reason=reason)
    )


def sentence_of(fault: Exception, needed_bytes: int = 0) -> str:
    """The sentence for what stopped a download."""
    match fault:
        case Refused(code="no_such_course"):
            return _("这门课程的这个版本已经撤下了，请刷新目录再看。")
        case SyncError():
            return from_line(fault).sentence
        case CatalogueError() | FileError():
            return fault.sentence
        case PackError():
            return not_our_format(str(fault)).sentence
        case OSError() if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return no_room(needed_bytes).sentence
        case OSError():
            return _("存不下来：{reason}。已下载的部分留着。").format(reason=fault.strerror or fault)
        case _:
            return _("下载时出了问题，已下载的部分留着，请再试一次。")
