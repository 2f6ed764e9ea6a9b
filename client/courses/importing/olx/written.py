"""Problems as authors write them in Studio, `( ) no (x) yes`, as the XML that Studio makes of it."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_CHOICE = re.compile(r"^\s*\(\s*(x?)\s*\)\s*(.*)$", re.IGNORECASE)
_CHECK = re.compile(r"^\s*\[\s*(x?)\s*\]\s*(.*)$", re.IGNORECASE)
_EQUAL = re.compile(r"^\s*(or|not|s)?=\s*(.*)$")
_FEEDBACK = re.compile(r"\{\{(.*?)\}\}")
_HINT = re.compile(r"^\s*\|\|(.*)\|\|\s*$")


def problem_of(text: str) -> ET.Element:
    """The problem that is written there."""
    problem = ET.Element("problem")
    for part in re.split(r"^---\s*$", text, flags=re.MULTILINE):
        _part(problem, part)
    return problem


def _part(problem: ET.Element, text: str) -> None:
    text = _taken(problem, text, r"\[explanation\](.*?)\[/?explanation\]", "solution")
    text = _taken(problem, text, r"\[code\](.*?)\[/code\]", "pre")
    text = re.sub(r">>(.*?)<<", _label, text, flags=re.DOTALL)
    choices: list[tuple[str, bool]] = []
    checks: list[tuple[str, bool]] = []
    answers: list[str] = []
    dropdown = re.search(r"\[\[(.*?)\]\]", text, re.DOTALL)
    if dropdown:
        text = text[: dropdown.start()] + text[dropdown.end() :]
    plain: list[str] = []
    for line in text.split("\n"):
        if found := _CHOICE.match(line):
            choices.append((found[2], bool(found[1])))
        elif found := _CHECK.match(line):
            checks.append((found[2], bool(found[1])))
        elif (found := _EQUAL.match(line)) and found[1] != "not":
            answers.append(_FEEDBACK.sub("", found[2]).strip())
        elif found := _HINT.match(line):
            hints = problem.find("demandhint")
            hints = hints if hints is not None else ET.SubElement(problem, "demandhint")
            ET.SubElement(hints, "hint").text = found[1].strip()
        elif line.strip():
            plain.append(line)
    for line in plain:
        _html(problem, "p", line)
    if choices:
        _choices(ET.SubElement(problem, "multiplechoiceresponse"), "choicegroup", choices)
    if checks:
        _choices(ET.SubElement(problem, "choiceresponse"), "checkboxgroup", checks)
    if dropdown:
        _dropdown(problem, dropdown[1])
    if answers:
        _answers(problem, answers)


def _taken(problem: ET.Element, text: str, pattern: str, tag: str) -> str:
    found = re.search(pattern, text, re.DOTALL | re.IGNORECASE)
    if not found:
        return text
    _html(problem, tag, found[1].strip())
    return text[: found.start()] + text[found.end() :]


def _label(found: re.Match[str]) -> str:
    label, _bars, description = found[1].partition("||")
    return "\n".join(filter(None, (" ".join(label.split()), " ".join(description.split()))))


def _html(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def _choices(response: ET.Element, tag: str, choices: list[tuple[str, bool]]) -> None:
    group = ET.SubElement(response, tag)
    for text, right in choices:
        choice = ET.SubElement(group, "choice", {"correct": str(right).lower()})
        choice.text = _FEEDBACK.sub("", text).strip()
        for hint in _FEEDBACK.findall(text):
            ET.SubElement(choice, "choicehint").text = re.sub(r"^\s*\w*:", "", hint).strip()


def _dropdown(problem: ET.Element, text: str) -> None:
    field = ET.SubElement(ET.SubElement(problem, "optionresponse"), "optioninput")
    options = text.strip().split("\n") if "\n" in text.strip() else text.split(",")
    for option in options:
        bare = _FEEDBACK.sub("", option).strip()
        right = bool(re.fullmatch(r"\(.*\)", bare))
        if bare:
            ET.SubElement(field, "option", {"correct": str(right)}).text = bare[1:-1].strip() if right else bare


def _answers(problem: ET.Element, answers: list[str]) -> None:
    value, _sign, tolerance = answers[0].partition("+-")
    number = bool(re.fullmatch(r"\s*[-+]?[\d.][\d.eE+\-*/^% ]*|[\[(][^,]+,[^,]+[\])]", value))
    response = ET.SubElement(problem, "numericalresponse" if number else "stringresponse", {"answer": value.strip()})
    if number and tolerance.strip():
        ET.SubElement(response, "responseparam", {"type": "tolerance", "default": tolerance.strip()})
    if not number:
        response.set("answer", answers[0].removeprefix("|"))
        response.set("type", "ci regexp" if answers[0].startswith("|") else "ci")
    for other in answers[1:]:
        ET.SubElement(response, "additional_answer", {"answer": other})
