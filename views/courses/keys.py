"""The keyboard in a lesson and in a quiz."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

from client.texts import _
from views.shortcuts.hooks import use_shortcuts
from views.shortcuts.keys import Shortcut

DIGITS = tuple("123456789")


def use_keys(handler: Callable[[str], Awaitable[None]]) -> None:
    """Call the async `handler` with the name of the key: 1 to 9, the arrows, H, D, Enter; a hook.

    Enter is heard while somebody types too: a field that has been answered still has the focus.
    """
    use_shortcuts(
        _("小测"),
        Shortcut(DIGITS, _("选第几个选项"), handler, shown="1–9"),
        Shortcut(("Up", "Down"), _("换一个选项"), handler),
        Shortcut(("Left", "Right"), _("上一题、下一题"), handler),
        Shortcut(("H",), _("看提示"), handler),
        Shortcut(("D",), _("不确定"), handler),
        Shortcut(("Enter",), _("提交、下一题"), handler, typing=True),
    )


def use_reading_keys(
    onward: Callable[[], Any] | None,
    back: Callable[[], Any] | None,
    note: Callable[[], None],
    resize: Callable[[int], Any],
) -> None:
    """The arrows turn pages, N opens the margin, + and - change the size of the text; a hook."""

    async def turn(key: str) -> None:
        act = onward if key == "Right" else back
        result = act() if act is not None else None
        if inspect.isawaitable(result):
            await result

    async def margin(_key: str) -> None:
        note()

    async def size(key: str) -> None:
        result = resize(-1 if key == "-" else 1)
        if inspect.isawaitable(result):
            await result

    use_shortcuts(
        _("课文"),
        Shortcut(("Left", "Right"), _("上一段、下一段"), turn),
        Shortcut(("N",), _("在段落旁记笔记"), margin),
        Shortcut(("+", "=", "-"), _("字大一点、小一点"), size, shown="+ -"),
    )
