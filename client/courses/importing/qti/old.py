"""An item of QTI 1.2 as a question, with the question types of Common Cartridge and of Canvas."""

from __future__ import annotations

import html as entities
import re
from xml.etree import ElementTree as ET

from client.courses.content import Gap, NumericAnswer, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.elements import child_text, words
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.qti.oldanswers import Response, asks_number, judge, numbers, responses_of
from client.courses.importing.qti.oldtexts import feedback, material, remarks_of, sample, stem_of
from client.texts import _

_PLACE = re.compile(r"\[([^\[\]\s]{1,80})\]")
_TRUE = {"true", "t", "yes", "1", "对", "正确", "是", "√"}
_FALSE = {"false", "f", "no", "0", "错", "错误", "否", "×"}


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
    return kind_of(item) == "text_only" or (not responses_of(item) and kind_of(item) == "")


def text_of(draft: Draft, item: ET.Element) -> str:
    """What is told."""
    return draft.html(stem_of(item))


def question_of(draft: Draft, item: ET.Element) -> Question:
    """The question. Raises `Unfit`."""
    kind = kind_of(item)
    if kind == "file_upload":
        raise Unfit(_("要上传文件作答，这里做不了"))
    if any(True for _each in item.iter("response_xy")):
        raise Unfit(_("要在图上点选，这里做不了"))
    responses = responses_of(item)
    if not responses:
        raise Unfit(_("题里没有要回答的地方"))
    judge(item, responses)
    stem, explanation = stem_of(item), feedback(draft, item)
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
            return _several(draft, kind, [response], stem_of(item), told.explanation)
        return _choice(draft, item, kind, response, told)
    if kind == "essay":
        return making.essay(told, sample(draft, item))
    numeric = kind == "numerical" or response.element.tag == "response_num" or asks_number(response.element)
    if numeric and (response.shares or response.low):
        return making.numeric(told, numbers(response))
    answers = [(entities.unescape(text), share) for text, share in response.shares.items()]
    if not answers:
        if kind and kind not in ("essay", "fill_blank"):
            raise Unfit(_("没有写出答案"))
        return making.essay(told, sample(draft, item))
    starred = kind == "pattern_match" or bool(response.parts)
    return making.short(told, [(f"*{t}*", s) if t in response.parts else (t, s) for t, s in answers], wildcards=starred)


def _choice(draft: Draft, item: ET.Element, kind: str, response: Response, told: Told) -> Question:
    if response.element.get("rcardinality", "").lower() == "ordered":
        texts = dict(response.labels)
        return making.ordering(told, [draft.html(texts[key]) for key in response.shares if key in texts])
    remarks = remarks_of(draft, item)
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
            prompt = material(response.element.find("material"))
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
    if (response.element.tag == "response_num" or asks_number(response.element)) and (response.shares or response.low):
        return making.number_gap(numbers(response))
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
