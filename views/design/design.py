"""`/design`: every part in every theme, to be looked at before screens are made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from client.texts import _
from views.context import use_app
from views.design.asking import Asking
from views.design.content import Drawings, Scaffold, States, Written
from views.design.frame import KINDS, Framed, kind_name
from views.design.look import Colours, Signs, Space, Type
from views.design.numbers import Numbers
from views.design.touch import Buttons, Chips, Choices, Fields, Overlays
from views.guard import component
from views.widgets import Page, Section, Segmented, ident

OWN, ALL = "own", "all"


@component
def DesignScreen() -> Any:
    """The page; `?theme=dark-high` or `?theme=all` says which themes to begin with."""
    app = use_app()
    ft.use_route_location()
    chosen = app.parameter("theme", OWN)
    kinds = KINDS if chosen == ALL else (chosen,) if chosen in KINDS else ()
    options = {OWN: _("现在的"), **{kind: kind_name(kind) for kind in KINDS}, ALL: _("并排")}
    return Page(
        _("设计"),
        Segmented(options, chosen, lambda kind: app.go(f"/design?theme={kind}"), name="design-theme", label=_("外观")),
        *(
            ident(f"design-{name}", Section(title, Framed(kinds, draw)), key=f"{name}-{chosen}")
            for name, title, draw in _parts()
        ),
        back="/me",
        under=_("每一个界面都由这些部件拼成"),
    )


def _parts() -> list[tuple[str, str, Callable[[], ft.Control]]]:
    return [
        ("colours", _("颜色"), Colours),
        ("type", _("文字"), Type),
        ("space", _("间距与高度"), Space),
        ("signs", _("图标"), Signs),
        ("buttons", _("动作"), Buttons),
        ("chips", _("标签"), Chips),
        ("choice", _("单选"), Choices),
        ("fields", _("填写"), Fields),
        ("overlays", _("对话框与提示"), Overlays),
        ("scaffold", _("页面与列表"), Scaffold),
        ("states", _("空、读取、出错"), States),
        ("drawings", _("插图"), Drawings),
        ("numbers", _("图表"), Numbers),
        ("written", _("文章与公式"), Written),
        ("asking", _("题目"), Asking),
    ]
