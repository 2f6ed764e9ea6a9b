"""A parent and a child, signed in, before a real server: the child's four weeks have come, and it asks for a team."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.fakes.browser import AppPage
from tests.fakes.family import soon
from tests.gallery.relatives import write_days
from tests.gallery.shots import Shot
from tests.walks.household import CHILD, PARENT, Household, device, settle

MINUTES = 60
OF_CHILD = "/me/family/:child"

PARENTS = [
    Shot("parents-today", "/", "想和同学组队"),
    Shot("parents-family", "/me/family", "小明"),
    Shot("parents-invite", "/me/family", "小明", lambda app: _press(app, "invite-child", "邀请码的二维码")),
    Shot("parents-new-child", "/me/family", "小明", lambda app: _press(app, "new-child", "建好并加入家庭")),
    Shot("parents-child", OF_CHILD, "在等你回答"),
    Shot("parents-code", OF_CHILD, "在等你回答", lambda app: _make_code(app)),
    Shot("parents-limits", OF_CHILD, "在等你回答", lambda app: _press(app, "limits-edit", "每天约定多少分钟")),
    Shot("parents-week", f"{OF_CHILD}/week", "给老师一个链接"),
    Shot("parents-me", "/me", "外观与语言"),
    Shot("parents-account", "/me/account", "妈妈"),
]
"""On the parent's own device; `:child` stands for the child's account."""

CHILDREN = [
    Shot("childs-family", "/me/family", "妈妈"),
    Shot("childs-parent", "/me/parent", "家长"),
    Shot("childs-teams", "/teams", "更容易坚持"),
    Shot("childs-partner", "/teams/partner", "想找什么样的学伴"),
    Shot("childs-waiting", "/teams/partner", "想找什么样的学伴", lambda app: _press(app, "wish-send", "不找了")),
]
"""On the child's."""

AT_HOME = {"parents": (PARENT, PARENTS), "childs": (CHILD, CHILDREN)}
"""A set's life: the folder of the device, and what is photographed on it."""


def home_of(folder: Path, server: str) -> Household:
    """The family in `folder`; the parent's own device has all that the child's told."""
    house = settle(folder, server, MINUTES)
    asyncio.run(_tell(house))
    return house


async def _tell(house: Household) -> None:
    today = datetime.now(ZoneInfo(house.zone)).date()
    async with device(house, CHILD) as child, device(house, PARENT) as parent:
        await child.teams.consent.ask("gallery", "晨读小组")
        await child.family.telling.close()  # what it would tell of today is that nothing was learned
        await child.store.write(lambda w: write_days(w, house.home, house.child, today))
        await soon(lambda: child.store.standing.waiting == 0)

        async def has_come() -> bool:
            [seen] = await parent.family.children()
            return bool(seen.open and seen.now.told and await parent.teams.consent.asked())

        await soon(has_come)
        await soon(lambda: parent.store.standing.waiting == 0)


def _press(app: AppPage, name: str, words: str) -> None:
    app.press(name)
    app.see(words)


def _make_code(app: AppPage) -> None:
    app.press("code-open")
    app.write("code-number", "4821")
    app.press("code-make")
    app.see("念给孩子")
