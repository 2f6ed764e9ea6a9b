"""The command line: `python -m client.notes.exporting --data-dir DIR --out FILE [--notebook NAME]`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from client.bootstrap import open_client
from client.notes.exporting.exporting import ExportedNotes
from client.texts import _


def main(arguments: Sequence[str], out: TextIO) -> int:
    """Write the notes as a zip of Markdown. 0 when it was written, 1 with a sentence when it was not."""
    parser = argparse.ArgumentParser("client.notes.exporting", description=_("把笔记变成一个 Markdown 压缩包"))
    parser.add_argument("--data-dir", type=Path, required=True, help=_("笔记所在的数据文件夹"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--notebook", default="", help=_("只要这个笔记本"))
    chosen = parser.parse_args(arguments)
    try:
        made = asyncio.run(_export(chosen.data_dir, chosen.notebook))
        chosen.out.write_bytes(made.data)
    except OSError as error:
        out.write(_("写不进 {file}：{why}").format(file=chosen.out, why=error.strerror or error) + "\n")
        return 1
    words = _("{n} 篇笔记、{a} 个附件已经写进 {file}")
    out.write(words.format(n=made.notes, a=made.attachments, file=chosen.out) + "\n")
    for entry in made.missing:
        out.write("  " + _("{item}：{reason}").format(item=entry.item, reason=entry.reason) + "\n")
    return 0


async def _export(data_dir: Path, notebook: str) -> ExportedNotes:
    client = await open_client(data_dir)
    try:
        return await client.transfer.take_out(notebook)
    finally:
        await client.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout))
