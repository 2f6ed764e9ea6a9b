"""What went wrong, kept on this device in a small file: which part, which kind of fault, where in the code.

Nothing of the person: not the words of a message's values, nor an error's own text, which may quote what was written.
"""

from __future__ import annotations

import logging
import platform
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from client.version import VERSION

FOLDER = "logs"
FILE = "xueban.log"
MOST_BYTES = 256 << 10
KEPT = 3
"""Files of `MOST_BYTES`: the one that is written, and those before it."""

_ROOT = Path(__file__).resolve().parent.parent
_MOST_FRAMES = 30
_kept: list[logging.Handler] = []  # one person sits before one process


def keep_log(data_dir: Path) -> None:
    """Write warnings and faults into the folder from now on, in place of the one that was written before."""
    stop_log()
    (data_dir / FOLDER).mkdir(parents=True, exist_ok=True)
    file = data_dir / FOLDER / FILE
    handler = RotatingFileHandler(file, maxBytes=MOST_BYTES, backupCount=KEPT - 1, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_Impersonal("%(asctime)s %(levelname)s %(name)s"))
    logging.getLogger().addHandler(handler)
    _kept.append(handler)


def stop_log() -> None:
    """Write no more, and let go of the file."""
    while _kept:
        handler = _kept.pop()
        logging.getLogger().removeHandler(handler)
        handler.close()


def report_of(fault: BaseException, where: str) -> str:
    """What to send to those who can mend it: version and system, the kind of fault, and the way to it in the code."""
    head = f"Xueban {VERSION}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return "\n".join([head, f"{where}: {_kinds(fault)}", *_frames(fault.__traceback__)])


class _Impersonal(logging.Formatter):
    """A line's head, then the message as it stands in the code, without the values that it is filled with."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
        record.message = ""
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        lines = [f"{self.formatMessage(record)} {said}"]
        if record.exc_info and record.exc_info[1] is not None:
            fault = record.exc_info[1]
            lines += [_kinds(fault), *_frames(fault.__traceback__)]
        return "\n".join(lines)


def _kinds(fault: BaseException) -> str:
    """The fault's kind, and those of what it came from."""
    names: list[str] = []
    seen: BaseException | None = fault
    while seen is not None and len(names) < 5:
        names.append(type(seen).__name__)
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return " < ".join(names)


def _frames(trace: TracebackType | None) -> list[str]:
    """Where in the code, outermost first; of other people's packages the file's name, for a path names the person."""
    found = traceback.extract_tb(trace)[-_MOST_FRAMES:]
    return [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in found]


def _place(file: str) -> str:
    path = Path(file)
    try:
        inside = path.resolve().relative_to(_ROOT)
    except ValueError:
        return f"{path.parent.name}/{path.name}"
    return "/".join(inside.parts[-3:])
