"""An invite on the screen: six letters to say or to type, and a picture to point a phone at."""

from __future__ import annotations

import base64

import flet as ft

from client.family.qr import qr_code
from client.texts import _
from views.theme import BODY, CAPTION, DISPLAY, HEADING, M, Role
from views.widgets import Card, ident

QUIET_ZONE = 4
SIZE = 180


def InviteCode(code: str, role: str, server: str) -> ft.Control:
    """The code for a guest with that role; the picture leads to a page that says what to do with it."""
    whom = _("请家长") if role == "parent" else _("请孩子")
    shown = f"{code[:3]} {code[3:]}"
    about = _("{whom}在自己的设备上登录学伴，打开“我的 → 家庭”，输入这六个字母。半小时内有效，只能用一次。").format(
        whom=whom
    )
    return Card(
        ft.Text(_("邀请码"), style=HEADING, color=Role.TEXT),
        ident("invite-code", ft.Text(shown, style=DISPLAY, color=Role.TEXT)),
        ft.Text(about, style=BODY, color=Role.QUIET),
        ft.Row([qr_picture(f"{server}/j/{code}")], alignment=ft.MainAxisAlignment.CENTER),
        ft.Text(_("也可以用手机相机对着它。"), style=CAPTION, color=Role.QUIET, text_align=ft.TextAlign.CENTER),
        key="invite",
    )


def qr_picture(text: str) -> ft.Control:
    """A QR code, dark on white whatever the theme, or readers would not find it."""
    grid = qr_code(text)
    side = len(grid) + 2 * QUIET_ZONE
    dark = "".join(
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h1v1h-1z"
        for row, line in enumerate(grid)
        for column, filled in enumerate(line)
        if filled
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{dark}" fill="#000"/></svg>'
    )
    picture = ft.Image(
        src=f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}",
        width=SIZE,
        height=SIZE,
        semantics_label=_("邀请码的二维码"),
    )
    return ft.Container(picture, border_radius=M, bgcolor="#FFFFFF", padding=4)
