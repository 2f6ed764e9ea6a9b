"""An interaction of QTI 2.x as a question. Raises `Unfit` with the reason for those that need a picture to touch."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

from client.courses.content import Gap, NumericAnswer, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.elements import inner, words
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.qti.answers import Right
from client.texts import _

Maker = Callable[[Draft, ET.Element, Right, str, ET.Element], Question]


def question(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    """The question that this interaction asks. Raises `Unfit`."""
    maker = _MAKERS.get(block.tag)
    if maker is None:
        raise Unfit(refusal(block.tag))
    return maker(draft, block, right, stem, item)


def refusal(tag: str) -> str:
    """Why an interaction is left out."""
    reasons = {
        "hotspotInteraction": _("要在图上点选，这里做不了"),
        "selectPointInteraction": _("要在图上点选，这里做不了"),
        "graphicOrderInteraction": _("要在图上点选，这里做不了"),
        "graphicAssociateInteraction": _("要在图上连线，这里做不了"),
        "graphicGapMatchInteraction": _("要在图上拖放，这里做不了"),
        "positionObjectInteraction": _("要在图上拖放，这里做不了"),
        "drawingInteraction": _("要画图作答，这里做不了"),
        "uploadInteraction": _("要上传文件作答，这里做不了"),
        "mediaInteraction": _("只要求看完一段音视频，没有可以评判的答案"),
        "customInteraction": _("要用专门的程序作答，这里做不了"),
        "portableCustomInteraction": _("要用专门的程序作答，这里做不了"),
    }
    return reasons.get(tag) or _("还不支持 {kind} 题型").format(kind=tag)


def gap(draft: Draft, element: ET.Element, right: Right) -> Gap:
    """A gap in a text: to write into, or to choose for."""
    if element.tag == "inlineChoiceInteraction":
        options = [(c.get("identifier", ""), draft.html(_visible(c))) for c in element.findall("inlineChoice")]
        shares = right.shares()
        correct = [i for i, (key, _text) in enumerate(options) if shares.get(key, 0.0) >= 1]
        return making.choice_gap([text for _key, text in options], correct)
    if right.is_number:
        return making.number_gap(_numbers(right))
    return making.text_gap(right.shares().items(), case_sensitive=False)


def written(told: Told, right: Right) -> Question:
    """A number or some words to write."""
    if right.is_number:
        return making.numeric(told, _numbers(right))
    return making.short(told, right.shares().items())


def _numbers(right: Right) -> list[NumericAnswer]:
    return [
        NumericAnswer(
            value=making.value_of(value), tolerance=right.tolerance, relative=right.relative, credit=min(share, 1.0)
        )
        for value, share in right.shares().items()
        if share > 0
    ]


def _visible(element: ET.Element) -> str:
    return inner(element, lambda e: "" if e.tag in ("feedbackInline", "feedbackBlock") else None)


def _feedback(draft: Draft, choice: ET.Element, item: ET.Element) -> str:
    """What is said to who chose this: inside the choice, or in a modal feedback of its name."""
    key = choice.get("identifier", "")
    inside = [inner(e) for e in choice.iter() if e.tag in ("feedbackInline", "feedbackBlock")]
    modal = [inner(e) for e in item.findall("modalFeedback") if key and e.get("identifier") == key]
    return draft.html(" ".join([*inside, *modal]))


def _choices(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    most = block.get("maxChoices", "1")
    shares = right.shares()
    right_ones = set(right.values) or {key for key, share in shares.items() if share > 0}
    options = [
        Option(
            draft.html(_visible(choice)), float(choice.get("identifier") in right_ones), _feedback(draft, choice, item)
        )
        for choice in block.findall("simpleChoice")
    ]
    return making.choice(draft, Told(stem), options, multiple=most != "1" or right.cardinality == "multiple")


def _hot_words(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    """Words to be marked in a text: the text with the words bold, and the words as options."""
    marked = list(block.iter("hottext"))
    text = draft.html(
        inner(block, lambda e: "" if e.tag == "prompt" else f"<b>{inner(e)}</b>" if e.tag == "hottext" else None)
    )
    options = [Option(draft.html(inner(word)), float(word.get("identifier") in right.values)) for word in marked]
    told = Told(making.together(stem, text))
    return making.choice(draft, told, options, multiple=block.get("maxChoices", "1") != "1" or len(right.values) > 1)


def _order(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    texts = {c.get("identifier", ""): draft.html(_visible(c)) for c in block.findall("simpleChoice")}
    if not right.values:
        raise Unfit(_("没有标出正确答案"))
    return making.ordering(Told(stem), [texts.get(key, "") for key in right.values])


def _match(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    sets = block.findall("simpleMatchSet")
    if len(sets) != 2:
        raise Unfit(_("配对题要有两组"))
    left, right_side = (
        {c.get("identifier", ""): draft.html(_visible(c)) for c in side.findall("simpleAssociableChoice")}
        for side in sets
    )
    pairs = [pair.split() for pair in right.values or [p for p, share in right.mapped.items() if share > 0]]
    pairs = [pair if pair[0] in left else pair[::-1] for pair in pairs if len(pair) == 2]
    # The side whose members each have one partner is the one that prompts.
    if len({pair[0] for pair in pairs}) < len(pairs) and len({pair[1] for pair in pairs}) == len(pairs):
        left, right_side, pairs = right_side, left, [pair[::-1] for pair in pairs]
    if len({pair[0] for pair in pairs}) < len(pairs):
        return _table(draft, stem, left, right_side, pairs)
    found = [(left[a], right_side[b]) for a, b in pairs if a in left and b in right_side]
    used = {b for _a, b in pairs}
    return making.matching(draft, Told(stem), found, [text for key, text in right_side.items() if key not in used])


def _table(draft: Draft, stem: str, left: dict[str, str], right: dict[str, str], pairs: list[list[str]]) -> Question:
    """Several partners on both sides: which of all pairs belong together is a choice."""
    wanted = {(a, b) for a, b in pairs}
    options = [Option(f"{x} → {y}", float((a, b) in wanted)) for a, x in left.items() for b, y in right.items()]
    if len(options) > 40:
        raise Unfit(_("配对太多，放不进一道题"))
    return making.choice(draft, Told(stem), options, multiple=True)


def _associate(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    texts = {c.get("identifier", ""): draft.html(_visible(c)) for c in block.iter("simpleAssociableChoice")}
    pairs = [pair.split() for pair in right.values or [p for p, share in right.mapped.items() if share > 0]]
    found = [(texts[p[0]], texts[p[1]]) for p in pairs if len(p) == 2 and p[0] in texts and p[1] in texts]
    used = {key for pair in pairs for key in pair}
    return making.matching(draft, Told(stem), found, [text for key, text in texts.items() if key not in used])


def _gap_match(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    offered = [c for c in block if c.tag in ("gapText", "gapImg")]
    texts = [draft.html(_gap_choice(c)) for c in offered]
    keys = [c.get("identifier", "") for c in offered]
    by_gap: dict[str, list[int]] = {}
    for pair in right.values or [p for p, share in right.mapped.items() if share > 0]:
        word, _space, place = pair.partition(" ")
        if word in keys:
            by_gap.setdefault(place.strip(), []).append(keys.index(word))
    places: list[str] = []

    def special(element: ET.Element) -> str | None:
        if element.tag == "gap":
            places.append(element.get("identifier", ""))
            return hole(len(places) - 1)
        return "" if element.tag in ("gapText", "gapImg", "prompt") else None

    body = draft.html(inner(block, special))
    gaps = [making.choice_gap(texts, by_gap.get(place, [])) for place in places]
    return making.cloze(Told(making.together(stem, body)), gaps)


def _gap_choice(element: ET.Element) -> str:
    picture = element.find("object")
    if picture is not None:
        return f'<img src="{picture.get("data", "")}" alt="{words(element)}">'
    return _visible(element)


def _essay(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    rubric = [inner(e) for e in item.iter("rubricBlock") if "scorer" in e.get("view", "")]
    return making.essay(Told(stem), making.together(*(draft.html(html) for html in (*rubric, *right.values))))


def _slider(draft: Draft, block: ET.Element, right: Right, stem: str, item: ET.Element) -> Question:
    low, high = block.get("lowerBound", "0"), block.get("upperBound", "100")
    if not right.values and not right.mapped:
        raise Unfit(_("没有标出正确答案"))
    text = making.together(stem, _("（填 {low} 到 {high} 之间的数）").format(low=low, high=high))
    return making.numeric(Told(text), _numbers(right))


_MAKERS: dict[str, Maker] = {
    "choiceInteraction": _choices,
    "hottextInteraction": _hot_words,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _associate,
    "gapMatchInteraction": _gap_match,
    "extendedTextInteraction": _essay,
    "sliderInteraction": _slider,
}
