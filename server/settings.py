"""What can be set about the server, and its defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from server.battles.rules import Tempo
from sync.files import FILE_LIMIT_BYTES, KEEP_DAYS, SPACE_LIMIT_BYTES

DEFAULT_DATA = Path("data/server.db")
DEFAULT_FILES = DEFAULT_DATA.with_suffix(".files")
DEFAULT_COURSES = DEFAULT_DATA.with_suffix(".courses")


def sqlite_url(path: Path) -> str:
    """The address of the SQLite database in the file `path`."""
    return f"sqlite:///{path}"


@dataclass(frozen=True)
class PasswordCost:
    """The work of argon2id. The default is the second recommended choice of RFC 9106, section 4."""

    rounds: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


@dataclass(frozen=True)
class Settings:
    """Everything that a deployment or a test may want different."""

    database_url: str = sqlite_url(DEFAULT_DATA)
    key_file: Path | None = None  # where the key of the refresh tokens' seals is kept; None: one for each run
    access_token_s: int = 3_600
    refresh_token_s: int = 365 * 86_400  # a tablet left in a drawer over a summer stays signed in
    attempts_per_name: int = 10
    attempts_per_address: int = 120  # a whole class signs in from behind one address
    attempts_window_s: float = 300.0
    device_requests_per_s: float = 100.0
    device_burst: int = 1_000
    address_requests_per_s: float = 1_000.0  # a whole school syncs from behind one address
    address_burst: int = 10_000
    body_limit_bytes: int = 1 << 20
    operation_limit_bytes: int = 256 << 10
    files: Path = DEFAULT_FILES
    courses: Path = DEFAULT_COURSES
    file_limit_bytes: int = FILE_LIMIT_BYTES
    space_limit_bytes: int = SPACE_LIMIT_BYTES
    file_keep_days: int = KEEP_DAYS
    page_limit_bytes: int = 8 << 20
    hint_comment_s: float = 15.0
    battle_tempo: Tempo = field(default_factory=Tempo)
    password_cost: PasswordCost = PasswordCost()
