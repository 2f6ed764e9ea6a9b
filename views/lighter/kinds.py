"""What can be told of a value from its class alone is asked once for each class."""

from __future__ import annotations

import dataclasses
from functools import cache

_is_dataclass = cache(dataclasses.is_dataclass)


@cache
def is_structure(kind: type) -> bool:
    """Whether values of `kind` may have controls in them: it is a dataclass, a list or a dictionary."""
    return dataclasses.is_dataclass(kind) or issubclass(kind, list | dict)


def is_dataclass(value: object) -> bool:
    """Whether `value`, which is no class, is a dataclass's.

    To find that an enumeration is none takes Python as long as to pack its value.
    """
    return _is_dataclass(type(value))
