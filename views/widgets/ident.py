"""A name for a control that browser tests can find."""

import flet as ft


def ident(identifier: str, control: ft.Control, **semantics: object) -> ft.Semantics:
    """Give `control` the semantics `identifier`; a control's `key` does not reach the web page, this does.

    The identifier is its key too, unless another is given: a page does not notice an identifier that changes in place.
    """
    semantics.setdefault("key", identifier)
    return ft.Semantics(identifier=identifier, content=control, **semantics)  # type: ignore[arg-type]
