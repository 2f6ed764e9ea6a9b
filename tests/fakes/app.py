"""A whole Flet app in memory: a real session and real packing, and a connection that plays the web client.

It reads one private field of Flet 1.0.5 (the update loop's task) to see that loop die; the pin in pyproject.toml holds.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import dataclasses
import inspect
from collections.abc import Callable, Iterator
from typing import Any, Self, TypeVar

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.controls.object_patch import Operation
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

C = TypeVar("C", bound=BaseControl)

PHONE = (390.0, 844.0)
DESKTOP = (1280.0, 800.0)
TABLET = (820.0, 1180.0)


class AppCrashed(AssertionError):  # noqa: N818 - it reads as what happened
    """A component raised outside of any net: the session would be frozen."""


class MemoryApp(Connection):
    """Start a `main(page)` and act on it as a person would; use as an async context manager."""

    def __init__(
        self, size: tuple[float, float] = DESKTOP, route: str = "/", timeout_s: float = 10.0, *, web: bool = False
    ) -> None:
        super().__init__()
        self.page_url, self.page_name = "http://memory", ""
        self.timeout_s = timeout_s
        self.draws = True
        """Whether the client draws frames: in a window that is not in front it does not."""
        self.crash: str | None = None
        self.sent: list[Message] = []
        self._answers: dict[str, Any] = {}
        self._sizes: dict[int, tuple[float, float]] = {}
        self._pack = configure_encode_object_for_msgpack(BaseControl)
        self._window = {
            "width": size[0],
            "height": size[1],
            "route": route,
            "platform": "linux",
            "web": web,
            "pwa": False,
            "wasm": False,
            "debug": False,
            "platform_brightness": "light",
            "media": {},
        }

    def send_message(self, message: Message) -> None:
        """Take what the session sends, and answer as a client would."""
        msgpack.packb(message, default=self._pack)  # packing also takes the snapshots that later diffs are made against
        self.sent.append(message)
        body: Any = message.body
        if message.action == MessageAction.INVOKE_METHOD:
            if body.name == "push_route":
                self.loop.call_soon(lambda: self.loop.create_task(self.go(body.args["route"])))
            result = self._answers.get(body.name)
            self.loop.call_soon(
                lambda: self.session.handle_invoke_method_results(body.control_id, body.call_id, result, None)
            )
        elif message.action == MessageAction.PATCH_CONTROL:
            if self.draws and any(op[0] is Operation.Replace and op[2] == "width" for op in body.patch[1:]):
                self.loop.call_soon(lambda: self.loop.create_task(self._lay_out()))
        elif message.action == MessageAction.SESSION_CRASHED:
            self.crash = body.message

    async def _lay_out(self) -> None:
        """Say of controls that tell their size, and are given a fixed one, when it is another."""
        for control in self.walk():
            width, height = getattr(control, "width", None), getattr(control, "height", None)
            if width is None or height is None or getattr(control, "on_size_change", None) is None:
                continue
            if self._sizes.get(control._i) != (width, height):
                self._sizes[control._i] = width, height
                await self.session.dispatch_event(control._i, "size_change", {"w": width, "h": height})

    async def start(self, main: Callable[[ft.Page], Any]) -> Self:
        """Open a session and let `main` fill its page."""
        self.loop = asyncio.get_running_loop()
        self.executor = concurrent.futures.ThreadPoolExecutor()
        self.pubsubhub = PubSubHub(loop=self.loop, executor=self.executor)
        self.session = Session(self)
        self.session.apply_page_patch(self._window)
        registered = RegisterClientResponseBody(
            session_id=self.session.id, page_patch=self.session.get_page_patch(), error=""
        )
        self.send_message(Message(MessageAction.REGISTER_CLIENT, registered))
        _context_page.set(self.page)  # pyright: ignore[reportArgumentType]  # Flet types the variable by its default
        context.reset_auto_update()
        result = main(self.page)
        if inspect.isawaitable(result):
            await result
        await self.session.after_event(self.page)
        await self.settle()
        return self

    async def stop(self) -> None:
        """Close the session, as when its window is closed."""
        self.session.close()
        for _turn in range(5):
            await asyncio.sleep(0)
        self.executor.shutdown(wait=False)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self.stop()

    @property
    def page(self) -> ft.Page:
        """The session's page."""
        return self.session.page

    async def settle(self) -> None:
        """Let what is ready run; raises AppCrashed when the session's update loop has died."""
        for _turn in range(10):
            await asyncio.sleep(0)
        task = getattr(self.session, "_Session__updates_task", None)
        if task is not None and task.done() and not task.cancelled() and task.exception():
            raise AppCrashed("the update loop died") from task.exception()
        if self.crash:
            raise AppCrashed(self.crash)

    async def wait_for(self, condition: Callable[[], Any]) -> Any:
        """Wait until `condition()` is true (the store answers from its threads) and return its value."""
        end = self.loop.time() + self.timeout_s
        while True:
            await self.settle()
            value = condition()
            if value:
                return value
            if self.loop.time() > end:
                raise AssertionError(f"it did not come; shown: {self.texts()}")
            await asyncio.sleep(0.005)

    def walk(self, root: Any = None) -> Iterator[BaseControl]:
        """All visible controls, components opened up; with `root`, those below it."""
        seen: set[int] = set()
        if root is not None:
            yield from _walk(root, seen)
            return
        yield from _walk(ft.unwrap_component(self.page.views), seen)
        for dialog in self.page._dialogs.controls:
            if getattr(dialog, "open", False):
                yield from _walk(dialog, seen)

    def unseen(self) -> list[BaseControl]:
        """What is laid out but wholly transparent."""
        found: list[BaseControl] = []
        for root in self.roots():
            for _seen in _walk(ft.unwrap_component(root), set(), found):
                pass
        return found

    def roots(self) -> list[BaseControl]:
        """What is on the screen, before it is opened up: the views and the dialogs that are open."""
        dialogs = [dialog for dialog in self.page._dialogs.controls if getattr(dialog, "open", False)]
        return [*self.page.views, *dialogs]

    @staticmethod
    def children(control: BaseControl) -> list[BaseControl]:
        """The visible controls directly in `control`, components opened up, in the order of its fields."""
        return [child for child in _inside(control) if _shows(child)]

    @staticmethod
    def below(control: BaseControl) -> Iterator[BaseControl]:
        """`control` and all visible ones in it."""
        return _walk(control, set())

    def find_all(
        self, kind: type[C] = BaseControl, text: Any = None, *, within: Any = None, key: Any = None, **props: Any
    ) -> list[C]:
        """The controls of that kind, with that text (value, content, label or tooltip), below `within`."""
        return [
            control
            for control in self.walk(within)
            if isinstance(control, kind)
            and (text is None or text in _words(control))
            and (key is None or str(getattr(control.key, "value", control.key)) == str(key))
            and all(getattr(control, name, None) == value for name, value in props.items())
        ]

    def find(
        self, kind: type[C] = BaseControl, text: Any = None, *, within: Any = None, key: Any = None, **props: Any
    ) -> C:
        """The one control that `find_all` finds."""
        found = self.find_all(kind, text, within=within, key=key, **props)
        assert len(found) == 1, f"{len(found)} of {kind.__name__} {text or key or props}; shown: {self.texts()[:60]}"
        return found[0]

    def ident(self, identifier: str) -> ft.Semantics:
        """The control named by `views.widgets.ident`."""
        return self.find(ft.Semantics, identifier=identifier)

    def texts(self) -> list[str]:
        """All texts and Markdown on the screen, in order."""
        return [
            control.value for control in self.walk() if isinstance(control, ft.Text | ft.Markdown) and control.value
        ]

    async def fire(self, control: BaseControl, event: str, data: Any = None, **props: Any) -> None:
        """Send an event as the client does: first the properties that it changed, then the event."""
        if props:
            self.session.apply_patch(control._i, props)
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def click(self, control: BaseControl | str, kind: type[BaseControl] = BaseControl) -> None:
        """Press a control, or the one with that text that can be pressed."""
        if isinstance(control, str):
            pressable = [c for c in self.find_all(kind, control) if getattr(c, "on_click", None) is not None]
            assert len(pressable) == 1, f"{len(pressable)} to press named {control}; shown: {self.texts()[:60]}"
            control = pressable[0]
        await self.fire(control, "click")

    async def type(self, control: ft.TextField, text: str) -> None:
        """Replace what a field holds."""
        await self.fire(control, "change", text, value=text)

    def sees(self, identifier: str) -> bool:
        """Whether a control of that name is on the screen."""
        return bool(self.find_all(ft.Semantics, identifier=identifier))

    async def see(self, text: str) -> None:
        """Wait until something on the screen says this."""
        await self.wait_for(lambda: any(text in shown for shown in self.texts()))

    async def press(self, identifier: str) -> None:
        """Press the control of that name, once it is there, or what can be pressed in it."""
        [found, *_] = await self.wait_for(lambda: self.find_all(ft.Semantics, identifier=identifier))
        await self.click(next(control for control in self.walk(found) if getattr(control, "on_click", None)))

    async def write(self, identifier: str, text: str) -> None:
        """Replace what the field of that name holds, once it is there."""
        await self.wait_for(lambda: self.sees(identifier))
        await self.type(self.find(ft.TextField, within=self.ident(identifier)), text)

    async def go(self, route: str) -> None:
        """Go to a route as the browser's address bar does."""
        self.page.route = route
        await self.fire(self.page, "route_change", {"route": route})

    async def resize(self, width: float, height: float) -> None:
        """Change the window's size."""
        self.session.apply_page_patch({"width": width, "height": height})
        await self.fire(self.page, "resize", {"width": width, "height": height})


