"""XML made harmless and simple: no entities but the known ones, no namespaces, read although it is slightly broken."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import html5
from xml.etree import ElementTree as ET

from client.courses.importing.report import ImportRefusedError
from client.texts import _

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&(?!#|(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]{0,31});")
_STRAY = re.compile(r"&(?![A-Za-z][A-Za-z0-9]{0,31};|#\d{1,7};|#x[0-9A-Fa-f]{1,6};)")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->)", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));")
_ROOT = re.compile(
    r"\A\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>\s*)*"
    r"<([\w:.-]+)((?:\s[^<>]*)?)/?>",
    re.DOTALL | re.IGNORECASE,
)


class XmlError(ImportRefusedError):
    """No XML, or one that is made to harm."""


def text_of(data: bytes) -> str:
    """The text of an XML file in the encoding that it says it has."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    if data[:4] in (b"<\0?\0", b"\0<\0?"):
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    said = _ENCODING.match(data[:400])
    try:
        return data.decode(said[1].decode() if said else "utf-8")
    except (UnicodeDecodeError, LookupError):
        return data.decode("utf-8", "replace")


def root_of(data: bytes) -> tuple[str, str]:
    """The name of the outermost element, without a prefix, and its attributes as written; ("", "") for no XML."""
    found = _ROOT.match(text_of(data[:20_000]))
    return (found[1].rpartition(":")[2], found[2]) if found else ("", "")


def parse(data: bytes | str) -> ET.Element:
    """The root of that XML, all names without namespaces. Raises `XmlError`."""
    text = text_of(data) if isinstance(data, bytes) else data
    text = _DECLARATION.sub("", text.lstrip("\ufeff"), count=1)
    doctype = _DOCTYPE.search(text, 0, 100_000)
    if doctype and "<!ENTITY" in doctype[0].upper():
        raise XmlError(_("文件里自定义了实体（可能是实体炸弹），没有打开"))
    if doctype and "<" not in re.sub(r"<[!?].*?>", "", text[: doctype.start()], flags=re.DOTALL):
        text = text[: doctype.start()] + text[doctype.end() :]
    if "<!ENTITY" in text[:100_000].upper() and "<!DOCTYPE" in text[:100_000].upper():
        raise XmlError(_("文件里自定义了实体（可能是实体炸弹），没有打开"))
    text = _CONTROL.sub("", text)
    try:
        root = ET.fromstring(_references(text))  # noqa: S314 - no document type is left, so nothing can expand
    except (ET.ParseError, ValueError) as error:
        raise XmlError(_("XML 写法有误：{why}").format(why=str(error)[:80])) from error
    return simplified(root)


def simplified(root: ET.Element) -> ET.Element:
    """`root` with the namespaces taken off all names, comments and instructions out."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if name[0] == "{"]:
            element.attrib.setdefault(name.rpartition("}")[2], element.attrib.pop(name))
    return root


Special = Callable[[ET.Element], str | None]

_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


def inner(element: ET.Element | None, special: Special | None = None) -> str:
    """What is inside an element, as HTML; `special` gives the HTML for a child that is more than markup, else None."""
    if element is None:
        return ""
    parts = [_escaped(element.text or "")]
    for child in element:
        parts += [outer(child, special), _escaped(child.tail or "")]
    return "".join(parts)


def outer(element: ET.Element, special: Special | None = None) -> str:
    """An element as HTML, see `inner`."""
    if special is not None and (html := special(element)) is not None:
        return html
    attributes = "".join(f' {k}="{_escaped(v).replace(chr(34), "&quot;")}"' for k, v in element.attrib.items())
    if element.tag in _VOID and not len(element):
        return f"<{element.tag}{attributes}>"
    return f"<{element.tag}{attributes}>{inner(element, special)}</{element.tag}>"


def words(element: ET.Element | None) -> str:
    """The text inside an element, its spaces made single."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def number(text: str) -> float:
    """The number that a text says; 0 for anything else, also for one that nobody can mean."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e300 else 0.0


def child_text(element: ET.Element, path: str) -> str:
    """The text of the first element at `path`, stripped; "" for none."""
    found = element.find(path)
    return (found.text or "").strip() if found is not None else ""


def descend(element: ET.Element, *names: str) -> Iterator[ET.Element]:
    """All elements of these names below, in order."""
    wanted = set(names)
    return (each for each in element.iter() if each.tag in wanted and each is not element)


def _references(text: str) -> str:
    """Named signs as HTML knows them, a bare `&` and references to forbidden signs mended; CDATA stays as it is."""
    if "&" not in text:
        return text
    parts = _CDATA.split(text)
    for index in range(0, len(parts), 2):
        part = _ENTITY.sub(lambda m: _escaped(html5.get(f"{m[1]};", f"&{m[1]};")), parts[index])
        part = _REFERENCE.sub(_allowed, part)
        parts[index] = _STRAY.sub("&amp;", part)
    return "".join(parts)


def _allowed(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    good = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return found[0] if good else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
