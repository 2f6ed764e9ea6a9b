"""How a picture comes in: a file, or the clipboard; `camera` is the third way, where there is one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import flet as ft

from client.texts import _

ENDINGS = ("jpg", "jpeg", "png", "webp", "bmp")


class NoPictureError(Exception):
    """No picture came; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


async def from_file(picker: ft.FilePicker, page: ft.Page) -> bytes | None:
    """The picture that the person chooses; None when it was cancelled. Raises `NoPictureError`."""
    away = page.web or (page.platform is not None and page.platform.is_mobile())
    try:
        files = await picker.pick_files(
            dialog_title=_("选择题目的图片"),
            file_type=ft.FilePickerFileType.IMAGE if away else ft.FilePickerFileType.CUSTOM,
            allowed_extensions=None if away else list(ENDINGS),
            with_data=away,
            cancel_upload_on_window_blur=False,
        )
    except (RuntimeError, TimeoutError) as error:
        raise NoPictureError(
            _("这里打不开系统的文件选择框（Linux 桌面需要安装 zenity）。可以复制图片，再按“粘贴图片”。")
        ) from error
    if not files:
        return None
    if files[0].bytes is not None:
        return files[0].bytes
    return await asyncio.to_thread(Path(files[0].path or files[0].name).read_bytes)


async def from_clipboard(clipboard: ft.Clipboard) -> bytes:
    """The picture in the clipboard. Raises `NoPictureError`."""
    try:
        data: Any = await clipboard.get_image()
    except Exception as error:  # each system has its own way to refuse
        raise NoPictureError(_("这里不能从剪贴板取图片，请改用“从图片”。")) from error
    if not data:
        raise NoPictureError(_("剪贴板里没有图片。先截图或复制一张，再粘贴。"))
    return bytes(data)


async def pasted(clipboard: ft.Clipboard) -> str | bytes:
    """The text in the clipboard, else the picture. Raises `NoPictureError`."""
    try:
        text = await clipboard.get()
        data: Any = None if text and text.strip() else await clipboard.get_image()
    except Exception as error:  # each system has its own way to refuse
        raise NoPictureError(_("这里不能读剪贴板，请在题目那一格里粘贴。")) from error
    if text and text.strip():
        return text
    if not data:
        raise NoPictureError(_("剪贴板里没有文字，也没有图片。先复制一道题，再粘贴。"))
    return bytes(data)


def has_camera(page: ft.Page) -> bool:
    """Whether the app itself can take a picture here."""
    return page.web or (page.platform is not None and page.platform.is_mobile())
