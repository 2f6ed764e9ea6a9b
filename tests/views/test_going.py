"""Going to another screen: drawn at once, and what the client says of it later changes nothing."""

from pathlib import Path

import flet as ft

from client.courses.content import Course, Lesson, Segment
from tests.fakes.app import DESKTOP, PHONE
from tests.fakes.courses import FILES, a_course
from tests.fakes.opened import open_device, open_window

READ = "先化成一般形式"
COURSE = Course(
    id="long",
    title="一元二次方程",
    lessons=(Lesson(id="l1", title="第一课", segments=tuple(Segment(body=f"{READ}，第{n}段") for n in range(4))),),
)


async def test_a_screen_is_there_before_the_client_has_said_that_it_went_there(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", PHONE) as app:
        said: list[str] = []
        app.go = lambda route: _note(said, route)  # pyright: ignore[reportAttributeAccessIssue] # a client that is slow
        await app.fire(app.find(ft.NavigationBar), "change", 4, selected_index=4)
        await app.wait_for(lambda: "组队" in app.texts() and app.page.route == "/teams")
        await app.wait_for(lambda: said == ["/teams"])


async def _note(said: list[str], route: str) -> None:
    said.append(route)


async def test_a_late_answer_of_the_client_does_not_lead_back(tmp_path: Path):
    async with open_device(tmp_path) as client, open_window(client, "/", PHONE) as app:
        said: list[str] = []
        answer, app.go = app.go, lambda route: _note(said, route)  # pyright: ignore[reportAttributeAccessIssue]
        for place in (4, 5):
            await app.fire(app.find(ft.NavigationBar), "change", place, selected_index=place)
        await app.wait_for(lambda: said == ["/teams", "/me"] and "未登录" in app.texts())
        await answer("/teams")
        assert "未登录" in app.texts()
        await answer("/me")
        await answer("/teams")  # this time the person pressed back
        await app.wait_for(lambda: "未登录" not in app.texts() and "组队" in app.texts())


async def test_a_course_is_drawn_in_one_go_and_its_neighbours_in_the_list_are_left_alone(tmp_path: Path):
    async with open_device(tmp_path) as client:
        await client.courses.add_pack(a_course(), FILES)
        await client.courses.add_pack(COURSE, {})
        async with open_window(client, "/courses", DESKTOP) as app:
            await app.wait_for(lambda: app.find_all(ft.Semantics, identifier="course-long"))
            neighbour = app.find_all(ft.Container, within=app.ident("course-math-9").content)
            skeletons = 0

            def look() -> bool:
                nonlocal skeletons
                skeletons += bool(app.find_all(ft.Shimmer))
                return bool(app.find_all(ft.Semantics, identifier="lesson-l1"))

            tile = app.ident("course-long")
            await app.click(next(c for c in app.walk(tile.content) if getattr(c, "on_click", None)))
            await app.wait_for(look)
            assert not skeletons
            now = app.find_all(ft.Container, within=app.ident("course-math-9").content)
            assert all(old is new for old, new in zip(neighbour, now, strict=True))


async def test_turning_a_page_leaves_head_and_foot_where_they_are(tmp_path: Path):
    async with open_device(tmp_path) as client:
        await client.courses.add_pack(COURSE, {})
        async with open_window(client, "/courses/long/lessons/l1", PHONE) as app:
            await app.wait_for(lambda: any(READ in text for text in app.texts()))
            names = ("take-note", "lesson-notes", "next")

            async def turn(text: str) -> None:
                await app.click(next(c for c in app.walk(app.ident("next").content) if getattr(c, "on_click", None)))
                await app.wait_for(lambda: any(text in shown for shown in app.texts()))

            await turn("第1段")
            before, column = [app.ident(name)._i for name in names], _scrolled(app)
            await turn("第2段")
            assert [app.ident(name)._i for name in names] == before
            assert _scrolled(app) != column  # the next page begins at its top


def _scrolled(app: object) -> int:
    return next(c for c in app.find_all(ft.Column) if c.on_scroll)._i  # type: ignore[attr-defined]
