"""A vault as Obsidian keeps it: settings, folders, links in all their forms, attachments in a folder of their own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)

VAULT: dict[str, str | bytes] = {
    ".obsidian/app.json": '{"attachmentFolderPath": "附件"}',
    ".trash/扔掉的.md": "不要了",
    "首页.md": (
        "---\ntags:\n- 目录\n- \"#重要\"\naliases: [Home, 入口]\ncssclasses:\n  - wide\nsource: 课堂\n---\n"
        "从[[判别式]]开始，再看[[数学/几何/圆|圆的笔记]]和[[圆#切线]]。\n\n"
        "![[板书 1.png|300]]\n\n[[讲义.pdf]]\n\n![[判别式]]\n\n[[还没写]]\n\n`[[代码里]]`\n"
    ),
    "数学/判别式.md": "---\ntags: 代数, 公式/二次\n---\n回[[入口]]、[[Home|首页]] #初三 #2024\n\n[圆](几何/圆.md#切线)\n\n![图](../附件/%E6%9D%BF%E4%B9%A6%201.png)\n",  # noqa: E501
    "数学/几何/圆.md": "# 圆\n\n## 切线\n\n| 词 | 去 |\n| --- | --- |\n| 一 | [[判别式\\|看]] |\n\n![[讲义.pdf#page=2]]\n\n```\n#不是标签 [[判别式]]\n```\n",  # noqa: E501
    "物理/重名.md": "去[[数学/重名]]",
    "数学/重名.md": "![[没有的图.png]]",
    "附件/板书 1.png": PNG,
    "附件/讲义.pdf": b"%PDF-1.4 x",
    "附件/没人用.mp3": b"ID3",
    "画布.canvas": "{}",
}  # fmt: skip


def on_disk(folder: Path, files: dict[str, str | bytes] = VAULT) -> Path:
    """The vault as a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def zipped(files: dict[str, str | bytes] = VAULT, top: str = "") -> bytes:
    """The vault as a zip, perhaps in one folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{top}{name}", content)
    return out.getvalue()
