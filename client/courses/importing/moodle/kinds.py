"""A Moodle question as one of ours. Raises `Unfit` with the reason for a type that our player cannot show."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from client.courses.content import Gap, NumericAnswer, Question, Unit
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.markup import render
from client.courses.importing.moodle.asked import AUTO, HTML, Answer, Asked, Said
from client.texts import _

_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_SUBQUESTION = re.compile(r"\{#(\d{1,3})\}")


def question_of(draft: Draft, asked: Asked) -> Question:
    """The question. Raises `Unfit`."""
    draft.lookup = _files(asked)
    maker = _KINDS.get(asked.kind)
    if maker is None:
        raise Unfit(refusal(asked.kind))
    return maker(draft, asked)


def refusal(kind: str) -> str:
    """Why a question type is left out."""
    reasons = {
        "stack": _("STACK 题的答案要由计算机代数系统判定，这里做不了"),
        "calculated": _("计算题的数是每次随机生成的，这里做不了"),
        "calculatedsimple": _("计算题的数是每次随机生成的，这里做不了"),
        "calculatedmulti": _("计算题的数是每次随机生成的，这里做不了"),
        "random": _("随机题只是一个占位，题目在题库里"),
        "randomsamatch": _("随机题只是一个占位，题目在题库里"),
        "ddimageortext": _("要在图上拖放，这里做不了"),
        "ddmarker": _("要在图上拖放，这里做不了"),
        "coderunner": _("要运行程序才能判分，这里做不了"),
    }
    return reasons.get(kind) or _("还不支持 {kind} 题型").format(kind=kind or "?")


def shown(draft: Draft, said: Said) -> str:
    """Words in one of Moodle's formats as Markdown."""
    if not said.words.strip():
        return ""
    if said.hint in (HTML, AUTO):
        return draft.html(said.words, keep_lines=said.hint == AUTO)
    return render(said.words, said.hint).text


def plain(draft: Draft, said: Said) -> str:
    """Words as a person types them: Moodle compares short answers as they are written, without markup."""
    return " ".join(html.unescape(said.words).split())


def _files(asked: Asked) -> Callable[[str], bytes | None]:
    def look(name: str) -> bytes | None:
        bare = name.replace("@@PLUGINFILE@@", "").lstrip("/")
        return asked.files.get(bare) or asked.files.get(bare.rpartition("/")[2])

    return look


def _told(draft: Draft, asked: Asked, text: str | None = None, remarks: bool = True) -> Told:
    stem = shown(draft, asked.text) if text is None else text
    said = [
        making.said(
            _("“{words}”").format(words=plain(draft, answer.text))
            if answer.text.words.strip() not in ("", "*")
            else _("其他答案"),
            words,
        )
        for answer in (asked.answers if remarks else [])
        if (words := shown(draft, answer.feedback))
    ]
    explanation = making.together(*said, shown(draft, asked.general))
    return Told(stem or asked.name, explanation, making.together(*(shown(draft, hint) for hint in asked.hints)))


def _multichoice(draft: Draft, asked: Asked) -> Question:
    options = [Option(shown(draft, a.text), a.share, shown(draft, a.feedback)) for a in asked.answers]
    return making.choice(draft, _told(draft, asked, remarks=False), options, multiple=not asked.single)


def _all_or_nothing(draft: Draft, asked: Asked) -> Question:
    options = [Option(shown(draft, a.text), float(a.share > 0), shown(draft, a.feedback)) for a in asked.answers]
    return making.choice(draft, _told(draft, asked, remarks=False), options, multiple=True)


def _true_false(draft: Draft, asked: Asked) -> Question:
    right = max(asked.answers, key=lambda answer: answer.share, default=None)
    if right is None or right.share <= 0:
        raise Unfit(_("没有标出正确答案"))
    remarks = [
        making.said(_("答错时") if answer.share <= 0 else _("答对时"), shown(draft, answer.feedback))
        for answer in sorted(asked.answers, key=lambda answer: answer.share)
    ]
    told = _told(draft, asked, remarks=False)
    told = Told(told.text, making.together(*remarks, told.explanation), told.hint)
    return making.true_false(told, correct=right.text.words.strip().lower() in ("true", "t", "1", "yes"))


def _short(draft: Draft, asked: Asked) -> Question:
    answers = [(plain(draft, a.text), a.share) for a in asked.answers if plain(draft, a.text) != "*" or a.share > 0]
    return making.short(_told(draft, asked), answers, case_sensitive=asked.case_sensitive, wildcards=True)


