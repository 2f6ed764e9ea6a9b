"""An item of QTI 2.x: its body in Markdown with holes for what is filled in, and the questions in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from client.courses.content import Gap, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.elements import inner, outer
from client.courses.importing.making import Told, hole
from client.courses.importing.qti import kinds
from client.courses.importing.qti.answers import Right, rights_of
from client.texts import _

INLINE = {"textEntryInteraction", "inlineChoiceInteraction"}
_BLOCK_SIGN = re.compile("\ue012(\\d+)\ue013")
_HIDDEN = {"feedbackBlock", "feedbackInline", "rubricBlock", "templateBlock", "templateInline", "endAttemptInteraction",
           "infoControl", "stylesheet"}  # fmt: skip
_PICTURES = re.compile(r"^image/|\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)


@dataclass
class Item:
    """An item's root, found at `path` in its tree."""

    root: ET.Element
    path: str = ""

    @property
    def title(self) -> str:
        """Its title, else its identifier, else its file's name."""
        return self.root.get("title") or self.root.get("identifier") or PurePosixPath(self.path).stem

    @property
    def key(self) -> str:
        """What it is known by when it comes again; identifiers alone are not unique across files."""
        return f"{self.path}\x1f{self.root.get('identifier', '')}\x1f{self.title}"


def camel(root: ET.Element) -> ET.Element:
    """An item of QTI 3.0 in the names of 2.x: `qti-choice-interaction` is `choiceInteraction`."""
    if not root.tag.startswith("qti-"):
        return root
    for element in root.iter():
        if element.tag.startswith("qti-"):
            element.tag = _camel(element.tag[4:])
            for name in list(element.attrib):
                if "-" in name and not name.startswith("data-"):
                    element.attrib.setdefault(_camel(name), element.attrib.pop(name))
    return root


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(part.capitalize() for part in others)


def questions_of(draft: Draft, item: Item) -> Iterator[Question]:
    """The questions of the item: one for each interaction that stands alone, one for all gaps in a text."""
    if item.root.find("templateProcessing") is not None:
        raise Unfit(_("题目里的数是每次随机生成的，这里做不了"))
    body = item.root.find("itemBody")
    if body is None:
        raise Unfit(_("没有题干"))
    yield from _Body(draft, item, body).questions()


class _Body:
    def __init__(self, draft: Draft, item: Item, body: ET.Element) -> None:
        self._draft, self._item, self._body = draft, item, body
        self._rights = rights_of(item.root)
        self._blocks: list[ET.Element] = []
        self._gaps: list[tuple[ET.Element, Right]] = []

    def questions(self) -> Iterator[Question]:
        html = inner(self._body, self._special)
        pieces = _BLOCK_SIGN.split(html)
        made = 0
        refusals: list[Unfit] = []
        if not self._blocks:
            yield self._filled(html)
            return
        for index, block in enumerate(self._blocks):
            before = pieces[2 * index]
            after = pieces[-1] if index == len(self._blocks) - 1 else ""
            try:
                yield self._block(block, before, after)
                made += 1
            except Unfit as error:
                refusals.append(error)
        if self._gaps:
            yield self._filled(_BLOCK_SIGN.sub("", html))
            made += 1
        if refusals and not made:
            raise refusals[0]
        for error in refusals:
            self._draft.skip(str(error))

    def _special(self, element: ET.Element) -> str | None:
        """The HTML for what is more than markup in a body."""
        if element.tag in INLINE:
            self._gaps.append((element, self._rights.get(element.get("responseIdentifier", ""), Right())))
            return hole(len(self._gaps) - 1)
        if element.tag.endswith("Interaction") and element.tag != "endAttemptInteraction":
            response = element.get("responseIdentifier")
            if any(block.get("responseIdentifier") == response for block in self._blocks):
                return ""  # an adaptive item asks the same again with fewer options
            self._blocks.append(element)
            return f"\ue012{len(self._blocks) - 1}\ue013"
        if element.tag == "printedVariable":
            return "?"
        if element.tag in _HIDDEN:
            asks = any(e.tag.endswith("Interaction") and e.tag != "endAttemptInteraction" for e in element.iter())
            return inner(element, self._special) if asks else ""
        if element.tag == "object":
            return self._object(element)
        return None

    def _object(self, element: ET.Element) -> str:
        src, kind = element.get("data", ""), element.get("type", "")
        if _PICTURES.search(kind or src):
            caption = " ".join("".join(element.itertext()).split())
            return outer(ET.Element("img", {"src": src, "alt": caption[:200]}))
        if kind.startswith(("audio/", "video/")):
            return outer(ET.Element(kind[:5], {"src": src}))
        return inner(element, self._special)

    def _filled(self, html: str) -> Question:
        """A body with gaps in its text; one gap to write into is a question of its own kind."""
        if not self._gaps:
            raise Unfit(_("题里没有要回答的地方"))
        text = self._draft.html(html)
        gaps: list[Gap] = []
        for element, right in self._gaps:
            if element.tag == "textEntryInteraction" and not right.values and not right.mapped:
                if len(self._gaps) > 1:
                    raise Unfit(_("填空没有给出答案"))
                self._draft.note(_("题目没有给出答案，由自己判断"))
                return making.essay(Told(re.sub("\ue010\\d+\ue011", "_____", text)))
            gaps.append(kinds.gap(self._draft, element, right))
        told = Told(text)
        element, right = self._gaps[0]
        if len(gaps) == 1 and element.tag == "textEntryInteraction":
            return kinds.written(Told(re.sub("\ue010\\d+\ue011", "_____", text)), right)
        return making.cloze(told, gaps)

    def _block(self, block: ET.Element, before: str, after: str) -> Question:
        right = self._rights.get(block.get("responseIdentifier", ""), Right())
        prompt = inner(block.find("prompt"), self._special)
        stem = self._draft.html(f"{before}<div>{prompt}</div>{after}")
        return kinds.question(self._draft, block, right, stem or self._item.title, self._item.root)
