"""Serves the backend: `python -m server`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from server.accounts.sealing import Sealing
from server.app import create_app
from server.db.engine import Database, DatabaseUnavailable
from server.serving import Serving, listen
from server.settings import DEFAULT_DATA, Settings, sqlite_url


def main() -> int:
    """Serve until interrupted. Returns the exit code."""
    arguments = _arguments()
    database_url = os.environ.get("DATABASE_URL") or sqlite_url(arguments.data)
    try:
        kept_in = _try_database(database_url)
    except DatabaseUnavailable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    settings = Settings(
        database_url=database_url,
        files=arguments.files or arguments.data.with_suffix(".files"),
        courses=arguments.courses or arguments.data.with_suffix(".courses"),
        key_file=arguments.key or arguments.data.with_suffix(".key"),
    )
    try:
        Sealing.kept_in(settings.key_file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "里面不是一个密钥"
        sys.stderr.write(f"用不了令牌密钥文件 {settings.key_file}：{reason}。可用 --key 换一个地方。\n")
        return 1
    try:
        sock = listen(arguments.host, arguments.port)
    except OSError as error:
        sys.stderr.write(
            f"无法在 {arguments.host}:{arguments.port} 上监听：{error.strerror}。可用 --port 换一个端口。\n"
        )
        return 1
    host, port = sock.getsockname()[:2]
    where = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def announce() -> None:
        sys.stdout.write(f"学伴服务器：{where}（接口文档 {where}/docs，数据 {kept_in}）\n")
        sys.stdout.flush()

    try:
        Serving(create_app(settings), announce).run([sock])
    except KeyboardInterrupt:  # uvicorn passes Ctrl+C on after it has stopped
        return 130
    return 0


def _try_database(url: str) -> str:
    """The database's address as it may be shown. Raises DatabaseUnavailable."""
    database = Database(url)
    try:
        database.try_out()
    finally:
        database.close()
    return str(database.engine.url)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m server", description="学伴的后端：设备在这里同步。")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, help="监听的端口（默认 8000）")
    parser.add_argument(
        "--data",
        type=Path,
        default=DEFAULT_DATA,
        help=f"SQLite 数据库文件（默认 {DEFAULT_DATA}）；设了环境变量 DATABASE_URL 就用那里的 PostgreSQL",
    )
    parser.add_argument(
        "--key",
        type=Path,
        default=None,
        help="放令牌密钥的文件（默认在 SQLite 数据库文件旁边，同名，后缀 .key；请和数据库分开备份）",
    )
    parser.add_argument(
        "--files",
        type=Path,
        default=None,
        help="放文件（图片等）的文件夹（默认在 SQLite 数据库文件旁边，同名，后缀 .files）",
    )
    parser.add_argument(
        "--courses",
        type=Path,
        default=None,
        help="放课程包的文件夹（默认在 SQLite 数据库文件旁边，同名，后缀 .courses；用 python -m server.courses 添加）",
    )
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
