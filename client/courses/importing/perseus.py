"""Khan Academy's Perseus: an item's Markdown with `[[☃ radio 1]]` where a widget is, and what the widgets ask for.

Widgets that are drawn on (graphs, plots) cannot be shown: an item that is graded by one is left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from client.courses.content import Gap, NumericAnswer, Question
from client.courses.importing import making
from client.courses.importing.build import Item, course_of, language_of
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.markup import render
from client.courses.importing.report import Imported, ImportRefusedError, first_words
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.texts import _

_WIDGET = re.compile(r"\[\[\u2603 ([^\]]{1,80})\]\]")
_COLOURS = re.compile(
    r"\\(?:blue|gold|green|grey|gray|kaBlue|kaGreen|maroon|mint|orange|pink|purple|red|teal|tealE)[A-E]?(?=\{)"
)
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_SHOWN = {"image", "passage", "passage-ref", "explanation", "definition", "video", "iframe", "interaction", "measurer",
          "lights-puzzle", "python-program", "cs-program", "phet-simulation", "mock-widget",
          "deprecated-standin"}  # fmt: skip


def claims(source: Source) -> bool:
    """Whether this is an item, an exercise's question or an article of Perseus."""
    data = source.json
    if isinstance(data, list):
        return bool(data) and all(_is_renderer(part) for part in data[:5])
    return isinstance(data, dict) and (_is_renderer(data) or _is_renderer(data.get("question")))


def read(source: Source) -> Imported:
    """The question in the file."""
    return gather([source], source.stem)


def gather(sources: list[Source], title: str, tree: Tree | None = None) -> Imported:
    """The items as one course."""
    draft = Draft("perseus")
    items: list[Item] = []
    for source in sources:
        draft.lookup = _lookup(source)
        key = source.place or source.name
        with draft.reading(_place(source)):
            if isinstance(source.json, list):
                shown = [_prose(draft, str(part.get("content", ""))) for part in source.json]
                items.append(Item("", key, reading="\n\n".join(_WIDGET.sub("", text) for text in shown)))
                continue
            for number, question in enumerate(_Asked(draft, source.json).questions()):
                items.append(Item("", f"{key}/{number}", question=question))
    if not items:
        reason = draft.skipped[0].reason if draft.skipped else _("文件里没有题目")
        raise ImportRefusedError(_("里面没有能用的题：{reason}").format(reason=reason))
    language = language_of(" ".join(item.question.text for item in items[:20] if item.question))
    return draft.imported(course_of(items, form="perseus", identity=title, title=title, language=language))


def _is_renderer(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("content"), str) and isinstance(data.get("widgets"), dict)


def _lookup(source: Source) -> Callable[[str], bytes | None]:
    def look(name: str) -> bytes | None:
        path = joined("", name)
        try:
            return source.beside.read(path) if source.beside is not None and path else None
        except KeyError:
            return None

    return look


def _place(source: Source) -> str:
    data = source.json
    text = data.get("question", data).get("content", "") if isinstance(data, dict) else ""
    words = first_words(_WIDGET.sub("", str(text)), 30)
    name = source.place or source.name
    return _("{kind}“{words}”").format(kind=name, words=words) if words else name


def _prose(draft: Draft, text: str) -> str:
    """Perseus' Markdown as ours: its colours gone from formulas, its pictures from the web named."""

    def shown(found: re.Match[str]) -> str:
        path = draft.picture(found[2]) if found[2] else None
        if path:
            return f"\n\n![{found[1]}]({path})\n\n"
        draft.note(_("图片 {name} 不在文件里").format(name=found[2][-60:] or found[1]))
        return _("〔缺图：{name}〕").format(name=found[1] or found[2].rpartition("/")[2][:60] or _("未命名"))

    text = _COLOURS.sub("", _PICTURE.sub(shown, text))
    return render(text, "markdown").text


