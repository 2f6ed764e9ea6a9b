"""The account is deleted at the server, with all in it; what is on this device goes after that (`client.erasing`)."""

from __future__ import annotations

from collections.abc import Callable

from client.account import errors
from client.api.closing import ClosingLine
from client.store import Store
from client.texts import _
from sync.closing import NOT_YET, WRONG_PASSWORD, Closing, Hurdle
from sync.errors import Refused, SyncError

ASKED = "account.closing"
"""The setting that keeps the id of the request until there is an answer: who asks again has perhaps no account."""


class AccountClosing:
    """Both raise `AccountError`, whose `sentence` is for the person."""

    def __init__(self, store: Store, line: ClosingLine, new_id: Callable[[], str]) -> None:
        self._store = store
        self._line = line
        self._new_id = new_id

    async def hurdles(self) -> list[Hurdle]:
        """What has to be done first; nothing when the account may go."""
        try:
            return (await self._line.state()).hurdles
        except SyncError as error:
            raise errors.from_server(error) from error

    async def close(self, password: str) -> None:
        """Delete the account. When it returns it is gone; when it raises nothing of it has changed, or nobody knows."""
        if not password:
            raise errors.AccountError(_("请再输一次密码"), "password")
        request_id = str(await self._store.setting(ASKED, "")) or self._new_id()
        await self._store.set_setting(ASKED, request_id)
        try:
            await self._line.close(Closing(request_id=request_id, password=password))
        except Refused as error:
            if error.code == WRONG_PASSWORD:
                raise errors.AccountError(_("密码不对，账号没有动"), "password") from error
            if error.code == NOT_YET:
                raise errors.AccountError(_("还有家庭或小组要先处理，账号没有动。看看下面列的。")) from error
            raise errors.from_server(error) from error
        except SyncError as error:
            raise errors.from_server(error) from error
