import asyncio
import codecs
import io
import json
from pathlib import Path

import pytest

from client.courses.importing import ImportRefusedError, read_file
from client.courses.importing.__main__ import main
from client.courses.importing.html import to_markdown
from client.courses.importing.reading import read_blocking
from client.courses.importing.source import LARGEST_BYTES
from client.courses.packs import read_pack

GIFT = "水的化学式是什么？{=水分子 ~二氧化碳}\n"


async def test_the_loop_goes_on_while_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.gift"
    path.write_text("\n\n".join(f"第 {n} 题{{T}}" for n in range(3000)))
    turns = 0
    reading = asyncio.create_task(read_file(path))
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 3  # a reading on the loop itself is over with the first turn; a busy machine gives few more
    assert len((await reading).courses[0].questions) == 3000


async def test_bytes_with_a_name_are_read_as_a_file_is() -> None:
    found = await read_file(GIFT.encode(), "化学.gift")
    assert (found.format, found.courses[0].title, found.questions) == ("gift", "化学", {"choice": 1})


@pytest.mark.parametrize(
    "data",
    [
        GIFT.encode(),
        codecs.BOM_UTF8 + GIFT.encode(),
        GIFT.encode("utf-16"),
        codecs.BOM_UTF16_BE + GIFT.encode("utf-16-be"),
        ("Question number one: yes or no? {T}\n\n" * 9 + GIFT).encode("utf-16-le"),
        GIFT.encode("gb18030"),
        GIFT.replace("\n", "\r\n").encode(),
    ],
)
def test_chinese_is_read_in_the_encodings_that_schools_use(data: bytes) -> None:
    assert read_blocking(data, "题").courses[0].questions[-1].text == "水的化学式是什么？"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "空的"),
        (b"  \n", "空的"),
        ("Hammarskjöld est né à Jönköping? {T}".encode("latin-1"), "文字编码"),
        (b"\xff\xfe\x00", "文字编码"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "编码|损坏"),
        (b"PK\x03\x04\x14\x00\x00\x00 {T}", "损坏|编码"),
        (b"just some words, nothing to answer", "认不出这个文件的格式"),
        (b"<?xml version='1.0'?><quiz>{T}</quiz>", "认不出这个文件的格式"),
        ("# 归并\n\n```c\nint main() {}\n\nvoid f() {\n  a = 1; }\n```".encode(), "认不出这个文件的格式"),
        (b'{"a": 1}', "认不出这个文件的格式"),
        (b"x" * (LARGEST_BYTES + 1), "最多能导入 50 MB"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(ImportRefusedError, match=sentence):
        read_blocking(data, "某个文件.txt")


def test_an_empty_folder_and_a_missing_file_are_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match="里面没有文件"):
        read_blocking(tmp_path)
    with pytest.raises(ImportRefusedError, match=r"打不开文件 none\.gift"):
        read_blocking(tmp_path / "none.gift")


def test_the_command_says_what_a_file_holds_in_json(tmp_path: Path) -> None:
    path = tmp_path / "化学.gift"
    path.write_text(GIFT + "\n坏的{=甲\n")
    out = io.StringIO()
    assert main([str(path), "--json"], out) == 0
    report = json.loads(out.getvalue())
    assert (report["format"], report["courses"], report["lessons"], report["media"]) == ("gift", 1, 1, 0)
    assert report["questions"] == {"choice": 1}
    assert report["skipped"] == [{"item": "第 2 题“坏的”（第 3 行）", "reason": "答案的左花括号 { 没有配上右花括号 }"}]
    assert report["error"] is None
    assert report["seconds"] >= 0


def test_the_command_fails_for_a_refused_file_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nothing")
    out = io.StringIO()
    assert main([str(tmp_path / "a.txt"), "--json"], out) == 1
    assert "认不出" in json.loads(out.getvalue())["error"]


def test_the_command_writes_packs_for_the_app_and_again_does_not_double(tmp_path: Path) -> None:
    path = tmp_path / "化学.gift"
    path.write_text(GIFT)
    out = io.StringIO()
    for _again in range(2):
        assert main([str(path), "--data-dir", str(tmp_path / "data")], out) == 0
    (pack,) = (tmp_path / "data/courses").iterdir()
    assert read_pack(pack) == read_blocking(path).courses[0]
    assert "课程《化学》：1 课，1 题" in out.getvalue()


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>一</p><p>二<br>三</p>", "一\n\n二  \n三"),
        ("<ul><li>甲<li>乙<ol><li>子</ol></ul>末", "- 甲\n- 乙\n\n   1. 子\n\n末"),
        ("<table><tr><th>年<th>数<tr><td>1<td>a|b</table>", "| 年 | 数 |\n| --- | --- |\n| 1 | a\\|b |"),
        ("<pre>\nif a:\n    b\n</pre>", "```\nif a:\n    b\n```"),
        ("x<sup>2</sup> + CO<sub>2</sub> + v<sub>初</sub>", "x² + CO₂ + v${}_{\\text{初}}$"),
        ("a<script>alert(1)</script><style>p{}</style>b", "ab"),
        ("<b> 重 </b>要 <i></i>&nbsp;&lt;b&gt; &amp; 3 &gt; 2", " **重** 要  \\<b> & 3 > 2".strip()),
        ("<code>x</code>", "`x`"),
        ("甲<!-- 看不见 -->乙<o:p></o:p>", "甲乙"),
        ("<p onclick='x'>事<a href='javascript:x'>件</a></p>", "事件"),
        (
            "<p><span class='material-symbols-outlined'>menu_book</span><i class='x material-icons'>home</i>文档</p>",
            "文档",
        ),
        ("公式<clarification>见第二章</clarification>求根", "公式 (见第二章)求根"),
    ],
)
def test_html_becomes_what_our_player_shows(html: str, markdown: str) -> None:
    shown, _missing = to_markdown(html, keep_lines=False, words=lambda text: text.replace("<", "\\<"))
    assert shown.split() == markdown.split()
