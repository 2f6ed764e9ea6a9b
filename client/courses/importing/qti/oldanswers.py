"""The responses of an item of QTI 1.2, and what is right, from the conditions that give points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from client.courses.content import NumericAnswer
from client.courses.importing import making
from client.courses.importing.elements import number, words
from client.courses.importing.qti.oldtexts import material


@dataclass
class Response:
    """One response of an item: the labels to choose from (id, HTML), what is right and the range of a number."""

    element: ET.Element
    labels: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    shares: dict[str, float] = field(default_factory=dict[str, float])
    low: list[float] = field(default_factory=list[float])
    high: list[float] = field(default_factory=list[float])
    parts: list[str] = field(default_factory=list[str])

    @property
    def id(self) -> str:
        """Its identifier."""
        return self.element.get("ident", "")

    @property
    def many(self) -> bool:
        """Whether several may be chosen."""
        return self.element.get("rcardinality", "Single").lower() == "multiple"


def responses_of(item: ET.Element) -> list[Response]:
    """All responses of an item, in order."""
    found: list[Response] = []
    for element in item.iter():
        if element.tag in ("response_lid", "response_str", "response_num", "response_grp"):
            response = Response(element)
            if element.tag == "response_lid":
                response.labels = [
                    (label.get("ident", ""), "".join(material(m) for m in label.iter("material")))
                    for label in element.iter("response_label")
                ]
            found.append(response)
    return found


def judge(item: ET.Element, responses: list[Response]) -> None:
    """What is right, from the conditions that give points."""
    by_id = {response.id: response for response in responses}
    most = max((number(d.get("maxvalue", "")) for d in item.iter("decvar")), default=0.0)
    given = [max((number(words(s)) for s in c.findall("setvar")), default=0.0) for c in item.iter("respcondition")]
    most = max([most, *given]) or 1.0
    for condition, points in zip(item.iter("respcondition"), given, strict=True):
        if points <= 0 and (condition.get("title", "").lower() != "correct" or condition.find("setvar") is not None):
            continue
        asked = condition.find("conditionvar")
        for check in _positive(asked) if asked is not None else ():
            response = by_id.get(check.get("respident", "")) or (responses[0] if len(responses) == 1 else None)
            if response is None:
                continue
            value = "".join(check.itertext()).strip()
            if check.tag in ("varequal", "varsubstring"):
                added = any(s.get("action", "Set").lower() == "add" for s in condition.findall("setvar"))
                share = 1.0 if added or len(responses) > 1 else points / most
                if (
                    condition.find("conditionvar/and") is not None
                    or len(response.element.findall(".//response_label")) == 0
                ):
                    share = max(share, points / most)
                response.shares[value] = max(share, response.shares.get(value, 0.0))
                if check.tag == "varsubstring":
                    response.parts.append(value)
            elif check.tag in ("vargte", "vargt"):
                response.low.append(number(value))
            elif check.tag in ("varlte", "varlt"):
                response.high.append(number(value))


def _positive(element: ET.Element) -> Iterator[ET.Element]:
    """The comparisons that must hold."""
    for child in element:
        if child.tag.startswith("var"):
            yield child
        elif child.tag != "not":
            yield from _positive(child)


def numbers(response: Response) -> list[NumericAnswer]:
    """The numbers and ranges that are right. Raises `Unfit`."""
    ranges = list(zip(response.low, response.high, strict=False))
    answers = [NumericAnswer(value=(low + high) / 2, tolerance=abs(high - low) / 2) for low, high in ranges]
    for text, share in response.shares.items():
        value = making.value_of(text)
        if not any(min(low, high) <= value <= max(low, high) for low, high in ranges):
            answers.append(NumericAnswer(value=value, credit=min(max(share, 0.01), 1.0)))
    return answers


def asks_number(response: ET.Element) -> bool:
    """Whether a number is to be written."""
    return any(
        fib.get("fibtype", "").lower() in ("decimal", "integer", "scientific") for fib in response.iter("render_fib")
    )
