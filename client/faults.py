"""What to tell a person when the disk or the database refuses."""

from __future__ import annotations

import errno

from client.texts import _

_FULL = (errno.ENOSPC, errno.EDQUOT)
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def sentence_of(error: BaseException) -> str:
    """What happened, what was kept and what to do, in a sentence; "" for an error of another kind."""
    number = error.errno if isinstance(error, OSError) else None
    name = str(getattr(getattr(error, "orig", error), "sqlite_errorname", ""))  # as sqlite.org/rescode.html has them
    if number in _FULL or name == "SQLITE_FULL":
        return _("存不下：这台设备的空间满了。已经存好的都在，腾出一些空间再试一次。")
    if number in _CLOSED or name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return _("数据文件夹不能写。已经存好的都在，请检查文件夹的权限再试一次。")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return _("数据文件正被另一个程序占用。已经存好的都在，过一会儿再试一次。")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return _("数据文件坏了一处。请关掉学伴再打开，打开时会自动修好。")
    if number == errno.EIO or name.startswith("SQLITE_IOERR"):
        return _("读写磁盘出了错。已经存好的都在，请再试一次；总是这样，磁盘可能坏了。")
    return ""
