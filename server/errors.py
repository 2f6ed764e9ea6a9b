"""The error tree of the server; `server.answering` turns an error into an answer.

Refusal                    the request cannot be done; carries a status, a code and a sentence for the person
├── NotSignedIn       401  no token, or one that is no longer good
├── DeviceRevoked     401  the device was taken off the account
├── WrongCredentials  401  name or password is wrong
├── WrongPassword     403  the password that was asked again is wrong
├── NoRight           403  a member, and not one who may do this
├── NeedsParent       403  under fourteen, and no parent has agreed to teams yet
├── NoSuchSpace       404  the space is not there, or not the account's: the two look alike from outside
├── NoSuchDevice      404  the device is not there, or another account's
├── NoSuchInvite      404  no such code, or no longer
├── NoSuchMember      404  no such member of the space
├── NoSuchPair        404  nobody of that suggestion, or it was taken back
├── NoSuchBattle      404  no such battle, or no longer
├── CannotRead        404  the server has nothing to read pictures with
├── NoSuchFile        404  the space has no such file, or not yet the whole of it
├── NoSuchCourse      404  the catalogue has no such course, or not in that version
├── NoSuchLesson      404  the timetable has no such live lesson
├── NameTaken         409  another account has this name
├── DeviceTaken       409  another device has the id that this one would go on under
├── NoLongerMember    409  the request to join was carried out, and the account has left since
├── LastManager       409  the last who manages a space cannot go, or stop managing it
├── NotYetClosable    409  the account cannot leave all its spaces by itself
├── NeedsBoth         409  the member has not said that it wants to leave, too
├── TooMany           409  as many as there may be
├── HasBegun          409  the battle has begun: nobody new comes in
├── NotYet            409  the battle is not as far as that
├── Gap               409  operations are missing before those that came; carries `expected_n`
├── Reused            409  a number is that of another operation: the device's database is a copy
├── MissingPart       409  a file's part leaves a gap; carries how much was `received`
├── FileTooLarge      413  no file is as large as that
├── SpaceFull         413  the files of the space fill its quota
├── NoSuchRange       416  the file ends before the range begins
├── WrongHash         422  what came is not what the file's name says
├── TooLarge          413  the body is larger than the limit
├── UnknownPacking    415  the body is packed in a way that is not gzip
├── NotAPicture       422  what came to be read is not a picture
├── NotValid          422  the request is not of the form that the wire protocol asks for
├── NoRoom            503  the server's disk is full
└── TooManyAttempts   429  wait; carries `retry_after_s`
    └── TooManyRequests    of one device, or from one address

What is wrong with a single operation is not an error of the request: see `server.oplog.weighing`.
"""

from __future__ import annotations

from typing import ClassVar

from sync.closing import NOT_YET, WRONG_PASSWORD
from sync.devices import DEVICE_TAKEN
from sync.spaces import NEEDS_PARENT
from sync.texts import _


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """The request cannot be done. `message` is a sentence for the person."""

    status: ClassVar[int]
    code: ClassVar[str]
    message = ""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)

    def detail(self) -> dict[str, object]:
        """What the answer's `detail` holds."""
        return {"code": self.code, "message": str(self)}

    def headers(self) -> dict[str, str]:
        """The answer's headers."""
        return {}


class NotSignedIn(Refusal):
    """No token, or one that is no longer good."""

    status, code, message = 401, "not_signed_in", _("登录已失效，请重新登录。")

    def headers(self) -> dict[str, str]:
        """RFC 6750, section 3: how to sign in."""
        return {"WWW-Authenticate": "Bearer"}


class DeviceRevoked(NotSignedIn):
    """The device was taken off the account, from another one; the sentence is for the person who holds it."""

    code, message = "device_revoked", _("这台设备已经被移出账号；数据都还在本机，重新登录就能继续同步。")


class WrongCredentials(Refusal):
    """Name or password is wrong; which of them is not said."""

    status, code, message = 401, "wrong_credentials", _("用户名或密码不对。")


