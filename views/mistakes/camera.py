"""The camera in the app: what it sees, and one large button that takes the question's picture.

Flet's own camera, on Android, iOS and in browsers; desktops have none, and take a file or what is in the clipboard.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import flet as ft

from client.texts import _
from views.command import use_command
from views.context import use_app
from views.guard import component
from views.mistakes.ways import NoPictureError
from views.theme import BODY, CARD_RADIUS, Icons, Role
from views.widgets import ErrorNote, Page, PrimaryButton, ident

if TYPE_CHECKING:
    from flet_camera import Camera

log = logging.getLogger("xueban.views")

CHROME = 240
"""What the screen needs beside the picture, in logical pixels of height."""

WAIT_S = 20.0
"""A camera that has not opened by then will not: the question for permission may be out of sight."""


@component
def Viewfinder(taken: Callable[[bytes], Any], cancel: Callable[[], Any], busy: bool) -> Any:
    """What the camera sees; `taken` gets a picture as JPEG or PNG."""
    app = use_app()
    camera = ft.use_state(_camera)[0]
    is_open, set_open = ft.use_state(False)

    async def open_it() -> None:
        await _open(camera)
        set_open(True)

    async def shoot() -> None:
        taken(await _shoot(camera))

    opening, shooting = use_command(open_it), use_command(shoot)
    ft.use_effect(lambda: app.page.run_task(opening.run) and None, [])
    height = max(240.0, (app.page.height or 800.0) - CHROME)
    error = opening.error or shooting.error
    words = _("把一道题放满画面，光线亮一些。") if is_open else _("正在打开相机…如果系统问起，请允许使用相机。")
    return Page(
        _("拍下题目"),
        *([ErrorNote(error, opening.run)] if error else [ft.Text(words, style=BODY, color=Role.QUIET)]),
        ident("viewfinder", _Lens(camera, height, key="lens"), label=words),
        footer=ident(
            "shoot",
            PrimaryButton(_("拍照"), shooting.run, Icons.CAMERA, busy=busy or shooting.running, disabled=not is_open),
        ),
        back=cancel,
        scroll=False,
        key="viewfinder",
    )


@component
def Lens(camera: Camera, height: float) -> Any:
    """The camera, on its own: it loses its page when what stands around it is drawn anew."""
    return ft.Container(
        camera,
        height=height,
        bgcolor=Role.PAPER,
        border_radius=CARD_RADIUS,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        alignment=ft.Alignment.CENTER,
    )


_Lens = ft.memo(Lens)


def _camera() -> Camera:
    from flet_camera import Camera  # only who takes a picture needs it

    return Camera(expand=True)


async def _open(camera: Camera) -> None:
    """Open the camera at the back, else the first. Raises `NoPictureError`."""
    from flet_camera import CameraLensDirection, ImageFormatGroup, ResolutionPreset

    try:
        async with asyncio.timeout(WAIT_S):
            found = await camera.get_available_cameras()
            if found:
                back = [each for each in found if each.lens_direction is CameraLensDirection.BACK]
                await camera.initialize(
                    (back or found)[0],
                    ResolutionPreset.VERY_HIGH,
                    enable_audio=False,
                    image_format_group=ImageFormatGroup.JPEG,
                )
                return
    except Exception as error:  # each system has its own way to refuse
        log.warning("the camera did not open", exc_info=True)
        raise NoPictureError(
            _("相机没有打开。请在系统设置里允许学伴使用相机，再试一次；也可以改用“从图片”。")
        ) from error
    raise NoPictureError(_("这台设备上没有找到相机，请改用“从图片”。"))


async def _shoot(camera: Camera) -> bytes:
    try:
        return bytes(await camera.take_picture())
    except Exception as error:
        raise NoPictureError(_("没有拍成，请再拍一次；也可以改用“从图片”。")) from error
