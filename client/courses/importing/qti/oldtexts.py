"""What is told in an item of QTI 1.2: its text, and what is said afterwards."""

from __future__ import annotations

import html as entities
from xml.etree import ElementTree as ET

from client.courses.importing import making
from client.courses.importing.draft import Draft
from client.courses.importing.elements import words


def stem_of(item: ET.Element) -> str:
    """The material of the presentation that belongs to no response."""
    presentation = item.find("presentation")
    if presentation is None:
        return ""
    parts: list[str] = []

    def walk(element: ET.Element) -> None:
        for child in element:
            if child.tag == "material":
                parts.append(material(child))
            elif not child.tag.startswith("response_"):
                walk(child)
            elif child.tag in ("response_str", "response_num"):
                parts.extend(material(m) for m in child.findall("material"))

    walk(presentation)
    lids = list(presentation.iter("response_lid"))
    if not "".join(parts).strip() and len(lids) == 1:
        parts = [material(m) for m in lids[0].findall("material")]
    return "\n".join(parts)


def material(element: ET.Element | None) -> str:
    """A `<material>` as HTML."""
    if element is None:
        return ""
    parts: list[str] = []
    for part in element.iter():
        if part.tag in ("mattext", "matemtext"):
            text = "".join(part.itertext())
            is_html = part.get("texttype", "text/plain").lower() in ("text/html", "text/xhtml", "text/rtf")
            parts.append(text if is_html else entities.escape(text, quote=False).replace("\n", "<br>"))
        elif part.tag == "matimage":
            parts.append(f'<img src="{part.get("uri", "")}" alt="{part.get("label", "")}">')
        elif part.tag in ("mataudio", "matvideo"):
            parts.append(f'<{part.tag[3:]} src="{part.get("uri", "")}"></{part.tag[3:]}>')
    return " ".join(parts)


def feedback(draft: Draft, item: ET.Element) -> str:
    """What is said to everybody."""
    said = [
        f for f in item.findall("itemfeedback") if f.get("ident", "").lower() in ("general_fb", "general", "solution")
    ]
    return making.together(*(draft.html("".join(material(m) for m in f.iter("material"))) for f in said))


def sample(draft: Draft, item: ET.Element) -> str:
    """An answer to compare one's own with."""
    solutions = [s for f in item.findall("itemfeedback") for s in f.iter("solution")]
    return making.together(*(draft.html("".join(material(m) for m in s.iter("material"))) for s in solutions))


def remarks_of(draft: Draft, item: ET.Element) -> dict[str, str]:
    """What is said to who chose a label."""
    texts = {f.get("ident", ""): "".join(material(m) for m in f.iter("material")) for f in item.findall("itemfeedback")}
    remarks: dict[str, str] = {}
    for condition in item.iter("respcondition"):
        chosen = condition.findall("conditionvar/varequal")
        linked = [texts.get(f.get("linkrefid", ""), "") for f in condition.findall("displayfeedback")]
        if len(chosen) == 1 and any(linked):
            remarks[words(chosen[0])] = draft.html(" ".join(linked))
    return remarks
