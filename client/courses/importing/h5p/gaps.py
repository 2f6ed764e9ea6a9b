"""Content types that have words filled in: blanks, words to drag or to mark, crosswords, dictations."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator

from client.courses.content import Gap, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.h5p.params import Params, above, group, listed, one_by_one, strings, text
from client.courses.importing.making import Option, Told, hole
from client.texts import _

_MARKED = re.compile(r"\*([^*\n]+?)\*")
_BLANK = re.compile(r"_{3,}")


def _blanks(draft: Draft, params: Params) -> Iterator[Question]:
    """`*answer/other answer:hint*` is a gap."""
    strict = bool(group(params, "behaviour").get("caseSensitive"))
    intro = draft.html(above(params) + text(params, "text"))
    for reading, each in one_by_one(draft, strings(params, "questions")):
        with reading:
            yield _with_gaps(draft, intro, each, strict=strict)


def _with_gaps(draft: Draft, intro: str, html: str, *, strict: bool) -> Question:
    gaps: list[Gap] = []
    hints: list[str] = []

    def take(found: re.Match[str]) -> str:
        words = entities.unescape(re.sub(r"<[^>]*>", "", found[1]))
        answer, _colon, tip = words.partition(":")
        hints.append(tip.strip())
        gaps.append(making.text_gap([(a, 1.0) for a in answer.split("/")], case_sensitive=strict))
        return hole(len(gaps) - 1)

    body = draft.html(_MARKED.sub(take, html))
    return making.cloze(Told(making.together(intro, body), "", making.together(*filter(None, hints))), gaps)


def _listed_blanks(draft: Draft, params: Params) -> Iterator[Question]:
    """`___` is a gap; what belongs into each stands in a list, with wrong words to choose from."""
    content = group(params, "content")
    blanks = listed(content, "blanksList")
    chooses = text(group(params, "behaviour"), "mode") == "selection"
    gaps: list[Gap] = []
    for blank in blanks:
        right = [a for a in text(blank, "correctAnswerText").split("/") if a.strip()]
        wrong = [text(one, "incorrectAnswerText") for one in listed(blank, "incorrectAnswersList")]
        options = sorted({*right[:1], *filter(None, wrong)})
        if chooses and len(options) > 1:
            gaps.append(making.choice_gap(options, [options.index(right[0])] if right else []))
        else:
            gaps.append(making.text_gap([(answer, 1.0) for answer in right]))
    places = iter(range(len(gaps)))
    body = _BLANK.sub(lambda found: hole(n) if (n := next(places, -1)) >= 0 else found[0], text(content, "blanksText"))
    told = Told(making.together(draft.html(text(content, "task")), draft.html(body)))
    yield making.cloze(told, gaps)


def _drag_text(draft: Draft, params: Params) -> Iterator[Question]:
    """`*word:hint*` is a place for a word; `distractors` are words that belong nowhere."""
    pieces = re.split(r"(\*[^*\n]+?\*)", text(params, "textField"))
    words = [re.split(r"\\[+-]|:", piece.strip("*"))[0].strip() for piece in pieces[1::2]]
    others = [w.strip() for w in _MARKED.findall(text(params, "distractors"))]
    pool = sorted({*words, *(re.split(r":", other)[0] for other in others)})
    html = "".join(hole(n // 2) if n % 2 else piece for n, piece in enumerate(pieces))
    body = draft.html(entities.escape(html, quote=False).replace("\n", "<br>"))
    intro = draft.html(above(params) + text(params, "taskDescription"))
    gaps = [making.choice_gap(pool, [pool.index(word)]) for word in words]
    yield making.cloze(Told(making.together(intro, body)), gaps)


def _mark_words(draft: Draft, params: Params) -> Iterator[Question]:
    """`*word*` is to be marked: the words are options."""
    html = text(params, "textField")
    plain = entities.unescape(re.sub(r"<[^>]*>", " ", html))
    words = list(dict.fromkeys(re.findall(r"\*([^*\n]+?)\*|([^\s*.,;:!?()\"'，。；：！？（）]+)", plain)))
    right = {marked for marked, _other in words if marked}
    texts = list(dict.fromkeys(marked or other for marked, other in words))
    if len(texts) > 60:
        raise Unfit(_("要标的文字太长，放不进一道题"))
    told = Told(making.together(draft.html(text(params, "taskDescription")), draft.html(_MARKED.sub(r"\1", html))))
    yield making.choice(draft, told, [Option(each, float(each in right)) for each in texts], multiple=True)


def _crossword(draft: Draft, params: Params) -> Iterator[Question]:
    """Each word of the grid by its clue."""
    for reading, word in one_by_one(draft, listed(params, "words")):
        with reading:
            answer = draft.plain(text(word, "answer"))
            length = _("（{n} 个字）").format(n=len(answer))
            yield making.short(Told(draft.html(f"{text(word, 'clue')} {length}")), [(answer, 1.0)])


def _dictation(draft: Draft, params: Params) -> Iterator[Question]:
    """What is heard is to be written."""
    intro = draft.html(text(params, "taskDescription")) or _("听录音，写下听到的句子。")
    for reading, sentence in one_by_one(draft, listed(params, "sentences")):
        with reading:
            files = [path for file in listed(sentence, "sample") if (path := text(file, "path"))]
            clip = draft.html(f'<audio src="{entities.escape(files[0])}"></audio>') if files else ""
            if not clip:
                raise Unfit(_("要听的录音不在文件里"))
            told = Told(making.together(intro, draft.html(text(sentence, "description")), clip))
            yield making.short(told, [(draft.plain(text(sentence, "text")), 1.0)])


ASKED: dict[str, Callable[[Draft, Params], Iterator[Question]]] = {
    "H5P.Blanks": _blanks,
    "H5P.AdvancedBlanks": _listed_blanks,
    "H5P.DragText": _drag_text,
    "H5P.MarkTheWords": _mark_words,
    "H5P.Crossword": _crossword,
    "H5P.Dictation": _dictation,
}
