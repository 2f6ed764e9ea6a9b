"""Doing for a screen: one user action at a time, its errors turned into sentences here and nowhere else."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from client.faults import sentence_of
from client.texts import _

log = logging.getLogger("xueban.views")


@dataclass(frozen=True)
class _State:
    running: bool = False
    error: str | None = None


@dataclass(frozen=True)
class Command:
    """An action that a person can start: `run` is an event handler, ignored while `running`; `error` is a sentence."""

    run: Callable[..., Awaitable[bool]]
    running: bool
    error: str | None
    clear: Callable[[], None]


def use_command(action: Callable[..., Awaitable[Any]]) -> Command:
    """Wrap the async `action` for a button or a field; a hook.

    `run` takes what `action` takes; a Flet event among the arguments is left out, so `on_click=save.run` just works.
    It returns whether the action went through.
    """
    state, set_state = ft.use_state(_State())
    busy = ft.use_ref(False)

    async def run(*args: Any) -> bool:
        if busy.current:
            return False
        busy.current = True
        set_state(_State(running=True))
        error: str | None = None
        try:
            await action(*(value for value in args if not isinstance(value, ft.Event)))
        except Exception as fault:
            error = sentence_for(fault)
        finally:
            busy.current = False
            set_state(_State(error=error))
        return error is None

    return Command(run, state.running, state.error, lambda: set_state(_State()))


def sentence_for(fault: Exception) -> str:
    """What to tell the person: the error's own sentence, or a general one; faults without a sentence are logged."""
    sentence = getattr(fault, "sentence", None)
    if isinstance(sentence, str) and sentence:
        return sentence
    if refused := sentence_of(fault):
        log.warning("the disk refused: %s", type(fault).__name__)
        return refused
    log.error("an action failed", exc_info=fault)
    return _("没有做成：程序出了点问题，请再试一次。")
