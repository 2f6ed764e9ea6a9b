"""The app in the browser, over a real socket."""

import asyncio
import json
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import flet_web
import pytest

from client.texts import use_language
from views.hosting import NoWindowError, open_window, serve
from views.hosting.packs import pack_url
from views.hosting.paths import file_for

ASSETS = Path(__file__).resolve().parents[3] / "assets"


def nowhere(course_id: str) -> Path:
    raise KeyError(course_id)


@asynccontextmanager
async def served(port: int, folder_of: Callable[[str], Path] = nowhere) -> AsyncIterator[tuple[str, bool]]:
    """The app at `port` or after; gives its address, and whether it is the wanted one."""
    stop, opened = asyncio.Event(), asyncio.get_running_loop().create_future()
    show: Callable[..., None] = lambda _page: None  # noqa: E731
    task = asyncio.create_task(
        serve(
            show,
            ASSETS,
            port,
            stop=stop,
            on_open=lambda address, wanted: opened.set_result((address, wanted)),
            folder_of=folder_of,
        )
    )
    try:
        yield await opened
    finally:
        stop.set()
        await task


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def fetch_bytes(address: str, **headers: str) -> bytes:
    def get() -> bytes:  # all of it in a thread: the loop is the one that serves
        with urlopen(Request(address, headers=headers), timeout=10) as answer:
            return answer.read()

    return await asyncio.to_thread(get)


async def fetch(address: str, **headers: str) -> str:
    return (await fetch_bytes(address, **headers)).decode()


async def test_every_screens_address_opens_the_app(port: int):
    async with served(port) as (address, is_wanted):
        assert is_wanted
        for path in ("/", "/courses", "/courses/math/lessons/1", "/notes/new?course=x"):
            assert "flutter_bootstrap.js" in await fetch(address + path)


async def test_nothing_is_left_behind(port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    left = lambda: list(tmp_path.iterdir())  # noqa: E731
    async with served(port) as (address, _is_wanted):
        await fetch(address)
        assert left() != []
    assert left() == []


async def test_the_web_client_asks_nobody_else_for_its_parts(port: int):
    async with served(port) as (address, _is_wanted):
        page = await fetch(address)
        assert "noCdn: true" in page or "noCdn=true" in page.replace(" ", "")


async def test_an_update_of_the_app_is_seen_at_once(port: int):
    async with served(port) as (address, _is_wanted):
        with await asyncio.to_thread(urlopen, address + "/main.dart.js") as answer:
            assert answer.headers["cache-control"] == "no-cache"
            etag = answer.headers["etag"]
        with pytest.raises(HTTPError, match="304") as fault:
            await fetch(address + "/main.dart.js", **{"If-None-Match": etag})
        fault.value.close()


async def test_the_page_keeps_our_keys_from_the_browser_also_when_it_was_kept_without_them(port: int):
    async with served(port) as (address, _is_wanted):
        for headers in ({}, {"If-None-Match": '"of an older version"', "If-Modified-Since": "Fri, 01 Jan 2100"}):
            page = await fetch(address, **headers)
            assert page.index("preventDefault") < page.index("</head>")
            assert page.rstrip().endswith("</html>")


async def test_what_stands_until_the_first_screen_is_our_own_and_in_the_language_asked_for(port: int):
    async with served(port) as (address, _is_wanted):
        page = await fetch(address)
        assert "loading-animation" not in page
        assert (page.count('id="cover"'), page.count("正在打开学伴…")) == (1, 1)
        use_language("en")
        try:
            assert "Opening Xueban..." in await fetch(address + "/notes")
        finally:
            use_language("zh_CN")


async def test_the_app_font_is_there_before_the_first_frame(port: int):
    async with served(port) as (address, _is_wanted):
        for headers in ({}, {"If-None-Match": '"of an older version"', "If-Modified-Since": "Fri, 01 Jan 2100"}):
            fonts = json.loads(await fetch(address + "/assets/FontManifest.json", **headers))
            assert fonts[0]["family"] == "MaterialIcons"
            assert fonts[-1] == {"family": "SC", "fonts": [{"asset": "fonts/XuebanSC-Regular.otf"}]}
        font = await fetch_bytes(f"{address}/assets/{fonts[-1]['fonts'][0]['asset']}")
        assert font == (ASSETS / "fonts" / "XuebanSC-Regular.otf").read_bytes()


async def test_a_port_in_use_is_said_and_the_next_one_taken(port: int):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        async with served(port) as (address, is_wanted):
            assert not is_wanted
            assert "flutter" in await fetch(address)


async def test_a_name_that_only_resolves_to_us_is_turned_away(port: int):
    async with served(port) as (address, _is_wanted):
        with pytest.raises(HTTPError, match="403") as fault:
            await fetch(address, Host="evil.example")
        fault.value.close()


async def test_without_a_display_there_is_no_window(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(NoWindowError) as fault:
        await open_window(lambda _page: None, ASSETS, stop=asyncio.Event())
    assert fault.value.reason == "display"


async def test_where_flets_client_cannot_be_had_there_is_no_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, port: int
):
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("FLET_CLIENT_URL", f"http://127.0.0.1:{port}/")  # nobody listens there
    monkeypatch.delenv("FLET_VIEW_PATH", raising=False)
    with pytest.raises(NoWindowError) as fault:
        await open_window(lambda _page: None, ASSETS, stop=asyncio.Event())
    assert fault.value.reason == "client"
    assert all(thread.name != "flet-client" or thread.daemon for thread in threading.enumerate())


async def test_a_rare_character_has_its_slice_here(port: int):
    async with served(port) as (address, _is_wanted):
        path = (
            "/assets/fonts/notosanssc/v37/k3kCo84MPvpLmixcA63oeAL7Iqp5IZJF9bmaG9_FnYkldv7JjxkkgFsFSSOPMOkySAZ.21.woff2"
        )
        assert (await fetch_bytes(address + path)).startswith(b"wOF2")


def test_every_fallback_font_that_the_client_may_ask_for_is_here():
    client = (Path(flet_web.__file__).parent / "web" / "main.dart.js").read_text("utf-8", "ignore")
    wanted = set(re.findall(r"\bnotosans(?:sc)?/v\d+/[\w.-]+?\.woff2", client))
    assert len(wanted) > 90
    missing = {name for name in wanted if not (ASSETS / file_for(f"/assets/fonts/{name}").removeprefix("/")).is_file()}
    assert missing == set()


async def test_a_film_of_a_course_comes_in_ranges_and_nothing_else_does(port: int, tmp_path: Path):
    pack = tmp_path / "courses" / "生物 1"
    pack.mkdir(parents=True)
    (pack / "film.mp4").write_bytes(bytes(range(100)))
    (pack / "course.json").write_text("{}")
    (tmp_path / "courses" / "secret.mp4").write_bytes(b"not yours")

    def folder_of(course_id: str) -> Path:
        if course_id != pack.name:
            raise KeyError(course_id)
        return pack

    async with served(port, folder_of) as (address, _is_wanted):
        film = address + pack_url(pack.name, "film.mp4")
        assert await fetch_bytes(film, Range="bytes=10-19") == bytes(range(10, 20))
        for path in ("course.json", "no.mp4", "../secret.mp4", "%2e%2e/secret.mp4", ""):
            with pytest.raises(HTTPError, match="404"):
                await fetch_bytes(address + pack_url(pack.name, "") + path)
        with pytest.raises(HTTPError, match="404"):
            await fetch_bytes(address + pack_url("other", "film.mp4"))
