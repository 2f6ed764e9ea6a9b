"""What to tell a person about a field that does not hold what it should."""

from __future__ import annotations

from collections.abc import Sequence

from sync.texts import _

_SENTENCES = {
    "name": _("用户名要 2 到 40 个字符，可以用汉字、字母、数字和 . _ @ + -。"),
    "password": _("密码要 8 到 200 个字符。"),
    "device_name": _("设备名最多 80 个字符。"),
    "refresh_token": _("登录凭据的格式不对，请重新登录。"),
    "kind": _("空间的种类（kind）要是 family 或 team。"),
    "role": _("身份（role）要是小写英文单词。"),
    "code": _("邀请码最多 40 个字符。"),
    "uses": _("一个邀请码可以用 1 到 100 次。"),
    "valid_s": _("邀请码的有效期要在 1 分钟到 7 天之间。"),
    "sha256": _("文件要用 SHA-256 来命名：64 个小写的十六进制数字。"),
    "size": _("文件的字节数（size）要是不小于 0 的整数。"),
    "at": _("这一段的起点（at）要是不小于 0 的整数。"),
    "after": _("游标（after）要是不小于 0 的整数。"),
    "limit": _("每页条数（limit）要在 1 到 2000 之间。"),
}


def sentence_for(places: Sequence[tuple[int | str, ...]]) -> str:
    """One sentence about the fields at `places` (pydantic's `loc` tuples), the known ones in plain words."""
    names = [str(place[-1]) for place in places if place]
    known = [_SENTENCES[name] for name in dict.fromkeys(names) if name in _SENTENCES]
    return "".join(known) or _("请求的格式不对。")
