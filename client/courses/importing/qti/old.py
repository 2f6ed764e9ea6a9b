"""An item of QTI 1.2 as a question, with the question types of Common Cartridge and of Canvas."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from client.courses.content import Gap, NumericAnswer, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.elements import child_text, words
from client.courses.importing.making import Option, Told, hole
from client.texts import _

_PLACE = re.compile(r"\[([^\[\]\s]{1,80})\]")
_TRUE = {"true", "t", "yes", "1", "对", "正确", "是", "√"}
_FALSE = {"false", "f", "no", "0", "错", "错误", "否", "×"}


@dataclass
class Response:
    """One response of an item: the labels to choose from (id, HTML), what is right and the range of a number."""

    element: ET.Element
    labels: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    shares: dict[str, float] = field(default_factory=dict[str, float])
    low: list[float] = field(default_factory=list[float])
    high: list[float] = field(default_factory=list[float])
    parts: list[str] = field(default_factory=list[str])

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.element.get("ident", "")

    @property
    def many(self) -> bool:
        """Whether several may be chosen."""
        return self.element.get("rcardinality", "Single").lower() == "multiple"


def kind_of(item: ET.Element) -> str:
    """What Common Cartridge or Canvas calls it, without their affixes: `multiple_choice`; "" when neither does."""
    named = {}
    for entry in item.iter("qtimetadatafield"):
        named[child_text(entry, "fieldlabel")] = child_text(entry, "fieldentry")
    kind = named.get("question_type") or named.get("cc_profile", "")
    kind = kind or child_text(item, "itemmetadata/bbmd_questiontype") or child_text(item, ".//qmd_itemtype")
    kind = re.sub(r"^cc\.|\.v\d+p\d+$|_question$", "", kind).lower()
    return {"fib": "fill_blank", "short_answer": "fill_blank"}.get(kind, kind)


def is_reading(item: ET.Element) -> bool:
    """Whether nothing is asked, only told."""
    return kind_of(item) == "text_only" or (not _responses(item) and kind_of(item) == "")


def text_of(draft: Draft, item: ET.Element) -> str:
    """What is told."""
    return draft.html(_stem(item))


def question_of(draft: Draft, item: ET.Element) -> Question:
    """The question. Raises `Unfit`."""
    kind = kind_of(item)
    if kind == "file_upload":
        raise Unfit(_("要上传文件作答，这里做不了"))
    if any(True for _each in item.iter("response_xy")):
        raise Unfit(_("要在图上点选，这里做不了"))
    responses = _responses(item)
    if not responses:
        raise Unfit(_("题里没有要回答的地方"))
    _judge(item, responses)
    stem, explanation = _stem(item), _feedback(draft, item)
    if kind == "calculated":
        return _calculated(draft, item, stem, explanation)
    if len(responses) > 1:
        return _several(draft, kind, responses, stem, explanation)
    told = Told(draft.html(stem) or item.get("title", ""), explanation)
    return _single(draft, item, kind, responses[0], told)


def _single(draft: Draft, item: ET.Element, kind: str, response: Response, told: Told) -> Question:
    if response.element.tag == "response_grp":
        raise Unfit(_("还不支持 {kind} 题型").format(kind="response_grp"))
    if response.labels:
        if kind in ("fill_in_multiple_blanks", "multiple_dropdowns"):
            return _several(draft, kind, [response], _stem(item), told.explanation)
        return _choice(draft, item, kind, response, told)
    if kind == "essay":
        return making.essay(told, _sample(draft, item))
    numeric = kind == "numerical" or response.element.tag == "response_num" or _asks_number(response.element)
    if numeric and (response.shares or response.low):
        return making.numeric(told, _numbers(response))
    answers = [(entities.unescape(text), share) for text, share in response.shares.items()]
    if not answers:
        if kind and kind not in ("essay", "fill_blank"):
            raise Unfit(_("没有写出答案"))
        return making.essay(told, _sample(draft, item))
    starred = kind == "pattern_match" or bool(response.parts)
    return making.short(told, [(f"*{t}*", s) if t in response.parts else (t, s) for t, s in answers], wildcards=starred)


def _choice(draft: Draft, item: ET.Element, kind: str, response: Response, told: Told) -> Question:
    if response.element.get("rcardinality", "").lower() == "ordered":
        texts = dict(response.labels)
        return making.ordering(told, [draft.html(texts[key]) for key in response.shares if key in texts])
    remarks = _remarks(draft, item)
    options = [
        Option(draft.html(text), response.shares.get(key, 0.0), remarks.get(key, "")) for key, text in response.labels
    ]
    names = [draft.plain(text).casefold() for _key, text in response.labels]
    if len(options) == 2 and set(names) <= _TRUE | _FALSE and (names[0] in _TRUE) != (names[1] in _TRUE):
        right = next((name for name, option in zip(names, options, strict=True) if option.share > 0), None)
        if right is None:
            raise Unfit(_("没有标出正确答案"))
        said = [option.feedback for option in options if option.feedback]
        told = Told(told.text, making.together(*said, told.explanation), told.hint)
        return making.true_false(told, correct=right in _TRUE)
    many = response.many or kind in ("multiple_response", "multiple_answers")
    return making.choice(draft, told, options, multiple=many)


def _several(draft: Draft, kind: str, responses: list[Response], stem: str, explanation: str) -> Question:
    """Several responses: prompts with the same matches, or gaps named in the text, `[colour]`."""
    labels = [[text for _key, text in r.labels] for r in responses]
    if kind == "matching" or (kind not in ("multiple_dropdowns", "fill_in_multiple_blanks") and len(labels[0]) > 1
                              and all(texts == labels[0] for texts in labels)):  # fmt: skip
        pairs: list[tuple[str, str]] = []
        for response in responses:
            texts = dict(response.labels)
            right = next((texts[key] for key, share in response.shares.items() if share > 0 and key in texts), "")
            prompt = _material(response.element.find("material"))
            pairs.append((draft.html(prompt), draft.html(right)))
        return making.matching(draft, Told(draft.html(stem), explanation), pairs, [draft.html(t) for t in labels[0]])
    by_name = {_blank(response): response for response in responses}
    order: list[Response] = []

    def place(found: re.Match[str]) -> str:
        response = by_name.get(found[1])
        if response is None or response in order:
            return found[0]
        order.append(response)
        return hole(len(order) - 1)

    text = draft.html(_PLACE.sub(place, stem))
    order += [response for response in responses if response not in order]
    return making.cloze(Told(text, explanation), [_gap(draft, kind, response) for response in order])


def _gap(draft: Draft, kind: str, response: Response) -> Gap:
    if kind == "fill_in_multiple_blanks" and response.labels:
        texts = dict(response.labels)
        return making.text_gap([(draft.plain(texts[k]), s) for k, s in response.shares.items() if k in texts])
    if response.labels:
        keys = [key for key, _text in response.labels]
        best = max(response.shares.values(), default=0.0)
        right = [keys.index(key) for key, share in response.shares.items() if key in keys and 0 < share >= best]
        return making.choice_gap([draft.html(text) for _key, text in response.labels], right)
    if (response.element.tag == "response_num" or _asks_number(response.element)) and (response.shares or response.low):
        return making.number_gap(_numbers(response))
    return making.text_gap(response.shares.items())


def _blank(response: Response) -> str:
    name = words(response.element.find("material"))
    return name or response.id.removeprefix("response_")


def _calculated(draft: Draft, item: ET.Element, stem: str, explanation: str) -> Question:
    """A question with random numbers: the first set of numbers that the file holds is asked."""
    chosen = item.find(".//var_set")
    if chosen is None or not child_text(chosen, "answer"):
        raise Unfit(_("题目里的数是每次随机生成的，这里做不了"))
    for variable in chosen.findall("var"):
        stem = stem.replace(f"[{variable.get('name', '')}]", words(variable))
    tolerance = child_text(item, ".//answer_tolerance")
    relative = tolerance.endswith("%")
    wide = abs(making.value_of(tolerance.rstrip("%") or "0"))
    draft.note(_("题目里的数原来每次不同，这里用了其中一组"))
    answer = NumericAnswer(
        value=making.value_of(child_text(chosen, "answer")),
        tolerance=wide / 100 if relative else wide,
        relative=relative,
    )
    return making.numeric(Told(draft.html(stem), explanation), [answer])


def _responses(item: ET.Element) -> list[Response]:
    found: list[Response] = []
    for element in item.iter():
        if element.tag in ("response_lid", "response_str", "response_num", "response_grp"):
            response = Response(element)
            if element.tag == "response_lid":
                response.labels = [
                    (label.get("ident", ""), "".join(_material(m) for m in label.iter("material")))
                    for label in element.iter("response_label")
                ]
            found.append(response)
    return found


def _judge(item: ET.Element, responses: list[Response]) -> None:
    """What is right, from the conditions that give points."""
    by_id = {response.id: response for response in responses}
    most = max((_float(d.get("maxvalue", "")) for d in item.iter("decvar")), default=0.0)
    given = [max((_float(words(s)) for s in c.findall("setvar")), default=0.0) for c in item.iter("respcondition")]
    most = max([most, *given]) or 1.0
    for condition, points in zip(item.iter("respcondition"), given, strict=True):
        if points <= 0 and (condition.get("title", "").lower() != "correct" or condition.find("setvar") is not None):
            continue
        asked = condition.find("conditionvar")
        for check in _positive(asked) if asked is not None else ():
            response = by_id.get(check.get("respident", "")) or (responses[0] if len(responses) == 1 else None)
            if response is None:
                continue
            value = "".join(check.itertext()).strip()
            if check.tag in ("varequal", "varsubstring"):
                added = any(s.get("action", "Set").lower() == "add" for s in condition.findall("setvar"))
                share = 1.0 if added or len(responses) > 1 else points / most
                if (
                    condition.find("conditionvar/and") is not None
                    or len(response.element.findall(".//response_label")) == 0
                ):
                    share = max(share, points / most)
                response.shares[value] = max(share, response.shares.get(value, 0.0))
                if check.tag == "varsubstring":
                    response.parts.append(value)
            elif check.tag in ("vargte", "vargt"):
                response.low.append(_float(value))
            elif check.tag in ("varlte", "varlt"):
                response.high.append(_float(value))


def _positive(element: ET.Element) -> Iterator[ET.Element]:
    """The comparisons that must hold."""
    for child in element:
        if child.tag.startswith("var"):
            yield child
        elif child.tag != "not":
            yield from _positive(child)


def _numbers(response: Response) -> list[NumericAnswer]:
    ranges = list(zip(response.low, response.high, strict=False))
    answers = [NumericAnswer(value=(low + high) / 2, tolerance=abs(high - low) / 2) for low, high in ranges]
    for text, share in response.shares.items():
        value = making.value_of(text)
        if not any(min(low, high) <= value <= max(low, high) for low, high in ranges):
            answers.append(NumericAnswer(value=value, credit=min(max(share, 0.01), 1.0)))
    return answers


def _asks_number(response: ET.Element) -> bool:
    return any(
        fib.get("fibtype", "").lower() in ("decimal", "integer", "scientific") for fib in response.iter("render_fib")
    )


def _stem(item: ET.Element) -> str:
    """The material of the presentation that belongs to no response."""
    presentation = item.find("presentation")
    if presentation is None:
        return ""
    parts: list[str] = []

    def walk(element: ET.Element) -> None:
        for child in element:
            if child.tag == "material":
                parts.append(_material(child))
            elif not child.tag.startswith("response_"):
                walk(child)
            elif child.tag in ("response_str", "response_num"):
                parts.extend(_material(m) for m in child.findall("material"))

    walk(presentation)
    lids = list(presentation.iter("response_lid"))
    if not "".join(parts).strip() and len(lids) == 1:
        parts = [_material(m) for m in lids[0].findall("material")]
    return "\n".join(parts)


def _material(material: ET.Element | None) -> str:
    if material is None:
        return ""
    parts: list[str] = []
    for part in material.iter():
        if part.tag in ("mattext", "matemtext"):
            text = "".join(part.itertext())
            is_html = part.get("texttype", "text/plain").lower() in ("text/html", "text/xhtml", "text/rtf")
            parts.append(text if is_html else entities.escape(text, quote=False).replace("\n", "<br>"))
        elif part.tag == "matimage":
            parts.append(f'<img src="{part.get("uri", "")}" alt="{part.get("label", "")}">')
        elif part.tag in ("mataudio", "matvideo"):
            parts.append(f'<{part.tag[3:]} src="{part.get("uri", "")}"></{part.tag[3:]}>')
    return " ".join(parts)


def _feedback(draft: Draft, item: ET.Element) -> str:
    """What is said to everybody."""
    said = [
        f for f in item.findall("itemfeedback") if f.get("ident", "").lower() in ("general_fb", "general", "solution")
    ]
    return making.together(*(draft.html("".join(_material(m) for m in f.iter("material"))) for f in said))


def _sample(draft: Draft, item: ET.Element) -> str:
    solutions = [s for f in item.findall("itemfeedback") for s in f.iter("solution")]
    return making.together(*(draft.html("".join(_material(m) for m in s.iter("material"))) for s in solutions))


def _remarks(draft: Draft, item: ET.Element) -> dict[str, str]:
    """What is said to who chose a label."""
    texts = {
        f.get("ident", ""): "".join(_material(m) for m in f.iter("material")) for f in item.findall("itemfeedback")
    }
    remarks: dict[str, str] = {}
    for condition in item.iter("respcondition"):
        chosen = condition.findall("conditionvar/varequal")
        linked = [texts.get(f.get("linkrefid", ""), "") for f in condition.findall("displayfeedback")]
        if len(chosen) == 1 and any(linked):
            remarks[words(chosen[0])] = draft.html(" ".join(linked))
    return remarks


def _float(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e300 else 0.0