def _numbers(draft: Draft, answers: list[Answer]) -> list[NumericAnswer]:
    right = [a for a in answers if a.share > 0 and a.text.words.strip() != "*"]
    best = max((a.share for a in right), default=1.0)
    return [
        NumericAnswer(
            value=making.value_of(plain(draft, a.text)), tolerance=abs(a.tolerance), credit=min(1.0, a.share / best)
        )
        for a in right
    ]


def _numerical(draft: Draft, asked: Asked) -> Question:
    units = [(name, many) for name, many in asked.units if name.strip() and many > 0]
    main = next((name for name, many in units if many == 1), units[0][0] if units else "")
    others = [Unit(name=name, factor=1 / many) for name, many in units if name != main]
    return making.numeric(
        _told(draft, asked),
        _numbers(draft, asked.answers),
        unit=main,
        units=others,
        unit_required=asked.unit_required,
    )


def _matching(draft: Draft, asked: Asked) -> Question:
    pairs: list[tuple[str, str]] = []
    others: list[str] = []
    for prompt, match in asked.pairs:
        left, right = shown(draft, prompt), shown(draft, match)
        if left.strip():
            pairs.append((left, right))
        elif right.strip():
            others.append(right)
    return making.matching(draft, _told(draft, asked), pairs, others)


def _essay(draft: Draft, asked: Asked) -> Question:
    return making.essay(_told(draft, asked), shown(draft, asked.sample))


def _ordering(draft: Draft, asked: Asked) -> Question:
    return making.ordering(_told(draft, asked, remarks=False), [shown(draft, answer.text) for answer in asked.answers])


def _words_in_places(draft: Draft, asked: Asked) -> Question:
    """Words to choose or drag: `[[n]]` in the text is the place of the n-th word, whose group offers the others."""
    words = [shown(draft, answer.text) for answer in asked.answers]
    places: list[int] = []

    def mark(found: re.Match[str]) -> str:
        if not 1 <= int(found[1]) <= len(words):
            return found[0]
        places.append(int(found[1]) - 1)
        return hole(len(places) - 1)

    text = shown(draft, Said(_PLACE.sub(mark, asked.text.words), asked.text.hint))
    gaps: list[Gap] = []
    for place in places:
        offered = [i for i, answer in enumerate(asked.answers) if answer.group == asked.answers[place].group]
        gaps.append(making.choice_gap([words[i] for i in offered], [offered.index(place)]))
    return making.cloze(_told(draft, asked, text, remarks=False), gaps)


def _cloze(draft: Draft, asked: Asked) -> Question:
    text = shown(draft, Said(_SUBQUESTION.sub(lambda m: hole(int(m[1]) - 1), asked.text.words), asked.text.hint))
    told = _told(draft, asked, text, remarks=False)
    remarks = [_told(draft, part, "").explanation for part in asked.parts]
    told = Told(told.text, making.together(told.explanation, *remarks), told.hint)
    return making.cloze(told, [_gap(draft, part) for part in asked.parts])


def _gap(draft: Draft, part: Asked) -> Gap:
    if part.kind == "numerical":
        return making.number_gap(_numbers(draft, part.answers), weight=part.weight)
    if part.kind.startswith("shortanswer"):
        return making.text_gap(
            [(plain(draft, a.text), a.share) for a in part.answers if plain(draft, a.text) != "*" or a.share > 0],
            case_sensitive=part.case_sensitive,
            wildcards=True,
            weight=part.weight,
        )
    if part.kind not in ("multichoice", "multiresponse"):
        raise Unfit(_("空里是还不支持的 {kind} 题型").format(kind=part.kind))
    best = max((a.share for a in part.answers), default=0.0)
    right = [i for i, a in enumerate(part.answers) if a.share > 0 and (a.share == best or not part.single)]
    if not part.single and len(right) > 1:
        draft.note(_("一个空里要选几项的，这里选对其中一项即可"))
    return making.choice_gap([shown(draft, a.text) for a in part.answers], right, part.weight)


_KINDS: dict[str, Callable[[Draft, Asked], Question]] = {
    "multichoice": _multichoice,
    "multichoiceset": _all_or_nothing,
    "truefalse": _true_false,
    "shortanswer": _short,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ddmatch": _matching,
    "essay": _essay,
    "ordering": _ordering,
    "gapselect": _words_in_places,
    "ddwtos": _words_in_places,
    "cloze": _cloze,
    "multianswer": _cloze,
}
