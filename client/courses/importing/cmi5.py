"""cmi5: the structure of a course whose units (AU) run on a server with a learning record store.

A unit cannot run here: its title and description become a lesson, with a link when it has an address of its own, and
each is named as left out. What breaks the rules of the standard (sections 3, 8.1, 13, 14) is refused with the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree as ET

from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece
from client.courses.importing.elements import child_text, parse, words
from client.courses.importing.report import Imported, ImportRefusedError
from client.courses.importing.source import Source
from client.texts import _

FILE = "cmi5.xml"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_RESERVED = {"endpoint", "fetch", "actor", "registration", "activityId"}
_MOVE_ON = {"Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"}
_LAUNCH = {"AnyWindow", "OwnWindow"}


def claims(source: Source) -> bool:
    """Whether this is a course structure, or the tree of a package with one."""
    if source.tree is not None:
        return FILE in source.tree.names
    return source.root[0] == "courseStructure"


def read(source: Source) -> Imported:
    """The units. Raises `ImportRefusedError` with the rule that is broken."""
    packed = source.tree is not None or source.name.casefold() == FILE
    root = parse(source.tree.read(FILE) if source.tree is not None else source.data)
    if root.tag != "courseStructure":
        raise ImportRefusedError(_("这不是 cmi5 课程结构"))
    _check(root, packed=packed)
    course = root.find("course")
    assert course is not None  # noqa: S101 - it was checked
    draft = Draft("cmi5")
    title = _said(course, "title")
    units = list(_units(draft, root, ""))
    head = Head(course.get("id", ""), title, summary=_said(course, "description"), language=_language(course))
    return draft.imported(course_from(units, "cmi5", head))


def _units(draft: Draft, element: ET.Element, section: str) -> Iterator[Unit]:
    for child in element:
        if child.tag == "block":
            yield from _units(draft, child, _said(child, "title") or section)
        elif child.tag == "au":
            title, url = _said(child, "title"), " ".join(child_text(child, "url").split())
            parts = [f"<p>{_escaped(_said(child, 'description') or title)}</p>"]
            if url.startswith(("http://", "https://")):
                parts.append(f'<p><a href="{_escaped(url)}">{_escaped(url)}</a></p>')
            body, _heard = draft.shown("".join(parts), links=True)
            draft.skip(_("cmi5 单元要连着学习记录库（LRS）运行，这里只保留了标题和说明"), title)
            yield Unit(child.get("id", ""), title, [Piece("", body)], section=section)


def _check(root: ET.Element, *, packed: bool) -> None:
    course = root.find("course")
    if course is None:
        _refuse(_("缺少 course"))
    seen: set[tuple[str, str]] = set()
    for element in [course, *root.iter("block"), *root.iter("au"), *root.iter("objective")]:
        assert element is not None  # noqa: S101 - refused above
        key = element.get("id", "")
        if not _IRI.fullmatch(key):
            _refuse(_("{kind} 的编号 {id} 不是完整的 IRI").format(kind=element.tag, id=key[:100]))
        kind = "objective" if element.tag == "objective" else "item"
        if (kind, key) in seen:
            _refuse(_("{kind} 的编号 {id} 用了两次").format(kind=element.tag, id=key[:100]))
        seen.add((kind, key))
        if element.find("title") is None or element.find("description") is None:
            _refuse(_("{kind} {id} 缺少标题或说明").format(kind=element.tag, id=key[:100]))
    units = list(root.iter("au"))
    if not units:
        _refuse(_("没有一个单元（AU）"))
    for unit in units:
        _check_unit(unit, packed=packed)
    for block in root.iter("block"):
        if not any(child.tag in ("au", "block") for child in block):
            _refuse(_("{kind} {id} 里没有单元").format(kind="block", id=block.get("id", "")[:100]))
    known = {key for kind, key in seen if kind == "objective"}
    for reference in root.iter():
        if reference.tag == "objective" and reference.get("idref") and reference.get("idref") not in known:
            _refuse(_("目标 {id} 没有定义").format(id=reference.get("idref", "")[:100]))


def _check_unit(unit: ET.Element, *, packed: bool) -> None:
    key = unit.get("id", "")[:100]
    url = " ".join(child_text(unit, "url").split())
    if not url:
        _refuse(_("单元 {id} 没有网址").format(id=key))
    try:
        parts = urlsplit(url)
    except ValueError:
        _refuse(_("单元 {id} 的网址写法有误").format(id=key))
    if taken := sorted({name for name, _value in parse_qsl(parts.query, keep_blank_values=True)} & _RESERVED):
        _refuse(_("单元 {id} 的网址用了保留参数 {name}").format(id=key, name=taken[0]))
    if not parts.scheme and not packed:
        _refuse(_("单元 {id} 的网址是相对的，只有 zip 包里才可以").format(id=key))
    if unit.get("moveOn", "NotApplicable") not in _MOVE_ON:
        _refuse(_("单元 {id} 的 {name} 值不对").format(id=key, name="moveOn"))
    if unit.get("launchMethod", "AnyWindow") not in _LAUNCH:
        _refuse(_("单元 {id} 的 {name} 值不对").format(id=key, name="launchMethod"))
    try:
        score = float(unit.get("masteryScore", "0"))
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        _refuse(_("单元 {id} 的 {name} 值不对").format(id=key, name="masteryScore"))


def _refuse(rule: str) -> NoReturn:
    raise ImportRefusedError(_("不合 cmi5 标准：{rule}").format(rule=rule))


def _said(element: ET.Element, name: str) -> str:
    return words(element.find(f"{name}/langstring"))


def _language(course: ET.Element) -> str:
    found = course.find("title/langstring")
    return (found.get("lang") or "") if found is not None else ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