class _Asked:
    """The widgets of one item."""

    def __init__(self, draft: Draft, data: dict[str, Any]) -> None:
        question = data.get("question") if _is_renderer(data.get("question")) else data
        assert isinstance(question, dict)  # noqa: S101 - it was claimed
        self._draft = draft
        self._content = str(question["content"])
        self._widgets: dict[str, Any] = question["widgets"]
        hints = data.get("hints")
        self._hints = [
            _WIDGET.sub("", _prose(draft, str(hint.get("content", ""))))
            for hint in (hints if isinstance(hints, list) else [])
            if isinstance(hint, dict)
        ]

    def questions(self) -> Iterator[Question]:
        """One for each widget that stands alone, one for all fields in the text. Raises `Unfit`."""
        graded: list[tuple[str, str, dict[str, Any]]] = []
        for name in dict.fromkeys(_WIDGET.findall(self._content)):
            widget = self._widgets.get(name)
            if not isinstance(widget, dict):
                continue
            kind = str(widget.get("type") or name.rpartition(" ")[0])
            options = widget.get("options")
            still = widget.get("static") is True or widget.get("graded") is False
            if kind in _SHOWN or still:
                self._name_lost(kind, options)
                continue
            graded.append((name, kind, options if isinstance(options, dict) else {}))
        if not graded:
            raise Unfit(_("题里没有要回答的地方"))
        known = [one for one in graded if one[1] in _GAPS or one[1] in _BLOCKS]
        if not known:
            raise Unfit(refusal(graded[0][1]))
        for name, kind, _options in graded:
            if kind not in _GAPS and kind not in _BLOCKS:
                self._draft.note(_("要在图上作答的一步（{kind}）请在纸上做").format(kind=kind))
                self._content = self._content.replace(f"[[\u2603 {name}]]", _("（这一步请在纸上做）"))
        graded = known
        yield from self._blocks(graded)
        fields = [(name, kind, options) for name, kind, options in graded if kind in _GAPS]
        if fields:
            yield self._fields(fields)

    def _blocks(self, graded: list[tuple[str, str, dict[str, Any]]]) -> Iterator[Question]:
        for _name, kind, options in graded:
            if kind in _BLOCKS:
                stem = re.sub(r"\n{3,}", "\n\n", _WIDGET.sub("", self._content))
                yield _BLOCKS[kind](self._draft, options, self._told(_prose(self._draft, stem)))

    def _fields(self, fields: list[tuple[str, str, dict[str, Any]]]) -> Question:
        gaps: list[Gap] = []
        text = self._content
        for name, kind, options in fields:
            made = _GAPS[kind](self._draft, options)
            place = _table(options, len(gaps)) if kind == "table" else hole(len(gaps))
            text = text.replace(f"[[\u2603 {name}]]", place, 1)
            gaps += made
        text = _prose(self._draft, _WIDGET.sub("", text))
        if len(gaps) == 1:
            return self._alone(fields[0], re.sub("\ue010\\d+\ue011", "_____", text))
        return making.cloze(self._told(text), gaps)

    def _alone(self, field: tuple[str, str, dict[str, Any]], text: str) -> Question:
        """A single field is a question of its own kind."""
        _name, kind, options = field
        told = self._told(text)
        if kind == "numeric-input":
            return making.numeric(told, _numeric_answers(options))
        if kind == "input-number":
            return making.numeric(told, _input_answers(options))
        if kind == "expression":
            return making.short(told, _expressions(options), case_sensitive=True)
        if kind == "dropdown":
            listed = _dicts(options, "choices")
            shown = [
                Option(_prose(self._draft, str(c.get("content", ""))), float(c.get("correct") is True)) for c in listed
            ]
            return making.choice(self._draft, told, shown, multiple=False)
        return making.cloze(self._told(f"{text}\n\n{hole(0)}"), _GAPS[kind](self._draft, options))

    def _told(self, text: str) -> Told:
        return Told(text.strip(), "\n\n".join(self._hints), self._hints[0] if self._hints else "")

    def _name_lost(self, kind: str, options: Any) -> None:
        if kind in ("explanation", "definition", "passage-ref", "deprecated-standin"):
            return
        if kind == "passage" and isinstance(options, dict):
            self._content = f"{options.get('passageText', '')}\n\n{self._content}"
            return
        if kind == "image" and isinstance(options, dict):
            source = options.get("backgroundImage")
            url = str(source.get("url") or "") if isinstance(source, dict) else ""
            if url:
                self._content = f"{self._content}\n\n![{options.get('alt') or ''}]({url})"
            return
        self._draft.note(_("题里的图（{kind}）没有带进来").format(kind=kind))


