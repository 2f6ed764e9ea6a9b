"""A practice sheet as a Word file (Office Open XML, ECMA-376), written by hand: a zip of a few XML files."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from client.courses.grading import LETTERS
from client.mistakes.printing.omml import omml
from client.mistakes.printing.prose import Paragraph, paragraphs, readable
from client.mistakes.printing.sheet import ROOM_MM, Item, Sheet
from client.plain import formula as in_words
from client.texts import _

_WIDE, _HIGH = re.compile(rb'<svg[^>]*\swidth="([\d.]+)'), re.compile(rb'<svg[^>]*\sheight="([\d.]+)')
_EMU_MM = 36_000
_WIDEST_MM, _TALLEST_MM = 165.0, 64.0
_LINE_MM = 8.0
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
    '<Default Extension="svg" ContentType="image/svg+xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    f"{_HEAD}<w:styles {_NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei"/><w:sz w:val="22"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60" w:line="330" w:lineRule="auto"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults></w:styles>"
)


def make_docx(sheet: Sheet) -> bytes:
    """The Word file. It blocks: call it in a thread."""
    return _Writer(sheet).write()


class _Writer:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.body: list[str] = []
        self.pictures: list[bytes] = []
        self.drawings: list[bytes] = []

    def write(self) -> bytes:
        options = self.sheet.options
        self._plain(options.title or _("错题练习"), size=36, bold=True)
        count = _("共 {n} 题").format(n=len(self.sheet.items))
        self._plain(" · ".join(filter(None, (options.about, count, options.day))), size=18, color="606C65")
        self._plain(_("姓名 __________   日期 __________   用时 ________   得分 ________"), rule=True)
        for number, item in enumerate(self.sheet.items, 1):
            self._question(number, item)
        if options.answers:
            self.body.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
            self._plain(_("答案与解析"), size=28, bold=True, rule=True)
            for number, item in enumerate(self.sheet.items, 1):
                self._answer(number, item)
        return self._packed()

    def _question(self, number: int, item: Item) -> None:
        first, *rest = self._runs(item.text or _("（看图）"), item) or [""]
        self._raw(_run(f"{number}. ", bold=True) + first, keep=True)
        for runs in rest:
            self._raw(runs, keep=True)
        for data in item.pictures:
            self._raw(self._picture(data), keep=True)
        for i, option in enumerate(item.options):
            lines = self._runs(option, item) or [""]
            self._raw(_run(f"{LETTERS[i % 26]}. ") + lines[0], left=360, keep=True)
            for line in lines[1:]:
                self._raw(line, left=720, keep=True)
        room_mm = item.room_mm * ROOM_MM[self.sheet.options.room]
        for _line in range(int(room_mm // _LINE_MM)):
            self._raw("", keep=True)
        about = " · ".join(filter(None, (item.point, _("编号 {code}").format(code=item.code) if item.code else "")))
        self._plain(about, size=16, color="606C65", right=True, rule=True)

    def _answer(self, number: int, item: Item) -> None:
        lines = self._runs(item.answer or _("（没有记答案）"), item) or [""]
        code = _run(f"　{item.code}", size=16, color="606C65")
        self._raw(_run(f"{number}. ", bold=True) + lines[0] + code)
        for line in [*lines[1:], *self._runs(item.explanation, item)]:
            self._raw(line, left=360)
        if item.reflection:
            self._raw(_run(_("提醒自己：{words}").format(words=item.reflection)), left=360)

    def _runs(self, markdown: str, item: Item) -> list[str]:
        """The insides of the paragraphs of a text."""
        return [self._inside(paragraph, item) for paragraph in paragraphs(markdown)]

    def _inside(self, paragraph: Paragraph, item: Item) -> str:
        if paragraph.drawing:
            if (svg := _svg(item, paragraph.drawing)) is not None:
                return self._drawing(svg)
            return _run(_("（图：{caption}）").format(caption=paragraph.caption), color="606C65")
        out = []
        for piece in paragraph.pieces:
            math = omml(piece.text) if piece.is_formula else None
            if math is not None:
                out.append(f"<m:oMathPara>{math}</m:oMathPara>" if piece.wide else math)
            else:
                out.append(_run(in_words(piece.text) if piece.is_formula else piece.text, bold=piece.bold))
        return "".join(out)

    def _picture(self, data: bytes) -> str:
        from PIL import Image

        width, height = Image.open(io.BytesIO(data)).size
        scale = min(_WIDEST_MM / width, _TALLEST_MM / height, 0.12) * _EMU_MM
        self.pictures.append(data)
        n = len(self.pictures)
        return self._framed(f'<a:blip r:embed="picture{n}"/>', int(width * scale), int(height * scale))

    def _drawing(self, svg: bytes) -> str:
        """An SVG: Word since 2016 draws it itself, older ones show the blank picture that has to stand beside it."""
        width, height = (float(found[1]) if (found := re.search(side, svg)) else 400.0 for side in (_WIDE, _HIGH))
        scale = min(_WIDEST_MM / width, _TALLEST_MM / height, 0.24) * _EMU_MM
        self.drawings.append(svg)
        blip = (
            f'<a:blip r:embed="blank"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
            f'<asvg:svgBlip r:embed="drawing{len(self.drawings)}"/></a:ext></a:extLst></a:blip>'
        )
        return self._framed(blip, int(width * scale), int(height * scale))

    def _framed(self, blip: str, cx: int, cy: int) -> str:
        n = len(self.pictures) + len(self.drawings)
        return (
            f'<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{n}" name="{n}"/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{n}" name="{n}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f"<pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _plain(
        self,
        words: str,
        *,
        size: int = 22,
        bold: bool = False,
        color: str = "",
        right: bool = False,
        rule: bool = False,
    ) -> None:
        self._raw(_run(words, size=size, bold=bold, color=color), right=right, rule=rule)

    def _raw(self, inside: str, *, left: int = 0, right: bool = False, rule: bool = False, keep: bool = False) -> None:
        line = '<w:bottom w:val="single" w:sz="4" w:space="4" w:color="C4CCC7"/>'
        about = "".join(
            [
                "<w:keepNext/>" if keep else "",
                f"<w:pBdr>{line}</w:pBdr>" if rule else "",
                f'<w:ind w:left="{left}"/>' if left else "",
                '<w:jc w:val="right"/>' if right else "",
            ]
        )
        self.body.append(f"<w:p>{f'<w:pPr>{about}</w:pPr>' if about else ''}{inside}</w:p>")

    def _packed(self) -> bytes:
        page = (
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1020" w:right="1020" w:bottom="1020" w:left="1020" w:header="567" w:footer="567" '
            'w:gutter="0"/></w:sectPr>'
        )
        document = f"{_HEAD}<w:document {_NAMESPACES}><w:body>{''.join(self.body)}{page}</w:body></w:document>"
        named = "".join(
            f'<Relationship Id="picture{n}" Type="{_OFFICE}/image" Target="media/{n}.jpeg"/>'
            for n in range(1, len(self.pictures) + 1)
        )
        named += "".join(
            f'<Relationship Id="drawing{n}" Type="{_OFFICE}/image" Target="media/d{n}.svg"/>'
            for n in range(1, len(self.drawings) + 1)
        )
        named += f'<Relationship Id="blank" Type="{_OFFICE}/image" Target="media/blank.png"/>' if self.drawings else ""
        styles = f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("[Content_Types].xml", _TYPES)
            package.writestr("_rels/.rels", _ROOT)
            package.writestr("word/document.xml", document)
            package.writestr("word/styles.xml", _STYLES)
            relations = f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{styles}{named}</Relationships>'
            package.writestr("word/_rels/document.xml.rels", relations)
            for n, data in enumerate(self.pictures, 1):
                package.writestr(f"word/media/{n}.jpeg", data)
            for n, data in enumerate(self.drawings, 1):
                package.writestr(f"word/media/d{n}.svg", data)
            if self.drawings:
                package.writestr("word/media/blank.png", _blank())
        return out.getvalue()


def _svg(item: Item, file: str) -> bytes | None:
    try:
        return (item.folder / file).read_bytes() if item.folder else None
    except OSError:
        return None


def _blank() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG")
    return out.getvalue()


def _run(words: str, *, size: int = 0, bold: bool = False, color: str = "") -> str:
    if not words:
        return ""
    about = "".join(
        [
            "<w:b/>" if bold else "",
            f'<w:color w:val="{color}"/>' if color else "",
            f'<w:sz w:val="{size}"/>' if size else "",
        ]
    )
    text = f'<w:t xml:space="preserve">{escape(readable(words))}</w:t>'
    return f"<w:r>{f'<w:rPr>{about}</w:rPr>' if about else ''}{text}</w:r>"
