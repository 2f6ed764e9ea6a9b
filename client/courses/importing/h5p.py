"""H5P: one content type in another, each named by its library; what asks a question and what tells something.

By the semantics of the content types: H5P.MultiChoice, .TrueFalse, .Blanks, .DragText, .MarkTheWords, .SingleChoiceSet,
.Summary, .Essay, .QuestionSet and so on, inside Column, InteractiveBook, CoursePresentation, InteractiveVideo …
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from client.courses.content import Attribution, Gap, Media, Question
from client.courses.importing import making
from client.courses.importing.build import Head, Unit, course_from
from client.courses.importing.draft import Draft, Piece, Unfit
from client.courses.importing.html import Heard
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.report import Imported, ImportRefusedError, first_words
from client.courses.importing.source import Source
from client.courses.importing.trees import Tree, joined
from client.texts import _

Params = dict[str, Any]
_LICENCES = {"CC BY", "CC BY-SA", "CC BY-ND", "CC BY-NC", "CC BY-NC-SA", "CC BY-NC-ND", "CC0 1.0", "PD", "GNU GPL"}
_SILENT = {"H5P.Link", "H5P.Nil", "H5P.Shape", "H5P.GoToQuestion", "H5P.ContinuousText"}


def claims(source: Source) -> bool:
    """Whether this is a package, packed or not."""
    names = source.tree.names if source.tree is not None else []
    return "h5p.json" in names or "content/content.json" in names


def read(source: Source) -> Imported:
    """The content of the package. Raises `ImportRefusedError` when nothing in it can be shown."""
    assert source.tree is not None  # noqa: S101 - it was claimed
    return _Package(source.tree, source.stem).imported()


class _Package:
    def __init__(self, tree: Tree, stem: str) -> None:
        self._tree, self._stem = tree, stem
        self._names = set(tree.names)
        self.draft = Draft("h5p", self._file)
        self._number = 0

    def imported(self) -> Imported:
        about = self._json("h5p.json")
        content = self._json("content/content.json")
        if not isinstance(content, dict) or not content:
            raise ImportRefusedError(_("包里没有内容（content/content.json）"))
        about = about if isinstance(about, dict) else {}
        kind = str(about.get("mainLibrary") or _guess(content))
        title = self.draft.plain(str(about.get("title") or "")) or self._stem
        chapters = _list(content, "chapters") if kind == "H5P.InteractiveBook" else []
        if chapters:
            units = [self._chapter(chapter, number) for number, chapter in enumerate(chapters, start=1)]
        else:
            units = [Unit("content", title, self._pieces(kind, content, title))]
        for unit in units:
            for piece in unit.pieces:
                piece.quiz = [(f"{unit.key}/{key}", question) for key, question in piece.quiz]
        licence = str(about.get("license") or "")
        named = licence if licence in _LICENCES else ""
        authors = tuple(str(a.get("name", "")) for a in _list(about, "authors") if a.get("name"))
        attribution = Attribution(title=title, authors=authors, licence=named) if named or authors else None
        language = str(about.get("language") or "")
        head = Head(
            f"{title}\n{self._stem}", title, language="" if language == "und" else language, attribution=attribution
        )
        try:
            return self.draft.imported(course_from(units, "h5p", head))
        except ImportRefusedError as error:
            reason = self.draft.skipped[0].reason if self.draft.skipped else str(error)
            raise ImportRefusedError(_("里面没有能用的内容：{reason}").format(reason=reason)) from error

    def _chapter(self, chapter: Params, number: int) -> Unit:
        named = chapter.get("metadata")
        title = str(named.get("title") or "") if isinstance(named, dict) else ""
        key = str(chapter.get("subContentId") or number)
        return Unit(key, title or _("第 {n} 章").format(n=number), self.nested(chapter))

    def nested(self, action: Any) -> list[Piece]:
        """The content in an action: `{"library": "H5P.X 1.0", "params": {…}, "metadata": {"title": …}}`."""
        if not isinstance(action, dict) or not isinstance(action.get("params"), dict):
            return []
        kind = str(action.get("library", "")).partition(" ")[0]
        named = action.get("metadata")
        title = str(named.get("title") or "") if isinstance(named, dict) else ""
        if re.match(r"(?:Untitled|Unbenannt|Unnamed|未命名|Sans titre)", title):
            title = ""
        return self._pieces(kind, action["params"], title)

    def _pieces(self, kind: str, params: Params, title: str) -> list[Piece]:
        self._number += 1
        words = first_words(self.draft.plain(title or _some_text(params)), 30)
        pieces: list[Piece] = []
        with self.draft.reading(_("{kind}“{words}”").format(kind=f"{self._number} {kind}", words=words)):
            if kind in _TOLD:
                pieces = _TOLD[kind](self, params, title)
            elif kind in _CONTAINERS:
                pieces = _gathered([piece for action in _CONTAINERS[kind](params) for piece in self.nested(action)])
                if pieces and not pieces[0].title:
                    pieces[0].title = title if kind != "H5P.Column" else ""
            elif kind in _ASKED:
                for question in _ASKED[kind](self, params):
                    key = f"{self._number}-{question.text[:500]}"
                    pieces.append(Piece(quiz=[(key, question)]))
            elif kind not in _SILENT:
                raise Unfit(_("还不支持 {kind}").format(kind=kind or "?"))
        return pieces

    def picture(self, file: Any, alt: str = "") -> str:
        """The HTML of a picture in the parameters."""
        path = file.get("path") if isinstance(file, dict) else None
        return f'<img src="{entities.escape(str(path))}" alt="{entities.escape(alt)}">' if path else ""

    def above(self, params: Params) -> str:
        """The picture that a question shows above its text."""
        media = params.get("media")
        action = media.get("type") if isinstance(media, dict) else None
        if not isinstance(action, dict) or not str(action.get("library", "")).startswith("H5P.Image "):
            return ""
        inside = action.get("params")
        return self.picture(inside.get("file"), str(inside.get("alt") or "")) if isinstance(inside, dict) else ""

    def film(self, params: Params, title: str) -> Media | None:
        """A film or recording in the parameters."""
        files = [f for name in ("sources", "files") for f in _list(params, name)]
        audio = bool(_list(params, "files"))
        for file in files:
            path, mime = str(file.get("path", "")), str(file.get("mime", ""))
            watched = "youtube" in mime.lower() or re.match(r"https?://(?:www\.)?(?:youtu\.?be|vimeo)", path)
            kind = "page" if watched else "audio" if audio else "video"
            if path and (media := self.draft.media(Heard(kind, path, title))):
                return media
        return None

    def _json(self, name: str) -> Any:
        try:
            return json.loads(self._tree.read(name)) if name in self._names else None
        except (ValueError, RecursionError) as error:
            raise ImportRefusedError(_("包里的 {file} 读不出来").format(file=name)) from error

    def _file(self, name: str) -> bytes | None:
        path = joined("content", name)
        return self._tree.read(path) if path and path in self._names else None


def _list(params: Params, name: str) -> list[Params]:
    value = params.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(params: Params, name: str) -> str:
    value = params.get(name)
    return value if isinstance(value, str) else ""


def _some_text(params: Params) -> str:
    return next(
        (v for name in ("question", "text", "taskDescription", "questions") if isinstance(v := params.get(name), str)),
        "",
    )


def _guess(content: Params) -> str:
    if isinstance(content.get("answers"), list):
        return "H5P.MultiChoice"
    return "H5P.TrueFalse" if "correct" in content else "H5P.Column" if "content" in content else ""


def _gathered(pieces: list[Piece]) -> list[Piece]:
    gathered: list[Piece] = []
    for piece in pieces:
        last = gathered[-1] if gathered else None
        if last is not None and piece.quiz and not piece.body and not piece.media:
            last.quiz += piece.quiz
        elif last is not None and not (last.quiz or last.media or piece.media) and piece.body:
            last.body, last.quiz = f"{last.body}\n\n{piece.body}", last.quiz + piece.quiz
        else:
            gathered.append(piece)
    return gathered


# What only tells something.


def _told_text(package: _Package, params: Params, title: str) -> list[Piece]:
    return package.draft.pieces(_text(params, "text"))


def _told_table(package: _Package, params: Params, title: str) -> list[Piece]:
    return package.draft.pieces(_text(params, "text"), title)


def _told_image(package: _Package, params: Params, title: str) -> list[Piece]:
    return package.draft.pieces(package.picture(params.get("file"), _text(params, "alt")))


def _told_film(package: _Package, params: Params, title: str) -> list[Piece]:
    media = package.film(params, title)
    return [Piece(title, "", media)] if media else []


def _told_accordion(package: _Package, params: Params, title: str) -> list[Piece]:
    parts = [f"<h3>{_text(panel, 'title')}</h3>" for panel in _list(params, "panels")]
    pieces: list[Piece] = []
    for heading, panel in zip(parts, _list(params, "panels"), strict=True):
        pieces += package.draft.pieces(heading)
        pieces += package.nested(panel.get("content"))
    return _gathered(pieces)


def _told_film_with_questions(package: _Package, params: Params, title: str) -> list[Piece]:
    inside = params.get("interactiveVideo")
    inside = inside if isinstance(inside, dict) else {}
    video = inside.get("video")
    files = video.get("files") if isinstance(video, dict) else None
    first = Piece(title, "", package.film({"sources": files}, title) if files else None)
    assets = inside.get("assets")
    interactions = _list(assets, "interactions") if isinstance(assets, dict) else []
    pieces = [first]
    for interaction in interactions:
        pieces += package.nested(interaction.get("action"))
    return _gathered([piece for piece in pieces if not piece.is_empty])


def _told_cards(package: _Package, params: Params, title: str) -> list[Piece]:
    """Cards that are turned, Dialogcards and Flashcards: the front asks, the back answers."""
    pieces: list[Piece] = []
    told = package.draft.html(_text(params, "description"))
    for number, card in enumerate([*_list(params, "dialogs"), *_list(params, "cards")]):
        front = package.draft.html(package.picture(card.get("image")) + _text(card, "text"))
        back = package.draft.html(_text(card, "answer"))
        if not front.strip():
            continue
        stem = Told(making.together(told, front))
        if "cards" in params and "dialogs" not in params and back and len(back) <= 60:
            question = making.short(stem, [(a, 1.0) for a in package.draft.plain(_text(card, "answer")).split("/")])
        else:
            question = making.essay(stem, back)
        pieces.append(Piece(quiz=[(f"{number}-{front[:300]}", question)]))
    return _gathered(pieces)


# What holds other content.


def _actions(name: str, inner: str) -> Callable[[Params], list[Any]]:
    return lambda params: [one.get(inner) for one in _list(params, name)]


def _slides(params: Params) -> list[Any]:
    presentation = params.get("presentation")
    slides = _list(presentation, "slides") if isinstance(presentation, dict) else []
    return [element.get("action") for slide in slides for element in _list(slide, "elements")]


def _scenario(params: Params) -> list[Any]:
    scenario = params.get("branchingScenario")
    return [one.get("type") for one in _list(scenario, "content")] if isinstance(scenario, dict) else []


_CONTAINERS: dict[str, Callable[[Params], list[Any]]] = {
    "H5P.Column": _actions("content", "content"),
    "H5P.RowColumn": _actions("content", "content"),
    "H5P.Row": _actions("columns", "content"),
    "H5P.QuestionSet": lambda params: list(_list(params, "questions")),
    "H5P.InteractiveBook": lambda params: list(_list(params, "chapters")),
    "H5P.CoursePresentation": _slides,
    "H5P.BranchingScenario": _scenario,
    "H5P.DocumentationTool": _actions("pagesList", "params"),
    "H5P.StandardPage": _actions("elementList", "params"),
    "H5P.Page": _actions("content", "content"),
    "H5P.ImpressPresentation": _actions("views", "action"),
}
_TOLD: dict[str, Callable[[_Package, Params, str], list[Piece]]] = {
    "H5P.AdvancedText": _told_text,
    "H5P.Text": _told_text,
    "H5P.Table": _told_table,
    "H5P.Image": _told_image,
    "H5P.Video": _told_film,
    "H5P.Audio": _told_film,
    "H5P.Accordion": _told_accordion,
    "H5P.InteractiveVideo": _told_film_with_questions,
    "H5P.Dialogcards": _told_cards,
    "H5P.Flashcards": _told_cards,
}


# What asks.


def _multi_choice(package: _Package, params: Params) -> Iterator[Question]:
    draft = package.draft
    options = [
        Option(draft.html(_text(a, "text")), float(a.get("correct") is True), draft.html(_feedback(a)))
        for a in _list(params, "answers")
    ]
    behaviour = params.get("behaviour")
    kind = behaviour.get("type") if isinstance(behaviour, dict) else "auto"
    right = sum(1 for option in options if option.share > 0)
    many = kind == "multi" or (kind != "single" and right > 1)
    told = Told(draft.html(package.above(params) + _text(params, "question")))
    yield making.choice(draft, told, options, multiple=many)


def _feedback(answer: Params) -> str:
    said = answer.get("tipsAndFeedback")
    if not isinstance(said, dict):
        return ""
    return str(said.get("chosenFeedback") or "")


def _true_false(package: _Package, params: Params) -> Iterator[Question]:
    told = Told(package.draft.html(package.above(params) + _text(params, "question")))
    right = params.get("correct")
    if str(right).lower() not in ("true", "false"):
        raise Unfit(_("没有标出正确答案"))
    yield making.true_false(told, correct=str(right).lower() == "true")


def _single_choices(package: _Package, params: Params) -> Iterator[Question]:
    """The first answer of each is the right one."""
    for choice in _list(params, "choices"):
        answers = choice.get("answers")
        texts = [str(a) for a in answers] if isinstance(answers, list) else []
        options = [Option(package.draft.html(text), float(n == 0)) for n, text in enumerate(texts)]
        mixed = sorted(options, key=lambda option: (len(option.text), option.text))
        yield making.choice(package.draft, Told(package.draft.html(_text(choice, "question"))), mixed, multiple=False)


def _summary(package: _Package, params: Params) -> Iterator[Question]:
    """The first statement of each group is the right one."""
    intro = package.draft.html(_text(params, "intro")) or _("哪一句是对的？")
    for group in _list(params, "summaries"):
        listed = group.get("summary")
        texts = [str(s) for s in listed] if isinstance(listed, list) else []
        options = [Option(package.draft.html(text), float(n == 0)) for n, text in enumerate(texts)]
        mixed = sorted(options, key=lambda option: (len(option.text), option.text))
        yield making.choice(package.draft, Told(intro), mixed, multiple=False)


def _blanks(package: _Package, params: Params) -> Iterator[Question]:
    """`*answer/other answer:hint*` is a gap."""
    behaviour = params.get("behaviour")
    strict = bool(behaviour.get("caseSensitive")) if isinstance(behaviour, dict) else True
    listed = params.get("questions")
    intro = package.draft.html(package.above(params) + _text(params, "text"))
    for text in [str(q) for q in listed] if isinstance(listed, list) else []:
        gaps: list[Gap] = []
        hints: list[str] = []

        def take(found: re.Match[str], gaps: list[Gap] = gaps, hints: list[str] = hints) -> str:
            words = entities.unescape(re.sub(r"<[^>]*>", "", found[1]))
            answer, _colon, tip = words.partition(":")
            hints.append(tip.strip())
            gaps.append(making.text_gap([(a, 1.0) for a in answer.split("/")], case_sensitive=strict))
            return hole(len(gaps) - 1)

        body = package.draft.html(re.sub(r"\*([^*\n]+?)\*", take, text))
        if gaps:
            yield making.cloze(Told(making.together(intro, body), "", making.together(*filter(None, hints))), gaps)


def _drag_text(package: _Package, params: Params) -> Iterator[Question]:
    """`*word:hint*` is a place for a word; `distractors` are words that belong nowhere."""
    pieces = re.split(r"(\*[^*\n]+?\*)", _text(params, "textField"))
    words = [re.split(r"\\[+-]|:", piece.strip("*"))[0].strip() for piece in pieces[1::2]]
    others = [w.strip() for w in re.findall(r"\*([^*\n]+?)\*", _text(params, "distractors"))]
    pool = sorted({*words, *(re.split(r":", other)[0] for other in others)})
    text = "".join(hole(n // 2) if n % 2 else piece for n, piece in enumerate(pieces))
    body = package.draft.html(entities.escape(text, quote=False).replace("\n", "<br>"))
    intro = package.draft.html(_text(params, "taskDescription"))
    gaps = [making.choice_gap(pool, [pool.index(word)]) for word in words]
    yield making.cloze(Told(making.together(intro, body)), gaps)


def _mark_words(package: _Package, params: Params) -> Iterator[Question]:
    """`*word*` is to be marked: the words are options."""
    html = _text(params, "textField")
    plain = entities.unescape(re.sub(r"<[^>]*>", " ", html))
    words = list(dict.fromkeys(re.findall(r"\*([^*\n]+?)\*|([^\s*.,;:!?()\"'，。；：！？（）]+)", plain)))
    right = {marked for marked, _other in words if marked}
    texts = list(dict.fromkeys(marked or other for marked, other in words))
    if len(texts) > 60:
        raise Unfit(_("要标的文字太长，放不进一道题"))
    body = package.draft.html(re.sub(r"\*([^*\n]+?)\*", r"\1", html))
    told = Told(making.together(package.draft.html(_text(params, "taskDescription")), body))
    yield making.choice(package.draft, told, [Option(text, float(text in right)) for text in texts], multiple=True)


def _essay(package: _Package, params: Params) -> Iterator[Question]:
    solution = params.get("solution")
    solution = solution if isinstance(solution, dict) else {}
    sample = package.draft.html(_text(solution, "introduction") + _text(solution, "sample"))
    keywords = [k for one in _list(params, "keywords") if (k := _text(one, "keyword"))]
    if keywords:
        sample = making.together(sample, _("要点：{words}").format(words=_("、").join(keywords)))
    told = Told(package.draft.html(package.above(params) + _text(params, "taskDescription")))
    yield making.essay(told, sample)


def _guess_answer(package: _Package, params: Params) -> Iterator[Question]:
    told = Told(package.draft.html(package.above(params) + _text(params, "taskDescription")))
    yield making.essay(told, package.draft.html(_text(params, "solutionText")))


def _open(package: _Package, params: Params) -> Iterator[Question]:
    yield making.essay(Told(package.draft.html(_text(params, "question"))))


def _arithmetic_like(package: _Package, params: Params) -> Iterator[Question]:
    raise Unfit(_("题目里的数是每次随机生成的，这里做不了"))


def _drag(package: _Package, params: Params) -> Iterator[Question]:
    raise Unfit(_("要在图上拖放，这里做不了"))


def _sort_paragraphs(package: _Package, params: Params) -> Iterator[Question]:
    listed = params.get("paragraphs")
    texts = [str(p) if isinstance(p, str) else _text(p, "text") for p in listed] if isinstance(listed, list) else []
    told = Told(package.draft.html(_text(params, "taskDescription")) or _("把下面各段排好顺序。"))
    yield making.ordering(told, [package.draft.html(text) for text in texts])


_ASKED: dict[str, Callable[[_Package, Params], Iterator[Question]]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.SingleChoiceSet": _single_choices,
    "H5P.Summary": _summary,
    "H5P.Blanks": _blanks,
    "H5P.AdvancedBlanks": _blanks,
    "H5P.DragText": _drag_text,
    "H5P.MarkTheWords": _mark_words,
    "H5P.Essay": _essay,
    "H5P.GuessTheAnswer": _guess_answer,
    "H5P.OpenEndedQuestion": _open,
    "H5P.SortParagraphs": _sort_paragraphs,
    "H5P.ArithmeticQuiz": _arithmetic_like,
    "H5P.DragQuestion": _drag,
    "H5P.ImageHotspotQuestion": _drag,
}
