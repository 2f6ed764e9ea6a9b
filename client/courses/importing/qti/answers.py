"""What an item of QTI 2.x declares as the right response, and what single responses earn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from client.courses.importing.elements import descend, number, words

_CHECKS = ("match", "equal", "stringMatch", "equalRounded", "substring", "member")


@dataclass
class Right:
    """The declaration of one response. `mapped` is what each value earns; `tolerance` is that of an `equal`."""

    base: str = "identifier"
    cardinality: str = "single"
    values: list[str] = field(default_factory=list[str])
    mapped: dict[str, float] = field(default_factory=dict[str, float])
    case_sensitive: bool = False
    tolerance: float = 0.0
    relative: bool = False

    @property
    def is_number(self) -> bool:
        """Whether a number is wanted."""
        return self.base in ("integer", "float")

    def shares(self) -> dict[str, float]:
        """The share of the whole that each value earns, 1 for the best."""
        best = max(self.mapped.values(), default=0.0)
        shares = {value: share / best for value, share in self.mapped.items()} if best > 0 else {}
        return {**shares, **dict.fromkeys(self.values, 1.0)}


def rights_of(item: ET.Element) -> dict[str, Right]:
    """The declarations by identifier; a right value that only the processing names is found there."""
    rights: dict[str, Right] = {}
    for declared in item.iter("responseDeclaration"):
        right = Right(declared.get("baseType") or "string", declared.get("cardinality", "single"))
        correct = declared.find("correctResponse")
        if correct is not None:
            values = list(correct.iter("value"))
            numbers = [value for value in values if value.get("fieldIdentifier") in ("floatValue", "integerValue")]
            right.values = [words(value) for value in (numbers or values)]
        for entry in declared.iter("mapEntry"):
            right.mapped[entry.get("mapKey", "")] = number(entry.get("mappedValue", ""))
            right.case_sensitive = entry.get("caseSensitive", "true") != "false"
        rights[declared.get("identifier", "")] = right
    processing = item.find("responseProcessing")
    if processing is not None:
        _from_processing(processing, rights)
    return rights


def _from_processing(processing: ET.Element, rights: dict[str, Right]) -> None:
    for check in descend(processing, *_CHECKS):
        names = [v.get("identifier", "") for v in check.iter("variable")]
        right = next((rights[name] for name in names if name in rights), None)
        if right is None:
            continue
        if check.tag == "equal" and check.get("toleranceMode") in ("absolute", "relative"):
            right.relative = check.get("toleranceMode") == "relative"
            right.tolerance = max(map(abs, map(number, check.get("tolerance", "0").split()[:2])), default=0.0)
            if right.relative:
                right.tolerance /= 100  # QTI gives it in percent
    for branch in descend(processing, "responseIf", "responseElseIf"):
        if any(number(words(value)) > 0 for value in _set_scores(branch)):
            for check in [child for child in branch if child.tag in _CHECKS]:
                names = [v.get("identifier", "") for v in check.iter("variable")]
                right = next((rights[name] for name in names if name in rights), None)
                if right is not None and not right.values and not right.mapped:
                    right.values = [words(value) for value in check.iter("baseValue")]


def _set_scores(branch: ET.Element) -> Iterator[ET.Element]:
    for outcome in branch.findall("setOutcomeValue"):
        if outcome.get("identifier", "").upper().startswith(("SCORE", "OUTCOME")):
            yield from outcome.iter("baseValue")
