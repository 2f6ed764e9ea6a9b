"""How a number with its unit is read: `150 cm` where metres are asked for is 1.5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from client.courses.questions import Unit
from client.courses.typed import number, plain

_CHINESE = {
    "km": "千米", "m": "米", "cm": "厘米", "mm": "毫米", "kg": "千克", "g": "克", "s": "秒", "h": "小时", "min": "分钟",
    "L": "升", "mL": "毫升", "°": "度", "m/s": "米/秒", "km/h": "千米/时", "N": "牛", "J": "焦", "W": "瓦", "Pa": "帕",
    "V": "伏", "A": "安", "Ω": "欧", "Hz": "赫兹", "°C": "摄氏度", "m^2": "平方米", "cm^2": "平方厘米",
    "m^3": "立方米", "cm^3": "立方厘米",
}  # fmt: skip
_LATIN = {chinese: latin for latin, chinese in _CHINESE.items()}


class Measured(Protocol):
    """What asks for a number with a unit: a numeric question or gap."""

    @property
    def unit(self) -> str:
        """Its own unit, "" for none."""
        ...

    @property
    def units(self) -> tuple[Unit, ...]:
        """Other units that are taken."""
        ...


@dataclass(frozen=True)
class Quantity:
    """A number in the asked unit, and whether a unit was typed."""

    value: float
    has_unit: bool


def quantity(asked: Measured, given: str) -> Quantity | None:
    """What was typed, converted to the asked unit; None for no number or a unit that is not taken."""
    text = re.sub(r"^\s*[^\W\d_]\s*[_]?\d?\s*=", "", plain(given) if "=" in given or "＝" in given else given)
    bare = plain(text)
    factors: dict[str, float] = {}
    for unit in (*asked.units, Unit(name=asked.unit)) if asked.unit else asked.units:
        for name in _spellings(unit.name):
            factors[name] = unit.factor
    # The whole number of spellings, the longest first, and as it is written before whatever its case is: mm, not Mm.
    for exact in (True, False):
        for name in sorted(factors, key=len, reverse=True):
            end = bare if exact else bare.casefold()
            if end.endswith(name if exact else name.casefold()) and bare != name:
                value = number(bare[: len(bare) - len(name)])
                if value is not None:
                    return Quantity(value * factors[name], has_unit=True)
    value = number(text)
    if value is None and not factors and (tail := re.search(r"[\u4e00-\u9fff]+\s*$", text)):
        value = number(text[: tail.start()])  # 3个, 12人: nobody asked for a unit, nobody minds one
    return None if value is None else Quantity(value, has_unit=False)


def _spellings(name: str) -> set[str]:
    unit = plain(name)
    names = {unit, _CHINESE.get(unit, unit), _LATIN.get(unit, unit)}
    return {spelling for each in names for spelling in (each, each.replace("^", "")) if spelling}