class WrongPassword(Refusal):
    """The password that was asked again is wrong; not 401, which would say that the device is signed out."""

    status, code, message = 403, WRONG_PASSWORD, _("密码不对，账号没有动。")


class NotYetClosable(Refusal):
    """The account cannot leave all its spaces by itself."""

    status, code, message = 409, NOT_YET, _("还有家庭或小组要先处理，账号没有动。")


class NoSuchSpace(Refusal):
    """The space is not there, or the account is not a member of it."""

    status, code, message = 404, "no_such_space", _("没有这个空间，或者你不是它的成员。")


class NoRight(Refusal):
    """A member, and not one who may do this."""

    status, code, message = 403, "no_right", _("你在这个空间里没有这个权限。")


class NeedsParent(Refusal):
    """Under fourteen, and no parent has agreed to teams yet."""

    status, code, message = 403, NEEDS_PARENT, _("不满 14 岁第一次组队，要家长在自己的设备上同意。")


class NoSuchInvite(Refusal):
    """No such code, or no longer."""

    status, code, message = 404, "no_such_invite", _("邀请码不对，或者已经过期了，请对方再发一个。")


class NoSuchMember(Refusal):
    """No such member of the space."""

    status, code, message = 404, "no_such_member", _("这个空间里没有这个人。")


class NoSuchPair(Refusal):
    """No such suggestion, or it was taken back."""

    status, code, message = 404, "no_such_pair", _("这位学伴已经找到别人了，继续帮你找。")


class NoSuchOffer(Refusal):
    """No such offer to merge, or it was taken back."""

    status, code, message = 404, "no_such_offer", _("那个小组不合并了，继续帮你们找。")


class NoSuchBattle(Refusal):
    """No such battle, or no longer."""

    status, code, message = 404, "no_such_battle", _("这场大作战已经结束了，或者不是给你的；换一场吧。")


class HasBegun(Refusal):
    """Nobody new comes in."""

    status, code, message = 409, "has_begun", _("这场已经开始了，等下一场吧。")


class NotYet(Refusal):
    """The battle is not as far as that."""

    status, code = 409, "not_yet"


class NoSuchDevice(Refusal):
    """The device is not there, or it is another account's."""

    status, code, message = 404, "no_such_device", _("没有这台设备。")


class NameTaken(Refusal):
    """Another account has this name."""

    status, code, message = 409, "name_taken", _("这个用户名已经有人用了，换一个吧。")


class DeviceTaken(Refusal):
    """Another device has the id that this one would go on under."""

    status, code, message = 409, DEVICE_TAKEN, _("这个设备编号已经有人用了，换一个再试。")


class NoLongerMember(Refusal):
    """The request to join was carried out, and the account has left since."""

    status, code, message = 409, "no_longer_member", _("你加入过这个空间，后来离开了；要再加入，请重新输入邀请码。")


class LastManager(Refusal):
    """The last who manages a space cannot go, or stop managing it."""

    status, code, message = 409, "last_manager", _("这个空间只剩你一个人管理，请先把它交给别人。")


class NeedsBoth(Refusal):
    """The member has not said that it wants to leave, too."""

    status, code = 409, "needs_both"
    message = _("离开家庭要双方都同意：请孩子先在自己的设备上打开“家庭”，点“想离开”。")


class TooMany(Refusal):
    """As many as there may be; the message says of what."""

    status, code = 409, "too_many"


class Gap(Refusal):
    """Operations are missing before those that came."""

    status, code, message = 409, "gap", _("中间缺了几条改动，请从服务器等待的那一条开始重新上传。")

    def __init__(self, expected_n: int) -> None:
        super().__init__()
        self.expected_n = expected_n

    def detail(self) -> dict[str, object]:
        """With the number to go on with."""
        return {**super().detail(), "expected_n": self.expected_n}


