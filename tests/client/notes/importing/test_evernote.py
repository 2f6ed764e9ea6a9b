"""Evernote's ENEX comes in: text, boxes, tables, files by their MD5, tags, dates; what is made to harm is refused."""

import base64
import hashlib
from pathlib import Path

import pytest

from client.bootstrap import Client
from client.courses.importing import ImportRefusedError
from client.notes.importing import are_notes
from client.notes.importing.formats import read_blocking
from tests.client.notes.importing.vault import PNG
from tests.fakes.opened import open_device

PDF = b"%PDF-1.4 \x00\xff"


def md5(data: bytes) -> str:
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def resource(data: bytes, mime: str, name: str = "") -> str:
    named = f"<resource-attributes><file-name>{name}</file-name></resource-attributes>" if name else ""
    packed = base64.encodebytes(data).decode()
    return f'<resource><data encoding="base64">\n{packed}</data><mime>{mime}</mime>{named}</resource>'


def note(title: str, enml: str, more: str = "", created: str = "20240301T080000Z") -> str:
    text = (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE en-note SYSTEM "http://xml.evernote.com/pub/enml2.dtd">'
        f"<en-note>{enml}</en-note>"
    )
    return (
        f"<note><title>{title}</title><content><![CDATA[{text}]]></content><created>{created}</created>"
        f"<updated>20240302T091011Z</updated>{more}</note>"
    )


def enex(
    *notes: str, doctype: str = '<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/pub/evernote-export4.dtd">'
) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<en-export export-date="20240303T000000Z" version="10">'
    return f"{head}{''.join(notes)}</en-export>".encode()


FILE = enex(
    note(
        "判别式",
        "<div>一元二次 <b>方程</b> &amp; a &lt; b&nbsp;</div>"
        '<div><en-todo/>要做</div><div><en-todo checked="true"/>做了</div>'
        '<ul style="--en-todo:true;"><li style="--en-checked:true;"><div>新的框</div></li></ul>'
        "<table><tr><td>a</td><td>b|c</td></tr><tr><td>1</td><td>2</td></tr></table>"
        f'<div><en-media type="image/png" hash="{md5(PNG)}"/></div><en-media type="application/pdf" hash="{md5(PDF)}"/>'
        '<div><a href="evernote:///view/1/s1/x/x/">圆</a> <a href="evernote:///view/2/s1/y/y/">没有的</a> '
        '<a href="https://example.org/a">网上</a></div>'
        '<div style="-en-codeblock:true;"><div>x = 1</div><div>y</div></div>'
        '<en-crypt>abc</en-crypt><en-media type="image/png" hash="00"/>',
        f"<tag>代数</tag><tag>初三</tag>{resource(PNG, 'image/png', '板书 1.png')}{resource(PDF, 'application/pdf')}",
    ),
    note("圆", "", resource(b"ID3", "audio/mpeg", "听.mp3")),
    note("圆圆", "<div>一</div>"),
    note("圆圆", "<div>二</div>"),
)


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path / "data") as client:
        yield client


async def test_everything_of_an_enex_comes_in(client: Client) -> None:
    assert await are_notes(FILE, "数学.enex")
    found = read_blocking(FILE, "数学.enex")
    assert (found.format, len(found.pages), found.attachments, found.links) == ("enex", 4, 3, 1)
    assert (found.notebooks, found.tags) == ({"数学"}, {"代数", "初三"})
    text = found.pages[0].text
    for part in (
        "一元二次 **方程** & a", "- [ ] 要做\n- [x] 做了", "- [x] 新的框", "| a | b\\|c |\n| --- | --- |\n| 1 | 2 |",
        "![板书-1.png](板书-1.png)", f"[{md5(PDF)[:8]}.pdf]({md5(PDF)[:8]}.pdf)", "[[圆]] 没有的",
        "[网上](https://example.org/a)", "```\nx = 1\ny\n```", "加密的一段",
    ):  # fmt: skip
        assert part in text, part
    assert len(found.changes) == 3
    assert found.pages[1].text == "[听.mp3](听.mp3)"
    await client.transfer.bring_in(found)
    note_id = await client.notes.named("判别式")
    assert note_id
    kept = await client.notes.get(note_id)
    assert kept
    assert (kept.created_utc, kept.updated_utc) == ("2024-03-01T08:00:00.000Z", "2024-03-02T09:10:11.000Z")
    names = await client.attachments.names(note_id)
    assert await client.attachments.read(names["板书-1.png"]) == PNG
    assert (await client.transfer.bring_in(read_blocking(FILE, "数学.enex"))).same == 4


def test_a_note_that_is_broken_is_named_and_the_others_come() -> None:
    found = read_blocking(enex(note("坏", "<div>一"), note("好", "<div>二</div>")), "一.enex")
    assert [page.title for page in found.pages] == ["好"]
    assert [entry.item for entry in found.skipped] == ["坏"]


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = '<!DOCTYPE en-export [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(ImportRefusedError, match="实体"):
        read_blocking(enex(note("一", "&b;"), doctype=bomb), "一.enex")
