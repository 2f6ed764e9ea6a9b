"""Notion's Markdown export comes in: pages in pages, links by path, pictures, databases as tables; also in parts."""

import pytest

from client.courses.importing import ImportRefusedError
from client.notes.importing.formats import read_blocking
from tests.client.notes.importing.vault import PNG, zipped

A, B, C, D, E = (sign * 32 for sign in "abcde")
PAGES: dict[str, str | bytes] = {
    f"数学 {A}.md": (
        f"# 数学：总览\n\n[判别式](%E6%95%B0%E5%AD%A6%20{A}/%E5%88%A4%E5%88%AB%E5%BC%8F%20{B}.md)\n\n"
        f"![Untitled](%E6%95%B0%E5%AD%A6%20{A}/Untitled.png)\n\n<aside>\n💡 记住\n\n两行\n</aside>\n\n"
        f"[题库](%E6%95%B0%E5%AD%A6%20{A}/%E9%A2%98%E5%BA%93%20{C}.csv)\n\n[网](https://notion.so/{A})\n"
    ),
    f"数学 {A}/判别式 {B}.md": f"# 判别式\n\n回[上面](../%E6%95%B0%E5%AD%A6%20{A}.md)",
    f"数学 {A}/Untitled.png": PNG,
    f"数学 {A}/没人用.pdf": b"%PDF",
    f"数学 {A}/题库 {C}.csv": "题,难度\n一,1\n",
    f"数学 {A}/题库 {C}_all.csv": "\ufeff题,难度\n一,1\n\"二|三\n四\",2\n",
    f"数学 {A}/题库 {C}/一 {D}.md": "# 一\n\n难度: 1\n\n答案",
}  # fmt: skip


def test_everything_of_an_export_comes_in() -> None:
    found = read_blocking(zipped(PAGES), "Export-1.zip")
    assert (found.format, len(found.pages), found.attachments, found.links) == ("notion", 4, 1, 3)
    assert found.notebooks == {"数学", "数学/题库"}
    pages = {page.title: page for page in found.pages}
    assert pages["数学：总览"].text == (
        f"[[判别式]]\n\n![Untitled](Untitled.png)\n\n> 💡 记住\n>\n> 两行\n\n[[题库]]\n\n[网](https://notion.so/{A})\n"
    )
    assert pages["判别式"].text == "回[[数学：总览|上面]]"
    assert pages["题库"].text == "| 题 | 难度 |\n| --- | --- |\n| 一 | 1 |\n| 二\\|三 四 | 2 |\n"
    assert [entry.item for entry in found.skipped] == [f"数学 {A}/没人用.pdf"]
    assert [entry.item for entry in found.changes] == [f"数学 {A}/题库 {C}_all.csv"]


def test_an_export_in_parts_and_under_another_name_is_the_same() -> None:
    whole = {page.id: page.text for page in read_blocking(zipped(PAGES), "Export-1.zip").pages}
    parts = zipped({"ExportBlock-1-Part-1.zip": zipped(PAGES)})
    assert {page.id: page.text for page in read_blocking(parts, "Export-2.zip").pages} == whole


def test_parts_that_are_broken_are_a_sentence() -> None:
    with pytest.raises(ImportRefusedError, match="损坏"):
        read_blocking(zipped({"ExportBlock-1-Part-1.zip": b"PK\x03\x04"}), "Export-2.zip")
