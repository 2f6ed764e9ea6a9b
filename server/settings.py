"""What can be set about the server, and its defaults; from the environment, a variable each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from server.battles.rules import Tempo
from sync.files import FILE_LIMIT_BYTES, KEEP_DAYS, SPACE_LIMIT_BYTES

DEFAULT_DATA = Path("data/server.db")
DEFAULT_FILES = DEFAULT_DATA.with_suffix(".files")
DEFAULT_COURSES = DEFAULT_DATA.with_suffix(".courses")

PREFIX = "XUEBAN_"
DATA = f"{PREFIX}DATA"
"""The variable that names the SQLite database's file; files, packs and key are beside it unless they are named."""


def sqlite_url(path: Path) -> str:
    """The address of the SQLite database in the file `path`."""
    return f"sqlite:///{path}"


class WrongSetting(ValueError):  # noqa: N818 - a state of things
    """A variable holds what it cannot; the text is a sentence for the person who starts the server."""


@dataclass(frozen=True)
class PasswordCost:
    """The work of argon2id. The default is the second recommended choice of RFC 9106, section 4."""

    rounds: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


@dataclass(frozen=True)
class Settings:
    """Everything that a deployment or a test may want different; what is annotated can come from the environment."""

    database_url: Annotated[str, "数据库的地址，postgresql://… 或 sqlite:///…；不设就用上面的文件"] = sqlite_url(
        DEFAULT_DATA
    )
    files: Annotated[Path, "放文件（图片等）的文件夹"] = DEFAULT_FILES
    courses: Annotated[Path, "放课程包的文件夹"] = DEFAULT_COURSES
    key_file: Annotated[Path | None, "放令牌密钥的文件，请和数据库分开备份；默认在数据库文件旁边，后缀 .key"] = None
    host: Annotated[str, "监听的地址；在容器里设 0.0.0.0"] = "127.0.0.1"
    port: Annotated[int, "监听的端口"] = 8000
    log: Annotated[str, "quiet：出了错才说；json：每个请求一行 JSON，写到标准错误"] = "quiet"
    metrics_token: Annotated[str, "看 /metrics 要出示的令牌；不设就没有这一页"] = ""
    access_token_s: Annotated[int, "访问令牌多久换一次，秒"] = 3_600
    refresh_token_s: Annotated[int, "多久没用要重新登录，秒"] = 365 * 86_400  # a tablet left in a drawer over a summer
    attempts_per_name: Annotated[int, "一个用户名在一段时间里可以输错几次密码"] = 10
    attempts_per_address: Annotated[int, "一个地址在一段时间里可以输错几次"] = 120  # a whole class signs in from one
    attempts_window_s: Annotated[float, "上面两项说的一段时间，秒"] = 300.0
    device_requests_per_s: Annotated[float, "一台设备长期每秒可以有几个请求"] = 100.0
    device_burst: Annotated[int, "一台设备一下子可以有几个请求"] = 1_000
    address_requests_per_s: Annotated[float, "一个地址长期每秒可以有几个请求"] = 1_000.0  # a whole school from one
    address_burst: Annotated[int, "一个地址一下子可以有几个请求"] = 10_000
    body_limit_bytes: Annotated[int, "一个请求最大多少字节"] = 1 << 20
    operation_limit_bytes: Annotated[int, "一条操作最大多少字节"] = 256 << 10
    file_limit_bytes: Annotated[int, "一个文件最大多少字节"] = FILE_LIMIT_BYTES
    space_limit_bytes: Annotated[int, "一个空间的文件一共最多多少字节"] = SPACE_LIMIT_BYTES
    file_keep_days: Annotated[int, "没有地方再用的文件留几天"] = KEEP_DAYS
    page_limit_bytes: Annotated[int, "下行一页最多多少字节"] = 8 << 20
    hint_comment_s: Annotated[float, "没有消息时，提示流隔几秒写一行注释"] = 15.0
    battle_tempo: Tempo = field(default_factory=Tempo)
    password_cost: PasswordCost = PasswordCost()

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that these variables ask for. Raises WrongSetting."""
        given = {
            name: _read(name, text, kind)
            for name, kind, _about in _settable()
            if (text := environment.get(variable(name), ""))
        }
        if given.get("log", "quiet") not in ("quiet", "json"):
            raise WrongSetting(f"{variable('log')} 只能是 quiet 或 json。")
        return cls(**given)


def variable(name: str) -> str:
    """The environment's variable for a setting."""
    return "DATABASE_URL" if name == "database_url" else f"{PREFIX}{name.upper()}"


def table() -> str:
    """All variables with their defaults, as a table in Markdown."""
    defaults = {one.name: one.default for one in fields(Settings)}
    rows = [f"| `{variable(name)}` | {_shown(defaults[name])} | {about} |" for name, _kind, about in _settable()]
    data = f"| `{DATA}` | `{DEFAULT_DATA}` | SQLite 数据库文件；其余的文件和文件夹默认在它旁边 |"
    return "\n".join(["| 变量 | 默认 | 说明 |", "| --- | --- | --- |", data, *rows]) + "\n"


def _shown(default: object) -> str:
    return "" if default in (None, "") else f"`{default}`"


def _settable() -> Iterator[tuple[str, type, str]]:
    """Name, kind and description of what the environment may set."""
    for name, hint in get_type_hints(Settings, include_extras=True).items():
        if get_origin(hint) is Annotated:
            kind, about = get_args(hint)
            yield name, kind if kind in (int, float, str) else Path, about


def _read(name: str, text: str, kind: type) -> Any:
    try:
        return kind(text)
    except ValueError as error:
        raise WrongSetting(f"{variable(name)} 要是一个数，而不是“{text}”。") from error
