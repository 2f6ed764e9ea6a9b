"""Flet's empty page: one text, served by Flet itself. What no app of ours can be faster than."""

import sys

import flet as ft

WORDS = "空页"


def show(page: ft.Page) -> None:
    page.add(ft.Text(WORDS))


if __name__ == "__main__":
    # Everything from this machine, as our own app does: the measure is the page, not the internet.
    ft.run(show, host="127.0.0.1", port=int(sys.argv[1]), view=ft.AppView.WEB_BROWSER, no_cdn=True)
