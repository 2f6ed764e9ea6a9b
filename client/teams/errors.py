"""What goes wrong with teams."""

from __future__ import annotations

from client.texts import _, fill
from sync.errors import Refused, SyncError, Unauthorized


class TeamError(Exception):
    """`sentence` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def sentence_of(error: SyncError) -> str:
    """What the line or the server said, for the person."""
    if isinstance(error, Unauthorized):
        return _("先登录，才能和同学组队。")
    if isinstance(error, Refused) and error.message:
        return error.message
    if error.passes:
        return _("现在连不上服务器，连上网络再试一次；这台设备上的都还在。")
    return fill(error.template, error.values)
