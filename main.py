"""Opens Xueban: `uv run main.py`, and `--help` for what else it can do."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from client.api.address import SERVER
from client.folders import default_data_dir, is_new
from client.heaps import share_heaps
from client.texts import LANGUAGES, _, use_language

if TYPE_CHECKING:
    from client.bootstrap import Client
    from views.opening import Opening

ASSETS = Path(__file__).resolve().parent / "assets"
PORT = 8550


def read_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--lang", choices=sorted(LANGUAGES))
    with contextlib.suppress(argparse.ArgumentError):  # the parser proper says what is wrong
        if language := early.parse_known_args(arguments)[0].lang:
            use_language(language)  # so that --help follows
    parser = argparse.ArgumentParser(prog="main.py", description=_("学伴：课程、错题本、笔记，离线也能用"))
    parser.add_argument("--web", action="store_true", help=_("在浏览器里打开，不开窗口"))
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=_("浏览器版的端口（默认 8550）"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help=_("数据文件夹；两个文件夹等于两台设备"))
    parser.add_argument("--server", default=SERVER, metavar="URL", help=_("同步服务器的地址"))
    parser.add_argument("--lang", choices=sorted(LANGUAGES), help=_("界面语言"))
    return parser.parse_args(arguments)


async def run(options: argparse.Namespace) -> int:
    """Open the device and show it until its window is closed or Ctrl+C comes; the exit code."""
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM"):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    from views.opening import Opening  # with Flet behind it: after `main` has said how to import

    opening = Opening(
        lambda: open_device(options, opening),
        on_refusal=say,
        on_fault=stop.set,
        is_new=is_new(options.data_dir or default_data_dir()),
    )
    try:
        await show(options, opening, stop)
    finally:
        is_open = await opening.close()
    return 0 if is_open else 1


async def open_device(options: argparse.Namespace, opening: Opening) -> Client:
    """The device in the folder that was asked for, in the language that was asked for."""
    from client.bootstrap import open_client  # a second's work, which `Opening` has done in a thread
    from client.logs import keep_log
    from views.hosting.keystore import PhoneKeystore, has_keystore
    from views.preferences import keep_language

    keystore = await PhoneKeystore.on(await opening.first_page()) if has_keystore() else None
    client = await open_client(options.data_dir or default_data_dir(), server_url=options.server, keystore=keystore)
    keep_log(client.data_dir)
    if options.lang:
        await keep_language(client.store, options.lang)
    return client


async def show(options: argparse.Namespace, opening: Opening, stop: asyncio.Event) -> None:
    """Show the app in a window, else in the browser, and have the device opened meanwhile."""
    from views.hosting import NoWindowError, open_browser, open_window, serve

    why = ""
    if not options.web:
        opening.begin()
        try:
            await open_window(opening.show, ASSETS, stop=stop)
        except NoWindowError as fault:
            why = _("没有图形界面") if fault.reason == "display" else _("拿不到桌面窗口程序")
        else:
            return

    def announce(address: str, is_wanted: bool) -> None:
        taken = "" if is_wanted else _("端口 {port} 被占用，").format(port=options.port)
        cause = _("{why}，").format(why=why) if why else ""
        say(
            _("{cause}{taken}学伴在浏览器里打开：{address} （Ctrl+C 退出）").format(
                cause=cause, taken=taken, address=address
            )
        )
        asyncio.get_running_loop().run_in_executor(None, open_browser, address)
        opening.begin()  # not before: what it imports would have kept the page waiting

    try:
        await serve(opening.show, ASSETS, options.port, stop=stop, on_open=announce, folder_of=opening.folder_of)
    except OSError:
        say(_("端口 {port} 和它后面的都被占用，请用 --port 换一个。").format(port=options.port))


def say(sentence: str) -> None:
    """A line for the person who started the app from a terminal."""
    print(sentence, flush=True)  # noqa: T201 - this is what standard output is for


def main() -> int:
    """The command."""
    options = read_options()
    share_heaps()
    gc.disable()  # looking for garbage takes a tenth of the imports; `Opening` goes back to it
    try:
        return asyncio.run(run(options))
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
