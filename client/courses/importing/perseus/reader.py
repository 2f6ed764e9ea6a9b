"""Khan Academy's Perseus: an item's Markdown with `[[☃ radio 1]]` where a widget is, and what the widgets ask for.

Widgets that are drawn on (graphs, plots) cannot be shown: an item that is graded by one is left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from client.courses.content import Gap, Question
from client.courses.importing import making
from client.courses.importing.build import Item, course_of, language_of
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.perseus.widgets import (
    BLOCKS,
    GAPS,
    expressions,
    groups,
    input_answers,
    numeric_answers,
    prose,
    refusal,
    table_text,
)
from client.courses.importing.report import Imported, first_words
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.texts import _

_WIDGET = re.compile(r"\[\[\u2603 ([^\]]{1,80})\]\]")
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
                shown = [prose(draft, str(part.get("content", ""))) for part in source.json]
                items.append(Item("", key, reading="\n\n".join(_WIDGET.sub("", text) for text in shown)))
                continue
            for number, question in enumerate(_Asked(draft, source.json).questions()):
                items.append(Item("", f"{key}/{number}", question=question))
    if not items:
        raise draft.refused()
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
            _WIDGET.sub("", prose(draft, str(hint.get("content", ""))))
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
        known = [one for one in graded if one[1] in GAPS or one[1] in BLOCKS]
        if not known:
            raise Unfit(refusal(graded[0][1]))
        for name, kind, _options in graded:
            if kind not in GAPS and kind not in BLOCKS:
                self._draft.note(_("要在图上作答的一步（{kind}）请在纸上做").format(kind=kind))
                self._content = self._content.replace(f"[[\u2603 {name}]]", _("（这一步请在纸上做）"))
        graded = known
        yield from self._blocks(graded)
        fields = [(name, kind, options) for name, kind, options in graded if kind in GAPS]
        if fields:
            yield self._fields(fields)

    def _blocks(self, graded: list[tuple[str, str, dict[str, Any]]]) -> Iterator[Question]:
        for _name, kind, options in graded:
            if kind in BLOCKS:
                stem = re.sub(r"\n{3,}", "\n\n", _WIDGET.sub("", self._content))
                yield BLOCKS[kind](self._draft, options, self._told(prose(self._draft, stem)))

    def _fields(self, fields: list[tuple[str, str, dict[str, Any]]]) -> Question:
        gaps: list[Gap] = []
        text = self._content
        for name, kind, options in fields:
            made = GAPS[kind](self._draft, options)
            place = table_text(options, len(gaps)) if kind == "table" else hole(len(gaps))
            text = text.replace(f"[[\u2603 {name}]]", place, 1)
            gaps += made
        text = prose(self._draft, _WIDGET.sub("", text))
        if len(gaps) == 1:
            return self._alone(fields[0], re.sub("\ue010\\d+\ue011", "_____", text))
        return making.cloze(self._told(text), gaps)

    def _alone(self, field: tuple[str, str, dict[str, Any]], text: str) -> Question:
        """A single field is a question of its own kind."""
        _name, kind, options = field
        told = self._told(text)
        if kind == "numeric-input":
            return making.numeric(told, numeric_answers(options))
        if kind == "input-number":
            return making.numeric(told, input_answers(options))
        if kind == "expression":
            return making.short(told, expressions(options), case_sensitive=True)
        if kind == "dropdown":
            listed = groups(options, "choices")
            shown = [
                Option(prose(self._draft, str(c.get("content", ""))), float(c.get("correct") is True)) for c in listed
            ]
            return making.choice(self._draft, told, shown, multiple=False)
        return making.cloze(self._told(f"{text}\n\n{hole(0)}"), GAPS[kind](self._draft, options))

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
