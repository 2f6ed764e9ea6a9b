"""What can go wrong with an account, in sentences for the person."""

from __future__ import annotations

import re
from typing import Literal

from client.texts import _, fill, told
from sync.errors import Refused, ServerBusy, SyncError, Unauthorized

NAME_MIN, NAME_MAX = 2, 40
PASSWORD_MIN, PASSWORD_MAX = 8, 200
_NAME = re.compile(r"[\w.@+-]+")  # as sync.wire.Credentials has it

FormField = Literal["name", "password", ""]


class AccountError(Exception):
    """`sentence` says what is wrong and what to do; `field` is where in the form it belongs, "" for no one field."""

    def __init__(self, sentence: str, field: FormField = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field: FormField = field


def check(name: str, password: str) -> None:
    """Raise AccountError when the server would turn these down by their form alone."""
    if len(name) < NAME_MIN:
        raise AccountError(_("用户名至少要 {n} 个字").format(n=NAME_MIN), "name")
    if len(name) > NAME_MAX:
        raise AccountError(_("用户名最多 {n} 个字").format(n=NAME_MAX), "name")
    if not _NAME.fullmatch(name):
        raise AccountError(_("用户名只能用文字、数字和 . _ - + @，中间不要空格"), "name")
    if len(password) < PASSWORD_MIN:
        raise AccountError(_("密码至少要 {n} 位").format(n=PASSWORD_MIN), "password")
    if len(password) > PASSWORD_MAX:
        raise AccountError(_("密码最多 {n} 位").format(n=PASSWORD_MAX), "password")


def foreign_device(owner: str) -> AccountError:
    """The data here belongs to the account `owner` ("" when its name is not known)."""
    whose = _("账号「{name}」").format(name=owner) if owner else _("另一个账号")
    return AccountError(
        _("这台设备上的数据属于{whose}。要用别的账号，请换一个数据文件夹打开学伴：启动时加上 --data-dir 文件夹").format(
            whose=whose
        )
    )


def from_line(error: SyncError) -> AccountError:
    """The sentence for what the line or the server said to name and password."""
    if isinstance(error, Unauthorized):
        return AccountError(_("用户名或密码不对，请再核对一下"), "password")
    if isinstance(error, Refused) and error.status == 409:
        return AccountError(_("这个用户名已经有人用了。换一个；如果就是你，请选「登录」"), "name")
    return from_server(error)


def from_server(error: SyncError) -> AccountError:
    """The sentence for what the line or the server said to a signed-in device."""
    if isinstance(error, ServerBusy) and error.status == 429:
        return AccountError(_("试得太频繁了，请 {n} 秒后再试").format(n=round(error.retry_after_s or 60)))
    if isinstance(error, Refused) and error.message:
        return AccountError(told(error.message))
    return AccountError(fill(error.template, error.values))


def sentence_from_line(error: SyncError, signed_out: str) -> str:
    """The same for what other features ask of the server; `signed_out`: what they say to whoever has not signed in."""
    if isinstance(error, Unauthorized):
        return signed_out
    if isinstance(error, Refused) and error.message:
        return told(error.message)
    if error.passes:
        return _("现在连不上服务器，连上网络再试一次；这台设备上的都还在。")
    return fill(error.template, error.values)