class NoSuchFile(Refusal):
    """The space has no such file, or not yet the whole of it."""

    status, code, message = 404, "no_such_file", _("服务器上还没有这个文件。")


class NoSuchCourse(Refusal):
    """The catalogue has no such course, or not in that version."""

    status, code, message = 404, "no_such_course", _("课程目录里没有这门课，或者这个版本已经撤下了。")


class NoSuchLesson(Refusal):
    """The timetable has no such live lesson."""

    status, code, message = 404, "no_such_lesson", _("课表里没有这节直播课。")


class MissingPart(Refusal):
    """A file's part leaves a gap after what has been received."""

    status, code, message = 409, "missing_part", _("文件中间缺了一段，请从服务器已有的地方接着上传。")

    def __init__(self, received: int) -> None:
        super().__init__()
        self.received = received

    def detail(self) -> dict[str, object]:
        """With where to go on."""
        return {**super().detail(), "received": self.received}


class FileTooLarge(Refusal):
    """No file is as large as that."""

    status, code = 413, "file_too_large"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(_("文件太大了，最多 {n} MB。").format(n=limit_bytes >> 20))


class SpaceFull(Refusal):
    """The files of the space fill its quota."""

    status, code = 413, "space_full"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(_("这个空间的文件已经满了（最多 {n} MB）。").format(n=limit_bytes >> 20))


class NoSuchRange(Refusal):
    """The file ends before the range begins."""

    status, code, message = 416, "no_such_range", _("文件没有这么长。")

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def headers(self) -> dict[str, str]:
        """RFC 9110, section 14.4."""
        return {"Content-Range": f"bytes */{self.size}"}


class WrongHash(Refusal):
    """What came is not what the file's name says."""

    status, code, message = 422, "wrong_hash", _("上传的内容和文件的 SHA-256 对不上，请重新上传。")


class Reused(Refusal):
    """A number of the device was used for another operation before: its database was copied, or is an old one.

    Or the numbers are those of an id that the device no longer has.
    """

    status, code, message = 409, "reused", _("本机的数据是复制或恢复来的，正在换一个设备编号。")


class TooLarge(Refusal):
    """The body is larger than the limit."""

    status, code = 413, "too_large"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(_("一次上传的内容太大了，最多 {n} KB。").format(n=limit_bytes // 1024))


class UnknownPacking(Refusal):
    """The body is packed in a way that is not gzip."""

    status, code, message = 415, "unknown_packing", _("上传的内容只能用 gzip 压缩。")


class NotValid(Refusal):
    """The request is not of the form that the wire protocol asks for."""

    status, code, message = 422, "not_valid", _("请求的格式不对。")


class NotAPicture(Refusal):
    """What came to be read is not a picture."""

    status, code, message = 422, "not_a_picture", _("这不是能读的图片。")


class CannotRead(Refusal):
    """The server has nothing to read pictures with; an older one answers 404 too."""

    status, code, message = 404, "cannot_read", _("这台服务器没有安装识字组件。")


class NoRoom(Refusal):
    """The disk of the server is full; what has come so far stays, and goes on when there is room again."""

    status, code, message = 503, "no_room", _("服务器的磁盘满了，请稍后再试。")

    def headers(self) -> dict[str, str]:
        """RFC 9110, section 10.2.3."""
        return {"Retry-After": "300"}


class TooManyAttempts(Refusal):
    """Too many attempts in a short time."""

    status, code = 429, "too_many_attempts"
    sentence: ClassVar[str] = _("尝试得太频繁了，请 {n} 秒后再试。")

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(self.sentence.format(n=retry_after_s))
        self.retry_after_s = retry_after_s

    def headers(self) -> dict[str, str]:
        """RFC 9110, section 10.2.3."""
        return {"Retry-After": str(self.retry_after_s)}


class TooManyRequests(TooManyAttempts):
    """Too many requests of one device, or from one address."""

    code, sentence = "too_many_requests", _("请求太频繁了，请 {n} 秒后再试。")
