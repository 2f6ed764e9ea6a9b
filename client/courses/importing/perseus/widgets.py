"""What the widgets of Perseus ask for. All raise `Unfit` with the reason for those that cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from client.courses.content import Gap, NumericAnswer, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.markup import render
from client.texts import _

_COLOURS = re.compile(
    r"\\(?:blue|gold|green|grey|gray|kaBlue|kaGreen|maroon|mint|orange|pink|purple|red|teal|tealE)[A-E]?(?=\{)"
)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")


def prose(draft: Draft, text: str) -> str:
    """Perseus' Markdown as ours: its colours gone from formulas, its pictures from the web named."""

    def shown(found: re.Match[str]) -> str:
        path = draft.picture(found[2]) if found[2] else None
        if path:
            return f"\n\n![{found[1]}]({path})\n\n"
        draft.note(_("图片 {name} 不在文件里").format(name=found[2][-60:] or found[1]))
        return _("〔缺图：{name}〕").format(name=found[1] or found[2].rpartition("/")[2][:60] or _("未命名"))

    text = _COLOURS.sub("", _PICTURE.sub(shown, text))
    return render(text, "markdown").text


def refusal(kind: str) -> str:
    """Why an item with such a widget is left out."""
    if kind in ("interactive-graph", "grapher", "plotter", "transformer", "number-line", "label-image", "molecule"):
        return _("要在图上作答（{kind}），这里做不了").format(kind=kind)
    return _("还不支持 {kind} 题型").format(kind=kind or "?")


def groups(options: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The parts in the list of that name."""
    listed = options.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _texts(options: dict[str, Any], name: str) -> list[str]:
    listed = options.get(name)
    return [str(one) for one in listed if one is not None] if isinstance(listed, list) else []


def _contents(draft: Draft, options: dict[str, Any], name: str) -> list[str]:
    return [prose(draft, str(one.get("content", ""))) for one in groups(options, name)]


def numeric_answers(options: dict[str, Any]) -> list[NumericAnswer]:
    """What a `numeric-input` takes."""
    return [
        NumericAnswer(value=making.value_of(str(answer["value"])), tolerance=_wide(answer.get("maxError")))
        for answer in groups(options, "answers")
        if answer.get("status") == "correct" and answer.get("value") is not None
    ]


def input_answers(options: dict[str, Any]) -> list[NumericAnswer]:
    """What an `input-number` takes."""
    wide = _wide(options.get("maxError")) if options.get("inexact") else 0.0
    return [NumericAnswer(value=making.value_of(str(options.get("value", ""))), tolerance=wide)]


def _wide(error: Any) -> float:
    return abs(float(error)) if isinstance(error, int | float) and abs(error) < 1e300 else 0.0


def expressions(options: dict[str, Any]) -> list[tuple[str, float]]:
    """What an `expression` takes, as (wording, share)."""
    forms = [str(f.get("value", "")) for f in groups(options, "answerForms") if f.get("considered") == "correct"]
    return [(text, 1.0) for text in forms or [str(options.get("value") or "")]]


def table_text(options: dict[str, Any], first: int) -> str:
    """A table whose cells are all fields, as Markdown."""
    headers = _texts(options, "headers")
    rows = [row for row in options.get("answers", []) if isinstance(row, list)]
    lines = ["| " + " | ".join(headers) + " |", "|" + " --- |" * max(len(headers), 1)]
    number = first
    for row in rows:
        lines.append("| " + " | ".join(hole(number + n) for n in range(len(row))) + " |")
        number += len(row)
    return "\n\n" + "\n".join(lines) + "\n\n"


def _table_gaps(draft: Draft, options: dict[str, Any]) -> list[Gap]:
    rows = options.get("answers")
    cells = [str(cell) for row in rows if isinstance(row, list) for cell in row] if isinstance(rows, list) else []
    gaps: list[Gap] = []
    for cell in cells:
        try:
            gaps.append(making.number_gap([NumericAnswer(value=making.value_of(cell))]))
        except Unfit:
            gaps.append(making.text_gap([(cell, 1.0)]))
    return gaps


def _dropdown_gap(draft: Draft, options: dict[str, Any]) -> list[Gap]:
    right = [n for n, choice in enumerate(groups(options, "choices")) if choice.get("correct") is True]
    return [making.choice_gap(_contents(draft, options, "choices"), right)]


def _radio(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    choices = [
        Option(
            prose(draft, str(choice.get("content", ""))) or (_("以上都不对") if choice.get("isNoneOfTheAbove") else ""),
            float(choice.get("correct") is True),
            prose(draft, str(choice.get("clue") or choice.get("rationale") or "")),
        )
        for choice in groups(options, "choices")
    ]
    return making.choice(draft, told, choices, multiple=bool(options.get("multipleSelect")))


def _matcher(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    left, right = ([prose(draft, text) for text in _texts(options, side)] for side in ("left", "right"))
    return making.matching(draft, told, list(zip(left, right, strict=False)), right[len(left) :])


def _categorizer(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    items, categories = ([prose(draft, text) for text in _texts(options, name)] for name in ("items", "categories"))
    values = options.get("values")
    values = values if isinstance(values, list) else []
    pairs = [
        (item, categories[value])
        for item, value in zip(items, values, strict=False)
        if isinstance(value, int) and 0 <= value < len(categories)
    ]
    if len(pairs) < len(items):
        raise Unfit(_("没有标出正确答案"))
    return making.matching(draft, told, pairs, categories)


def _sorter(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    return making.ordering(told, [prose(draft, text) for text in _texts(options, "correct")])


def _orderer(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    right, others = _contents(draft, options, "correctOptions"), _contents(draft, options, "otherOptions")
    if not others:
        return making.ordering(told, right)
    pool = list(dict.fromkeys([*right, *others]))
    pool.sort()  # the right ones must not stand first
    text = told.text + "\n\n" + " → ".join(hole(n) for n in range(len(right)))
    gaps = [making.choice_gap(pool, [pool.index(one)]) for one in right]
    return making.cloze(Told(text, told.explanation, told.hint), gaps)


GAPS: dict[str, Callable[[Draft, dict[str, Any]], list[Gap]]] = {
    "numeric-input": lambda draft, options: [making.number_gap(numeric_answers(options))],
    "input-number": lambda draft, options: [making.number_gap(input_answers(options))],
    "expression": lambda draft, options: [making.text_gap(expressions(options), case_sensitive=True)],
    "dropdown": _dropdown_gap,
    "table": _table_gaps,
}
BLOCKS: dict[str, Callable[[Draft, dict[str, Any], Told], Question]] = {
    "radio": _radio,
    "matcher": _matcher,
    "categorizer": _categorizer,
    "sorter": _sorter,
    "orderer": _orderer,
}
