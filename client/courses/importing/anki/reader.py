"""Each card of a deck as a question: with a field to type into, with gaps, or to be turned and judged by oneself."""

from __future__ import annotations

import html as entities
import re

from client.courses.content import Gap, Question
from client.courses.importing import making
from client.courses.importing.anki import templates
from client.courses.importing.anki.collection import Card, cards_of
from client.courses.importing.anki.package import DATABASES, database_of, media_data, media_of
from client.courses.importing.attached import Heard
from client.courses.importing.build import Item, course_of, language_of
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Told, hole
from client.courses.importing.report import Imported, ImportRefusedError, first_words
from client.courses.importing.source import Source
from client.texts import _

_LONGEST_TYPED = 60
_ANSWER_LINE = re.compile(r"<hr[^>]*\bid\s*=\s*[\"']?answer[\"']?[^>]*>", re.IGNORECASE)


def claims(source: Source) -> bool:
    """Whether this is the zip of a deck."""
    return source.tree is not None and any(name in DATABASES for name in source.tree.names)


def read(source: Source) -> Imported:
    """Every card. Raises `ImportRefusedError` when there is none that can be asked."""
    tree = source.tree
    assert tree is not None  # noqa: S101 - it was claimed
    cards = cards_of(database_of(tree))
    media = media_of(tree)
    draft = Draft("anki", lambda name: media_data(tree, media[name]) if name in media else None)
    root = _root([card.deck for card in cards], source.stem)
    items: list[Item] = []
    for number, card in enumerate(cards, start=1):
        words = first_words(re.sub(r"<[^>]*>", " ", entities.unescape(card.values[0])), 30)
        with draft.reading(_("第 {n} 张卡“{words}”").format(n=number, words=words)):
            deck = card.deck.removeprefix(root).strip(":").replace("::", " / ")
            items.append(Item(deck, f"{card.guid}\x1f{card.ordinal}", question=_question(draft, card)))
    if not items:
        reason = draft.skipped[0].reason if draft.skipped else _("里面没有卡片")
        raise ImportRefusedError(_("没有能用的卡片：{reason}").format(reason=reason))
    title = root.replace("::", " / ") or source.stem or _("导入的卡片")
    language = language_of(" ".join(item.question.text for item in items[:20] if item.question))
    identity = root or source.stem
    return draft.imported(
        course_of(items, form="anki", identity=identity, title=title, summary=_("从 Anki 牌组导入"), language=language)
    )


def _root(decks: list[str], stem: str) -> str:
    """The deck that all others are below; "" when there is none, or only the one that everybody has."""
    unique = list(dict.fromkeys(decks))
    shared = unique[0].split("::") if unique else []
    for deck in unique[1:]:
        steps = deck.split("::")
        same = 0
        while same < min(len(shared), len(steps)) and shared[same] == steps[same]:
            same += 1
        shared = shared[:same]
    name = "::".join(shared)
    return "" if name in ("Default", "默认", "系统默认") and stem else name


def _question(draft: Draft, card: Card) -> Question:
    values = dict(zip(card.type.fields, card.values, strict=False))
    deck, _colons, subdeck = card.deck.rpartition("::")
    known = {"Tags": card.tags, "Type": card.type.name, "Deck": card.deck, "Subdeck": subdeck or deck, "FrontSide": ""}
    if any("image-occlusion:" in value for value in card.values):
        raise Unfit(_("要在图上遮住一块，这里做不了"))
    index = 0 if card.type.cloze else card.ordinal
    if index >= len(card.type.templates):
        raise Unfit(_("卡片的模板不在文件里"))
    name, front, back = card.type.templates[index]
    known["Card"] = name
    return _Turner(draft, card, {**known, **values}).question(front, back)


class _Turner:
    """Makes one card; a typed answer and the gaps are gathered while the front is filled in."""

    def __init__(self, draft: Draft, card: Card, values: dict[str, str]) -> None:
        self._draft, self._card, self._values = draft, card, values
        self._typed = ""
        self._gaps: list[tuple[str, str]] = []  # hidden HTML, hint
        self._heard: dict[str, None] = {}

    def question(self, front: str, back: str) -> Question:
        asked = self._shown(templates.side(front, self._values, self._front))
        if not asked.strip() and self._heard:
            asked = _("〔录音：{name}〕").format(name=next(iter(self._heard)))
        hidden = self._shown(templates.side(_ANSWER_LINE.sub("", back), self._values, self._back))
        if not asked.strip():
            raise Unfit(_("卡片的正面是空的"))
        if self._card.type.cloze and self._gaps:
            return self._cloze(asked, hidden)
        typed = self._draft.plain(self._typed)
        if typed and "[[" not in typed and len(typed) <= _LONGEST_TYPED and "<img" not in self._typed:
            return making.short(Told(asked, hidden), [(typed, 1.0)])
        if not hidden.strip():
            self._draft.note(_("卡片的背面是空的"))
        return making.essay(Told(asked), hidden)

    def _shown(self, html: str) -> str:
        """A side, its recordings after its text; one that stands on both sides is heard with the question alone."""
        html, sounds = templates.without_sounds(templates.formulas(html))
        new = [sound for sound in dict.fromkeys(sounds) if sound not in self._heard]
        self._heard.update(dict.fromkeys(new))
        clips = [self._draft.clip(Heard("audio", entities.unescape(sound), "")) for sound in new]
        return making.together(self._draft.html(html), *clips)

    def _front(self, filters: str, value: str) -> str:
        names = filters.split(":")
        if "cloze" in names:
            text = self._with_holes(value)
            return "" if "type" in names else text
        if "type" in names:
            self._typed = value
            return ""
        if "hint" in names or any(name.startswith("tts") for name in names):
            return ""
        return templates.filtered(filters, value)

    def _back(self, filters: str, value: str) -> str:
        names = filters.split(":")
        if "cloze" in names:
            return "" if self._gaps and "type" not in names else templates.plain_cloze(value)
        if any(name.startswith("tts") for name in names):
            return ""
        return templates.filtered(filters, value)

    def _with_holes(self, value: str) -> str:
        """The text with a hole for each deletion of this card, the others shown."""
        parts: list[str] = []
        at = 0
        for begin, end, numbers, inside, hint in templates.clozes(value):
            parts.append(value[at:begin])
            at = end
            if self._card.ordinal + 1 in numbers:
                self._gaps.append((templates.plain_cloze(inside), hint))
                parts.append(hole(len(self._gaps) - 1) + (_("（{hint}）").format(hint=hint) if hint else ""))
            else:
                parts.append(self._with_holes(inside) if "{{c" in inside else inside)
        return "".join([*parts, value[at:]])

    def _cloze(self, asked: str, hidden: str) -> Question:
        gaps: list[Gap] = []
        for inside, _hint in self._gaps:
            words = self._draft.plain(templates.formulas(inside))
            if not words or len(words) > _LONGEST_TYPED or re.search(r"<img|\\[(\[]", templates.formulas(inside)):
                return self._turned(asked, hidden)
            gaps.append(making.text_gap([(words, 1.0)]))
        return making.cloze(Told(asked, hidden), gaps)

    def _turned(self, asked: str, hidden: str) -> Question:
        """A gap that nobody can type: the card is turned as it is in Anki."""
        front = re.sub("\ue010\\d+\ue011", "_____", asked)
        answers = [self._shown(inside) for inside, _hint in self._gaps]
        return making.essay(Told(front), making.together(*answers, hidden))
