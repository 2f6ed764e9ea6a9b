"""How files get to the importer: the system's picker, or a path that was typed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlparse

import flet as ft

from client.texts import _

ENDINGS = (
    "gift", "txt", "json", "xml", "mbz", "imscc", "qti", "zip", "gz", "tgz", "apkg", "colpkg", "h5p", "cnxml", "md",
    "html", "htm", "jex", "enex", "markdown", "tar",
)  # fmt: skip
"""What may be chosen; what a file truly is, the importer finds out from what is in it."""


class Picked(NamedTuple):
    """A file to import: where it is, or what is in it."""

    name: str
    file: Path | bytes


class NoPicker(Exception):  # noqa: N818 - it says what is the matter
    """There is no file picker here that answers."""

    @property
    def sentence(self) -> str:
        """What to do instead."""
        return _("这里打不开系统的文件选择框（Linux 桌面需要安装 zenity）。请在下面填文件路径，或者把内容粘贴进来。")


async def pick(picker: ft.FilePicker, page: ft.Page) -> list[Picked]:
    """Let the person choose files; none when it was cancelled. Raises `NoPicker`.

    A browser or a phone hands over what is in the file, a desktop where it is.
    """
    return await _pick(picker, page, _("选择题库或课程文件"), ENDINGS)


async def pick_ink(picker: ft.FilePicker, page: ft.Page) -> list[Picked]:
    """Let the person choose what a smart pen wrote; none when it was cancelled. Raises `NoPicker`."""
    return await _pick(picker, page, _("选择笔迹文件"), ("svg", "inkml", "ink", "xml"))


async def pick_archive(picker: ft.FilePicker, page: ft.Page) -> list[Picked]:
    """Let the person choose an archive of all data; none when it was cancelled. Raises `NoPicker`."""
    return await _pick(picker, page, _("选择导出的全部数据"), ("zip",))


async def pick_picture(picker: ft.FilePicker, page: ft.Page) -> list[Picked]:
    """Let the person choose pictures; none when it was cancelled. Raises `NoPicker`."""
    return await _pick(picker, page, _("选择图片"))


def typed(text: str) -> list[Picked]:
    """The files that typed paths name, one a line: as file managers copy them, with quotes, `~` or `file://`.

    A folder is imported as a whole: an unpacked course, or the files in it one by one.
    """
    paths = [_path(line.strip().strip("\"'")) for line in text.splitlines()]
    return [Picked(path.name, path) for path in paths if path is not None]


async def pick_folder(picker: ft.FilePicker) -> list[Picked]:
    """Let the person choose a folder; none when it was cancelled. Raises `NoPicker`."""
    try:
        path = await picker.get_directory_path(dialog_title=_("选择课程的文件夹"))
    except (RuntimeError, TimeoutError) as error:
        raise NoPicker from error
    return [Picked(Path(path).name, Path(path))] if path else []


async def _pick(
    picker: ft.FilePicker, page: ft.Page, title: str, endings: tuple[str, ...] | None = None
) -> list[Picked]:
    """Files with one of the endings, or pictures."""
    away = page.web or (page.platform is not None and page.platform.is_mobile())
    kind = ft.FilePickerFileType.CUSTOM if endings else ft.FilePickerFileType.IMAGE
    try:
        files = await picker.pick_files(
            dialog_title=title,
            file_type=kind,
            allowed_extensions=list(endings) if endings else None,
            allow_multiple=True,
            with_data=away,
            cancel_upload_on_window_blur=False,
        )
    except (RuntimeError, TimeoutError) as error:
        raise NoPicker from error
    return [
        Picked(file.name, file.bytes if file.bytes is not None else Path(file.path or file.name))
        for file in files or []
    ]


def _path(text: str) -> Path | None:
    if not text:
        return None
    if text.startswith("file://"):
        text = unquote(urlparse(text).path)
    return Path(text).expanduser()
