from collections.abc import Callable, Iterator
from typing import Any

import flet as ft
import pytest

from views.lighter import lighten
from views.lighter.making import light_init

SAID: list[tuple[type, tuple[Any, ...], dict[str, Any]]] = [
    (ft.Text, ("词",), {"size": 12, "color": ft.Colors.RED}),
    (ft.Container, (), {"padding": 8, "key": "k", "on_click": print, "data": 3}),
    (ft.Container, (ft.Text("词"),), {"padding": None}),  # said, and what it is anyway
    (ft.Row, ([ft.Text("词")],), {"wrap": True, "tight": True}),
    (ft.Column, (), {}),  # its list is its own
    (ft.TextField, (), {"label": "名字", "error": None, "on_change": print}),
    (ft.ListView, (), {"controls": [], "spacing": 3}),
    (ft.FilledButton, ("走",), {"on_click": print, "disabled": True}),
]


@pytest.fixture(autouse=True, scope="module")
def lightened() -> None:
    lighten()


def both(kind: Any) -> Iterator[Callable[..., Any]]:
    """What makes one of `kind` in the class's own way, and in the light one."""
    own = kind.__init__
    while hasattr(own, "__wrapped__"):
        own = own.__wrapped__
    assert light_init(kind, own) is not own
    for init in (own, light_init(kind, own)):

        def make(*args: Any, init: Callable[..., None] = init, **kwargs: Any) -> Any:
            made = object.__new__(kind)
            init(made, *args, **kwargs)
            return made

        yield make


@pytest.mark.parametrize(("kind", "args", "kwargs"), SAID)
def test_a_control_is_made_as_its_class_does_it(kind: type, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    own, light = (vars(make(*args, **kwargs)) for make in both(kind))
    assert own.pop("_i") < light.pop("_i")
    assert light == own
    assert list(light["_dirty"]) == []


def test_a_control_has_lists_of_its_own() -> None:
    one, other = ft.Column(), ft.Column()
    assert one.controls == []
    assert one.controls is not other.controls


def test_what_is_no_field_is_refused() -> None:
    many: list[Any] = list("词" * 99)
    with pytest.raises(TypeError, match="colour"):
        ft.Text("词", colour="red")  # pyright: ignore[reportCallIssue] # that is the test
    with pytest.raises(TypeError, match="multiple values"):
        ft.Text("词", value="词")  # pyright: ignore[reportCallIssue] # the same
    with pytest.raises(TypeError, match="positional"):
        ft.Text(*many)


def test_what_has_to_be_said_is_asked_for() -> None:
    with pytest.raises(TypeError, match="icon"):
        ft.NavigationBarDestination()  # pyright: ignore[reportCallIssue] # that is the test


def test_a_reference_is_told() -> None:
    reference = ft.Ref[ft.Text]()
    text = ft.Text("词", ref=reference)
    assert reference.current is text


def test_a_class_that_is_made_later_is_light_too() -> None:
    @ft.control("Later")
    class Later(ft.LayoutControl):
        words: str = "词"
        many: list[str] | None = None

    made = Later(words="字")
    assert (made.words, made.many, made._values) == ("字", None, {"words": "字"})
    assert Later.__init__.__qualname__.startswith(Later.__qualname__)
    assert hasattr(Later.__init__, "__wrapped__")
