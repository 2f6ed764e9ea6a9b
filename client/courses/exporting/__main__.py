"""The command line: `python -m client.courses.exporting COURSE --to gift|apkg|pack --out FILE [--data-dir DIR]`.

COURSE is the id of a course on this device (a starter, or one in the data folder), the folder of a pack, or any file
that can be imported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from client.courses.content import Course
from client.courses.exporting.exporting import FORMATS, export_blocking, read_files
from client.courses.importing.reading import read_blocking
from client.courses.importing.report import ImportRefusedError
from client.courses.packs import MANIFEST, PackError
from client.courses.shelf import Shelf
from client.texts import _


def main(arguments: Sequence[str], out: TextIO) -> int:
    """Export the course named in `arguments`. 0 when the file was written, 1 with a sentence when it was not."""
    parser = argparse.ArgumentParser("client.courses.exporting", description=_("把课程变成别的程序能用的文件"))
    parser.add_argument("course", metavar="COURSE", help=_("课程编号、课程文件夹，或者任何能导入的文件"))
    parser.add_argument("--to", choices=list(FORMATS), required=True)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--data-dir", type=Path, help=_("到这个数据文件夹里找课程"))
    chosen = parser.parse_args(arguments)
    try:
        course, files = _found(chosen.course, chosen.data_dir)
        made = export_blocking(course, files, chosen.to)
        chosen.out.write_bytes(made.data)
    except (PackError, ImportRefusedError) as error:
        out.write(f"{error}\n")
        return 1
    except OSError as error:
        out.write(_("写不进 {file}：{why}").format(file=chosen.out, why=error.strerror or error) + "\n")
        return 1
    out.write(_("《{title}》已经写进 {file}").format(title=course.title, file=chosen.out) + "\n")
    for note in made.notes:
        out.write("  " + _("{item}：{reason}").format(item=note.item, reason=note.reason) + "\n")
    return 0


def _found(name: str, data_dir: Path | None) -> tuple[Course, Mapping[str, bytes]]:
    path = Path(name)
    if (path / MANIFEST).is_file():
        return read_files(path)
    folder = Shelf((data_dir or Path()) / "courses").folder(name)
    if folder is not None:
        return read_files(folder)
    imported = read_blocking(path)
    return imported.courses[0], imported.files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
