"""What can go wrong between a device and the server, as one tree.

* SyncError
  x Unreachable       no line, no answer in time, the line broke
  x ServerBusy        429 or 5xx: later will do
  x Unauthorized      the server no longer knows this device
    - DeviceRevoked   the person took it off the account, from another device
  x Refused           understood, and turned down with a reason
    - Gap             operations are missing before those that were sent
  x Elsewhere         another running copy of this device's data has taken its place at the server
  x Diverged          the server's log is not the one that this device has read: one of them was restored
  x ProtocolError     the answer is not one that this version understands

The first two pass on their own, so the engine tries again; it heals what has diverged; the others do not pass.
"""

# ruff: noqa: N818 - "Unreachable" and "Refused" say what happened; the root's name says that they are errors

from __future__ import annotations

from typing import ClassVar

from sync.texts import _


class SyncError(Exception):
    """The root. `template` (translated by whoever shows it) and `values` are for the person, `sentence` is both.

    `str()` is for the log.
    """

    template: ClassVar[str] = _("同步没有成功")
    passes: ClassVar[bool] = False
    """Whether it passes on its own, so that trying again later makes sense."""

    @property
    def values(self) -> dict[str, str]:
        """What fills the gaps of `template`."""
        return {}

    @property
    def sentence(self) -> str:
        """The template, filled in."""
        return self.template.format(**self.values)


class Unreachable(SyncError):
    """No line to the server, no answer in time, or the line broke."""

    template = _("连不上服务器 {server}；已写的都在本机，稍后会自动同步")
    passes = True

    def __init__(self, server: str, cause: str = "") -> None:
        super().__init__(f"{server} cannot be reached: {cause}" if cause else f"{server} cannot be reached")
        self.server = server

    @property
    def values(self) -> dict[str, str]:
        """The server's address."""
        return {"server": self.server}


class ServerBusy(SyncError):
    """The server is there and cannot serve now (429 or 5xx); `retry_after_s` is the wait that it asks for, if any."""

    template = _("服务器正忙；已写的都在本机，稍后会自动同步")
    passes = True

    def __init__(self, status: int, retry_after_s: float | None = None) -> None:
        super().__init__(f"the server is busy ({status})")
        self.status = status
        self.retry_after_s = retry_after_s


class Unauthorized(SyncError):
    """Name or password is wrong, or the server no longer knows this device."""

    template = _("登录已失效，请重新登录；已写的都在本机")

    def __init__(self, code: str = "", message: str = "") -> None:
        super().__init__(f"not signed in: {code or message}" if code or message else "not signed in")
        self.code = code
        self.message = message


class DeviceRevoked(Unauthorized):
    """The person took this device off the account, from another device."""

    template = _("这台设备已经被移出账号；数据都还在本机，重新登录就能继续同步")


class Refused(SyncError):
    """The server understood and said no; `message` is its sentence for the person."""

    template = _("服务器没有接受：{message}")

    def __init__(self, status: int, code: str = "", message: str = "") -> None:
        super().__init__(f"refused ({status} {code}): {message}")
        self.status = status
        self.code = code
        self.message = message

    @property
    def values(self) -> dict[str, str]:
        """The server's own words."""
        return {"message": self.message or str(self.status)}


class Gap(Refused):
    """The server has not seen all operations before those sent; it wants `expected_n` next."""

    template = _("同步的顺序乱了，正在重新对齐")

    def __init__(self, expected_n: int, message: str = "") -> None:
        super().__init__(409, "gap", message)
        self.expected_n = expected_n


class Elsewhere(SyncError):
    """Another running copy of this device's data, which has the same tokens, has taken its place at the server.

    Or a request of its own that was long on its way: only when it goes on is it surely another one.
    """

    template = _(
        "这份数据在另一处也开着，用的是同一次登录，所以这里先停止了同步；已写的都在本机。在这里重新登录，两处就都能同步"
    )


class Diverged(SyncError):
    """The server or this device was restored from a backup, so what each knows of the other is no longer so."""

    template = _("服务器或本机的数据是从备份恢复的，正在重新核对，不会丢失内容")

    def __init__(self, cause: str, space: str = "") -> None:
        super().__init__(cause)
        self.space = space


class ProtocolError(SyncError):
    """Something answered, but not as a Xueban server of a version that we understand."""

    template = _("看不懂服务器 {server} 的回答：地址可能不对，或者版本太旧")

    def __init__(self, cause: str, server: str = "") -> None:
        super().__init__(f"cannot understand {server or 'the server'}: {cause}")
        self.server = server

    @property
    def values(self) -> dict[str, str]:
        """The server's address."""
        return {"server": self.server}