def refusal(kind: str) -> str:
    """Why an item with such a widget is left out."""
    if kind in ("interactive-graph", "grapher", "plotter", "transformer", "number-line", "label-image", "molecule"):
        return _("要在图上作答（{kind}），这里做不了").format(kind=kind)
    return _("还不支持 {kind} 题型").format(kind=kind or "?")


def _dicts(options: dict[str, Any], name: str) -> list[dict[str, Any]]:
    listed = options.get(name)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _texts(options: dict[str, Any], name: str) -> list[str]:
    listed = options.get(name)
    return [str(one) for one in listed if one is not None] if isinstance(listed, list) else []


def _contents(draft: Draft, options: dict[str, Any], name: str) -> list[str]:
    return [_prose(draft, str(one.get("content", ""))) for one in _dicts(options, name)]


def _numeric_answers(options: dict[str, Any]) -> list[NumericAnswer]:
    return [
        NumericAnswer(value=making.value_of(str(answer["value"])), tolerance=_wide(answer.get("maxError")))
        for answer in _dicts(options, "answers")
        if answer.get("status") == "correct" and answer.get("value") is not None
    ]


def _input_answers(options: dict[str, Any]) -> list[NumericAnswer]:
    wide = _wide(options.get("maxError")) if options.get("inexact") else 0.0
    return [NumericAnswer(value=making.value_of(str(options.get("value", ""))), tolerance=wide)]


def _wide(error: Any) -> float:
    return abs(float(error)) if isinstance(error, int | float) and abs(error) < 1e300 else 0.0


def _expressions(options: dict[str, Any]) -> list[tuple[str, float]]:
    forms = [str(f.get("value", "")) for f in _dicts(options, "answerForms") if f.get("considered") == "correct"]
    return [(text, 1.0) for text in forms or [str(options.get("value") or "")]]


def _table(options: dict[str, Any], first: int) -> str:
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
    right = [n for n, choice in enumerate(_dicts(options, "choices")) if choice.get("correct") is True]
    return [making.choice_gap(_contents(draft, options, "choices"), right)]


def _radio(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    choices = [
        Option(
            _prose(draft, str(choice.get("content", "")))
            or (_("以上都不对") if choice.get("isNoneOfTheAbove") else ""),
            float(choice.get("correct") is True),
            _prose(draft, str(choice.get("clue") or choice.get("rationale") or "")),
        )
        for choice in _dicts(options, "choices")
    ]
    return making.choice(draft, told, choices, multiple=bool(options.get("multipleSelect")))


def _matcher(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    left, right = ([_prose(draft, text) for text in _texts(options, side)] for side in ("left", "right"))
    return making.matching(draft, told, list(zip(left, right, strict=False)), right[len(left) :])


def _categorizer(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    items, categories = ([_prose(draft, text) for text in _texts(options, name)] for name in ("items", "categories"))
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
    return making.ordering(told, [_prose(draft, text) for text in _texts(options, "correct")])


def _orderer(draft: Draft, options: dict[str, Any], told: Told) -> Question:
    right, others = _contents(draft, options, "correctOptions"), _contents(draft, options, "otherOptions")
    if not others:
        return making.ordering(told, right)
    pool = list(dict.fromkeys([*right, *others]))
    pool.sort()  # the right ones must not stand first
    text = told.text + "\n\n" + " → ".join(hole(n) for n in range(len(right)))
    gaps = [making.choice_gap(pool, [pool.index(one)]) for one in right]
    return making.cloze(Told(text, told.explanation, told.hint), gaps)


_GAPS: dict[str, Callable[[Draft, dict[str, Any]], list[Gap]]] = {
    "numeric-input": lambda draft, options: [making.number_gap(_numeric_answers(options))],
    "input-number": lambda draft, options: [making.number_gap(_input_answers(options))],
    "expression": lambda draft, options: [making.text_gap(_expressions(options), case_sensitive=True)],
    "dropdown": _dropdown_gap,
    "table": _table_gaps,
}
_BLOCKS: dict[str, Callable[[Draft, dict[str, Any], Told], Question]] = {
    "radio": _radio,
    "matcher": _matcher,
    "categorizer": _categorizer,
    "sorter": _sorter,
    "orderer": _orderer,
}
