"""A `<problem>` as questions: one for each response in it; drop-downs and fields within one text are one cloze."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

from client.courses.content import Gap, NumericAnswer, Question
from client.courses.importing import making
from client.courses.importing.draft import Draft, Unfit
from client.courses.importing.elements import inner, words
from client.courses.importing.making import Option, Told, hole
from client.courses.importing.olx.numbers import value_of
from client.courses.importing.olx.written import problem_of
from client.texts import _

_RESPONSE = re.compile(r"^\w+response$")
_SILENT = {"solution", "demandhint", "script", "responseparam", "additional_answer", "correcthint", "hintgroup",
           "stringequalhint", "compoundhint", "choicehint", "optionhint", "designer_notes", "startouttext",
           "endouttext"}  # fmt: skip
_INPUTS = {"choicegroup", "checkboxgroup", "optioninput", "textline", "formulaequationinput", "annotationinput",
           "radiotextgroup", "checkboxtextgroup", "inputfield"}  # fmt: skip
_RANGE = re.compile(r"^\s*([\[(])\s*([^,]+?)\s*,\s*([^,]+?)\s*([\])])\s*$")
_VARIABLE = re.compile(r"(?<!\\)\$\{?[A-Za-z_]\w*")


def questions_of(draft: Draft, problem: ET.Element) -> Iterator[Question]:
    """The questions; those that cannot be are named in the draft. Raises `Unfit` when there is none at all."""
    if not any(_RESPONSE.match(e.tag) for e in problem.iter()) and problem.get("markdown", "null") not in ("", "null"):
        problem = problem_of(problem.get("markdown", ""))
    responses = list(_outermost(problem))
    if not responses:
        raise Unfit(_("题里没有要回答的地方"))
    scripted = any(words(script) for script in problem.iter("script"))
    if _is_one_text(responses):
        yield _cloze(draft, problem, responses, scripted=scripted)
        return
    made = 0
    refusals: list[str] = []
    contexts = _contexts(problem, responses)
    for response, context in zip(responses, contexts, strict=True):
        try:
            yield _Asker(draft, problem, response, scripted=scripted).question(context)
            made += 1
        except Unfit as error:
            refusals.append(str(error))
    if not made:
        raise Unfit(refusals[0])
    for reason in refusals:
        draft.skip(reason)


def _outermost(element: ET.Element) -> Iterator[ET.Element]:
    for child in element:
        if _RESPONSE.match(child.tag):
            yield child
        elif child.tag not in _SILENT:
            yield from _outermost(child)


def _contexts(problem: ET.Element, responses: list[ET.Element]) -> list[str]:
    """What is told before each response; the last one has what follows, too."""
    marks = {id(response): f"\ue012{n}\ue013" for n, response in enumerate(responses)}

    def special(element: ET.Element) -> str | None:
        if id(element) in marks:
            return marks[id(element)]
        return "" if element.tag in _SILENT else None

    pieces = re.split("\ue012\\d+\ue013", inner(problem, special))
    rest = pieces.pop()
    pieces[-1] += rest
    return pieces


def _is_one_text(responses: list[ET.Element]) -> bool:
    """Several fields without texts of their own: they stand in a text or a table that is read as one."""
    inline = {"optionresponse", "stringresponse", "numericalresponse"}
    return len(responses) > 1 and all(r.tag in inline and not _own_text(r) for r in responses)


def _own_text(response: ET.Element) -> str:
    return re.sub(r"<[^>]*>|\s", "", inner(response, lambda e: "" if e.tag in _SILENT | _INPUTS else None))


def _cloze(draft: Draft, problem: ET.Element, responses: list[ET.Element], *, scripted: bool) -> Question:
    marks = {id(response): n for n, response in enumerate(responses)}

    def special(element: ET.Element) -> str | None:
        if id(element) in marks:
            return hole(marks[id(element)])
        return "" if element.tag in _SILENT else None

    text = draft.html(inner(problem, special))
    askers = [_Asker(draft, problem, response, scripted=scripted) for response in responses]
    told = Told(text, askers[0].explanation(), askers[0].hint())
    return making.cloze(told, [asker.gap() for asker in askers])


class _Asker:
    """One response of a problem."""

    def __init__(self, draft: Draft, problem: ET.Element, response: ET.Element, *, scripted: bool) -> None:
        self._draft, self._problem, self._response = draft, problem, response
        if scripted and _VARIABLE.search(ET.tostring(response, encoding="unicode")):
            raise Unfit(_("题目里的数由程序每次随机生成，这里做不了"))

    def question(self, context: str) -> Question:
        maker = _MAKERS.get(self._response.tag)
        if maker is None:
            raise Unfit(refusal(self._response.tag))
        own = inner(self._response, lambda e: "" if e.tag in _SILENT | _INPUTS else None)
        stem = self._draft.html(f"{context}<div>{own}</div>") or self._problem.get("display_name", "")
        return maker(self, Told(stem, self.explanation(), self.hint()))

    def explanation(self) -> str:
        """The solutions of this response, else those of the whole problem."""
        own = list(self._response.iter("solution")) or list(self._problem.iter("solution"))
        return making.together(*(self._draft.html(inner(solution)) for solution in own))

    def hint(self) -> str:
        """The hints that are shown on demand."""
        hints = self._problem.findall(".//demandhint/hint")
        return making.together(*(self._draft.html(inner(hint)) for hint in hints))

    def choice(self, told: Told) -> Question:
        options = [
            Option(
                self._visible(choice),
                float(choice.get("correct", "").lower() in ("true", "partial") and choice.get("correct") != "partial"),
                self._draft.html(
                    " ".join(inner(h) for h in choice.findall("choicehint") if h.get("selected") != "false")
                ),
            )
            for group in self._response.iter()
            if group.tag in ("choicegroup", "checkboxgroup", "choicelist")
            for choice in group.findall("choice")
        ]
        return making.choice(self._draft, told, options, multiple=self._response.tag == "choiceresponse")

    def annotation(self, told: Told) -> Question:
        texts = [
            self._draft.html(inner(e)) for e in self._response.iter() if e.tag in ("text", "comment", "tag_prompt")
        ]
        options = [
            Option(self._draft.html(inner(option)), float(option.get("choice") == "correct"))
            for option in self._response.iter("option")
        ]
        stem = making.together(told.text, *texts)
        return making.choice(self._draft, Told(stem, told.explanation, told.hint), options, multiple=False)

    def dropdown(self, told: Told) -> Question:
        inputs = list(self._response.iter("optioninput"))
        if len(inputs) > 1:
            gaps = [self._options_gap(one) for one in inputs]
            text = making.together(told.text, *(hole(n) for n in range(len(gaps))))
            return making.cloze(Told(text, told.explanation, told.hint), gaps)
        if not inputs:
            raise Unfit(_("没有选项"))
        texts, right = self._options(inputs[0])
        hints = {id(option): option for option in inputs[0].findall("option")}
        remarks = [
            self._draft.html(" ".join(inner(h) for h in option.findall("optionhint"))) for option in hints.values()
        ]
        remarks = remarks if len(remarks) == len(texts) else [""] * len(texts)
        options = [
            Option(text, float(n in right), remark) for n, (text, remark) in enumerate(zip(texts, remarks, strict=True))
        ]
        return making.choice(self._draft, told, options, multiple=False)

    def numeric(self, told: Told) -> Question:
        return making.numeric(told, self._numbers())

    def text(self, told: Told) -> Question:
        answers, case_sensitive, wildcards, readable = self._wordings()
        if not readable:
            self._draft.note(_("答案是正则表达式，改成了自己对答案的题"))
            sample = "" if re.fullmatch(r"[.*+?]*", answers[0][0]) else f"`{answers[0][0]}`"
            return making.essay(told, sample)
        return making.short(told, answers, case_sensitive=case_sensitive, wildcards=wildcards)

    def gap(self) -> Gap:
        """The response as a gap of a text."""
        if self._response.tag == "optionresponse":
            found = next(self._response.iter("optioninput"), None)
            if found is None:
                raise Unfit(_("没有选项"))
            return self._options_gap(found)
        if self._response.tag == "numericalresponse":
            return making.number_gap(self._numbers())
        answers, case_sensitive, wildcards, readable = self._wordings()
        if not readable:
            raise Unfit(_("答案是正则表达式，这里评判不了"))
        return making.text_gap(answers, case_sensitive=case_sensitive, wildcards=wildcards)

    def _visible(self, element: ET.Element) -> str:
        return self._draft.html(inner(element, lambda e: "" if e.tag in _SILENT else None))

    def _options_gap(self, element: ET.Element) -> Gap:
        texts, right = self._options(element)
        return making.choice_gap(texts, right)

    def _options(self, element: ET.Element) -> tuple[list[str], list[int]]:
        listed = element.findall("option")
        if listed:
            right = [n for n, option in enumerate(listed) if option.get("correct", "").lower() == "true"]
            return [self._visible(option) for option in listed], right
        try:
            read = ast.literal_eval(element.get("options", ""))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            read = re.findall(r"'([^']*)'|\"([^\"]*)\"", element.get("options", ""))
            read = [a or b for a, b in read]
        texts = [str(text) for text in read] if isinstance(read, tuple | list) else [str(read)]
        return [self._draft.html(text) for text in texts], [
            n for n, text in enumerate(texts) if text == element.get("correct")
        ]

    def _numbers(self) -> list[NumericAnswer]:
        response = self._response
        given = [response.get("answer", ""), *(e.get("answer", "") for e in response.iter("additional_answer"))]
        parameter = next((e for e in response.iter("responseparam") if e.get("type") == "tolerance"), None)
        wide = (parameter.get("default", "0") if parameter is not None else "0").strip()
        relative = wide.endswith("%")
        tolerance = abs(value_of(wide.rstrip("%") or "0")) / (100 if relative else 1)
        answers: list[NumericAnswer] = []
        for text in filter(str.strip, given):
            if found := _RANGE.match(text):
                low, high = sorted((value_of(found[2]), value_of(found[3])))
                answers.append(NumericAnswer(value=(low + high) / 2, tolerance=(high - low) / 2))
            else:
                answers.append(NumericAnswer(value=value_of(text), tolerance=tolerance, relative=relative))
        return answers

    def _wordings(self) -> tuple[list[tuple[str, float]], bool, bool, bool]:
        """The right wordings; if case counts, whether there are wildcards in them, whether we can read them."""
        response = self._response
        texts = [response.get("answer", ""), *(e.get("answer", "") for e in response.iter("additional_answer"))]
        texts += [part for e in response.iter("additional_answer") if (part := (e.text or "").strip())]
        texts = [text for text in texts if text.strip()]
        if not texts:
            raise Unfit(_("没有写出答案"))
        kinds = response.get("type", "").split()
        if "regexp" not in kinds:
            parts = [part.strip() for text in texts for part in text.split("_or_")]
            return [(part, 1.0) for part in parts], "ci" not in kinds, False, True
        alternatives = [part.strip("^$") for text in texts for part in text.strip("^$()").split("|")]
        simple = [part.replace(".*", "*") for part in alternatives]
        readable = all(
            re.fullmatch(r"[^\\\[\]().+?{}|^$*]*(?:\*[^\\\[\]().+?{}|^$*]+)*", part) and part for part in simple
        )
        return [(part, 1.0) for part in (simple if readable else texts)], "ci" not in kinds, True, readable


def refusal(tag: str) -> str:
    """Why a response is left out."""
    reasons = {
        "customresponse": _("要运行出题人的程序才能判分，这里做不了"),
        "formularesponse": _("答案是含字母的公式，要由计算机代数判定，这里做不了"),
        "symbolicresponse": _("答案是含字母的公式，要由计算机代数判定，这里做不了"),
        "imageresponse": _("要在图上点选，这里做不了"),
        "schematicresponse": _("要画电路图，这里做不了"),
        "coderesponse": _("要运行程序才能判分，这里做不了"),
        "jsmeresponse": _("要画分子结构，这里做不了"),
    }
    return reasons.get(tag) or _("还不支持 {kind} 题型").format(kind=tag)


_MAKERS: dict[str, Callable[[_Asker, Told], Question]] = {
    "multiplechoiceresponse": _Asker.choice,
    "choiceresponse": _Asker.choice,
    "truefalseresponse": _Asker.choice,
    "annotationresponse": _Asker.annotation,
    "optionresponse": _Asker.dropdown,
    "numericalresponse": _Asker.numeric,
    "stringresponse": _Asker.text,
}
