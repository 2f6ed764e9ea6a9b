"""Controls that come onto the screen or leave it: only the fields that were set are looked at.

Flet looks at every field of each, some seventy, although all but a few hold what their class says. That is most of the
time which a change of screen takes on the loop (60 of 100 ms for a list). A control keeps what was really set in
`_values`, and names in `_structural_fields` what is not kept there; so only those are looked at here.
"""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Iterable
from functools import cache
from typing import Any

from flet.controls.object_patch import DiffBuilder, ObjectPatchException

from views.lighter.kinds import is_structure

FLETS_OWN = DiffBuilder._configure_dataclass
FLETS_OWN_REMOVAL = DiffBuilder._removed_controls
_PLAIN = frozenset((str, int, float, bool, type(None)))


def lighten_patching() -> None:
    """Replace both functions of Flet, in all sessions of this process."""
    DiffBuilder._configure_dataclass = configure  # pyright: ignore[reportAttributeAccessIssue] # a list will do
    DiffBuilder._removed_controls = removed  # pyright: ignore[reportAttributeAccessIssue] # the same


def configure(
    builder: Any, item: Any, parent: Any, frozen: bool, configure_setattr_only: bool = False
) -> Iterable[Any]:
    """Make `item` and what is in it ready to be compared later; the controls in it, in the order of their fields."""
    found: list[Any] = []
    _visit(builder, item, parent, frozen, configure_setattr_only, found)
    return found


def _visit(builder: Any, item: Any, parent: Any, frozen: bool, shallow: bool, found: list[Any]) -> None:
    kind = type(item)
    if kind in _PLAIN:
        return
    if kind is list:
        for value in item:
            _visit(builder, value, parent, frozen, False, found)
    elif kind is dict:
        for value in item.values():
            _visit(builder, value, parent, frozen, False, found)
    elif (names := _names(kind)) is not None and hasattr(item, "_values"):
        _visit_sparse(builder, item, parent, frozen, shallow, found, names)
    elif is_structure(kind):
        found += FLETS_OWN(builder, item, parent, frozen, shallow)


def _visit_sparse(
    builder: Any,
    item: Any,
    parent: Any,
    frozen: bool,
    shallow: bool,
    found: list[Any],
    names: tuple[dict[str, int], frozenset[str]],
) -> None:
    if parent is None:
        reference = getattr(item, "_parent", None)
        parent = reference() if reference else None
    if parent:
        if parent is item:
            raise ObjectPatchException(f"Parent is the same as item: {item}")
        item._parent = weakref.ref(parent)
    if hasattr(item, "_frozen"):
        frozen = item._frozen
    elif frozen:
        item._frozen = frozen
    if getattr(type(item), "__flet_control_cls__", None) is None:
        type(item).__flet_control_cls__ = builder.control_cls
    is_control = builder.control_cls and isinstance(item, builder.control_cls)
    if is_control:
        if not shallow:
            item.build()
            item._before_update_safe()
            object.__setattr__(item, "_initialized", True)
        found.append(item)
    if not shallow:
        order, always = names
        child_parent = item if is_control else parent
        for name in sorted(always.union(item._values), key=order.__getitem__):
            _visit(builder, getattr(item, name), child_parent, frozen, False, found)
    if not frozen:
        item._dirty.clear()


def removed(builder: Any, item: Any, recurse: bool) -> Iterable[Any]:
    """The controls in `item` that leave the screen, the inner ones first; with `recurse` also in what has no list."""
    found: list[Any] = []
    _leave(builder, item, recurse, found)
    return found


def _leave(builder: Any, item: Any, recurse: bool, found: list[Any]) -> None:
    kind = type(item)
    if kind in _PLAIN:
        return
    if kind is list:
        for value in item:
            _leave(builder, value, recurse, found)
    elif kind is dict:
        for value in item.values():
            _leave(builder, value, recurse, found)
    elif builder.control_cls and isinstance(item, builder.control_cls):
        names = _names(kind)
        if names is None or not hasattr(item, "_values") or hasattr(item, "__prev_lists"):
            found += FLETS_OWN_REMOVAL(builder, item, recurse)
            return
        if recurse:
            order, always = names
            for name in sorted(always.union(item._values), key=order.__getitem__):
                _leave(builder, getattr(item, name), recurse, found)
        found.append(item)


@cache
def _names(kind: type) -> tuple[dict[str, int], frozenset[str]] | None:
    """The place of every field of a sparse class, and those to look at in any case; None for other classes."""
    structural = getattr(kind, "_structural_fields", None)
    if structural is None or not dataclasses.is_dataclass(kind):
        return None
    fields = [field.name for field in dataclasses.fields(kind) if not field.metadata.get("skip", False)]
    defaults: dict[str, Any] = getattr(kind, "_prop_defaults", {})
    rich = {
        name for name, value in defaults.items() if isinstance(value, list | dict) or dataclasses.is_dataclass(value)
    }
    return {name: place for place, name in enumerate(fields)}, frozenset((structural | rich) & set(fields))