def _shows(control: BaseControl) -> bool:
    """Whether anybody sees it: what is wholly transparent is laid out, but neither drawn nor told to screen readers."""
    return getattr(control, "visible", True) is not False and getattr(control, "opacity", 1) != 0


def _words(control: BaseControl) -> list[Any]:
    return [getattr(control, name, None) for name in ("value", "content", "text", "label", "tooltip")]


def _inside(value: Any) -> Iterator[BaseControl]:
    if isinstance(value, list | tuple):
        for item in value:
            yield from _inside_or_self(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _inside_or_self(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            hidden = field.name.startswith("_") or field.name in ("parent", "page", "data")
            if not hidden and not field.metadata.get("skip"):
                yield from _inside_or_self(getattr(value, field.name, None))


def _inside_or_self(value: Any) -> Iterator[BaseControl]:
    if isinstance(value, BaseControl):
        body = ft.unwrap_component(value)
        if isinstance(body, list):
            for part in body:
                yield from _inside_or_self(part)
        elif body is not None:
            yield body
    elif isinstance(value, list | tuple | dict):
        yield from _inside(value)


def _walk(value: Any, seen: set[int], unseen: list[BaseControl] | None = None) -> Iterator[BaseControl]:
    """What is seen of `value`; what is not, because it is transparent, is put into `unseen`."""
    if isinstance(value, BaseControl):
        if id(value) in seen or not _shows(value):
            if unseen is not None and getattr(value, "visible", True) is not False:
                unseen.append(value)
            return
        seen.add(id(value))
        body = ft.unwrap_component(value)
        if body is not value:
            yield from _walk(body, seen, unseen)
            return
        yield value
        for field in dataclasses.fields(value):
            hidden = field.name.startswith("_") or field.name in ("parent", "page", "data")
            if not hidden and not field.metadata.get("skip"):
                yield from _walk(getattr(value, field.name, None), seen, unseen)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _walk(item, seen, unseen)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _walk(item, seen, unseen)
