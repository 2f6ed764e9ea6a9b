"""Controls and values that are made: only what is said of one is set.

The `__init__` that a dataclass writes sets all fields, some seventy of a control, and Flet's descriptors of nearly all
find that the value is their default and keep nothing. That took two thirds of the time which making a control takes,
and a screen has hundreds. Here the fields that were named are set, and those that have no descriptor. Whatever else is
asked (a `ref`, a word that is no field, something left out that has to be said) goes to the class's own `__init__`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import wraps
from inspect import getattr_static
from typing import Any

from flet.controls import base_control
from flet.controls.base_control import BaseControl
from flet.controls.value_types import Prop

Init = Callable[..., None]
INSTALL = "_install_props"
"""The last thing that Flet's decorator of a control does to its class."""


def lighten_making() -> None:
    """Do so with all classes of controls, those that are imported later included."""
    for kind in _kinds(BaseControl):
        _lighten(kind)
    install: Callable[[type], None] = getattr(base_control, INSTALL)

    def install_and_lighten(kind: type) -> None:
        install(kind)
        _lighten(kind)

    setattr(base_control, INSTALL, install_and_lighten)


def _kinds(kind: type) -> Iterator[type]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds(inner)


def _lighten(kind: type) -> None:
    """Give `kind` an `__init__` that becomes the light one when the first of its kind is made."""
    own = kind.__dict__.get("__init__")
    if own is None or own.__code__.co_filename != "<string>":  # not one that a dataclass has written
        return

    @wraps(own)
    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        light = light_init(kind, own)
        kind.__init__ = light
        light(self, *args, **kwargs)

    kind.__init__ = first


def light_init(kind: type, own: Init) -> Init:
    """The light `__init__` of `kind`, whose dataclass has written `own`; `own` itself where it has to be told more."""
    fields = dataclasses.fields(kind)
    named = frozenset(field.name for field in fields if field.init)
    code = own.__code__
    if frozenset(code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]) - named != {"ref"}:
        return own  # a page, which is told its session
    places = tuple(field.name for field in fields if field.init and not field.kw_only)
    must, made, plain = set[str](), list[tuple[str, Callable[[], Any]]](), list[tuple[str, Any]]()
    for field in fields:
        if field.default_factory is not dataclasses.MISSING:
            made.append((field.name, field.default_factory))
        elif field.default is dataclasses.MISSING:
            must.update({field.name} & named)
        elif not isinstance(getattr_static(kind, field.name), Prop):
            plain.append((field.name, field.default))

    @wraps(own)
    def light(self: Any, *args: Any, **kwargs: Any) -> None:
        said = kwargs
        if args:
            said = dict(zip(places, args, strict=False), **kwargs)
        if len(said) != len(args) + len(kwargs) or not (named.issuperset(said) and must.issubset(said)):
            own(self, *args, **kwargs)
            return
        for name, make in made:  # the first two hold what is set after them
            if name not in said:
                setattr(self, name, make())
        for name, value in plain:
            if name not in said:
                setattr(self, name, value)
        for name, value in said.items():
            setattr(self, name, value)
        self.__post_init__(None)

    return light
