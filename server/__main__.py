"""Serves the backend: `python -m server`."""

from __future__ import annotations

import argparse
import contextlib
import gc
import socket
import sys

from server.commands import data_arguments, open_database, settings_for
from server.db.engine import DatabaseUnavailable
from server.listening import listen
from server.settings import Settings, WrongSetting, table


def main() -> int:
    """Serve until interrupted. Returns the exit code."""
    arguments = _arguments()
    if arguments.settings:
        sys.stdout.write(table())
        return 0
    try:
        settings = settings_for(arguments)
    except WrongSetting as error:
        sys.stderr.write(f"{error}\n")
        return 1
    host, port = arguments.host or settings.host, settings.port if arguments.port is None else arguments.port
    try:
        sock = listen(host, port)
    except OSError as error:
        sys.stderr.write(f"无法在 {host}:{port} 上监听：{error.strerror}。可用 --port 换一个端口。\n")
        return 1
    with contextlib.closing(sock):
        return _serve(settings, sock)


def _serve(settings: Settings, sock: socket.socket) -> int:
    """Serve on that socket, on which others may be waiting already."""
    from server.accounts.sealing import Sealing  # these take a second to import
    from server.app import create_app
    from server.serving import Serving
    from server.watching.logs import log_as_json

    try:
        with contextlib.closing(open_database(settings)) as database:
            kept_in = str(database.engine.url)
    except DatabaseUnavailable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if settings.log == "json":
        log_as_json()
    try:
        Sealing.kept_in(settings.key_file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "里面不是一个密钥"
        sys.stderr.write(f"用不了令牌密钥文件 {settings.key_file}：{reason}。可用 --key 换一个地方。\n")
        return 1
    host, port = sock.getsockname()[:2]
    where = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def announce() -> None:
        gc.collect()
        gc.freeze()  # what was imported stays: to look through it for garbage took 50 ms, in the middle of a request
        sys.stdout.write(f"学伴服务器：{where}（接口文档 {where}/docs，数据 {kept_in}）\n")
        sys.stdout.flush()

    try:
        Serving(create_app(settings), announce).run([sock])
    except KeyboardInterrupt:  # uvicorn passes Ctrl+C on after it has stopped
        return 130
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server", description="学伴的后端：设备在这里同步。")
    parser.add_argument("--host", default=None, help="监听的地址（默认 127.0.0.1）")
    parser.add_argument("--port", type=int, default=None, help="监听的端口（默认 8000）")
    parser.add_argument("--settings", action="store_true", help="列出能用环境变量设的一切，不启动")
    data_arguments(parser, "key", "files", "courses")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
