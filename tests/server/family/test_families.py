"""What families need of the server: keys for codes, a week for a teacher behind a link that ends, consent."""

from pathlib import Path

import httpx
import pytest

from sync.families import Link, WeekDay, WeekSummary
from tests.fakes.clock import FakeClock
from tests.fakes.server import RunningServer, running_server
from tests.server.person import Device, good, register, sign_in
from tests.server.spaces.people import bring_in, code, found

WEEK = WeekSummary(
    child="小明<script>alert(1)</script>",
    title="11月23日 到 11月29日",
    days=[WeekDay(name="星期一", seconds=1800), WeekDay(name="星期二", seconds=0)],
    learned=["一元二次方程 · 求根公式"],
    weak=["数学 · 判别式"],
    answered=10,
    correct=7,
)


@pytest.fixture
def family(device: Device, stranger: Device) -> str:
    """`device` is the parent, `stranger` the child."""
    space = found(device, "family").id
    bring_in(device, stranger, space, "child")
    return space


def key(device: Device, space: str, child: Device) -> httpx.Response:
    return device.http.get(f"/v1/spaces/{space}/children/{child.session.account_id}/code-key")


def test_child_and_parent_have_one_key_and_nobody_else_has_it(
    server: RunningServer, device: Device, stranger: Device, family: str
) -> None:
    mine, theirs = good(key(device, family, stranger)).json(), good(key(stranger, family, stranger)).json()
    assert mine == theirs
    assert len(bytes.fromhex(mine["key"])) == 32
    with register(server.url, f"别人{family}"[:40]) as other:
        assert code(key(other, family, stranger)) == (404, "no_such_space")
        bring_in(device, other, family, "child")
        assert code(key(other, family, stranger)) == (403, "no_right"), "nor a sister"
        assert good(key(other, family, other)).json() != mine
    assert code(key(device, family, device)) == (404, "no_such_member"), "a parent is no child"


def link(device: Device, space: str, **more: object) -> httpx.Response:
    return device.http.post(f"/v1/spaces/{space}/links", json={"summary": WEEK.model_dump(), **more})


def test_a_teacher_sees_the_week_without_signing_in(
    server: RunningServer, device: Device, stranger: Device, family: str
) -> None:
    made = Link.model_validate_json(good(link(device, family)).content)
    page = httpx.get(server.url + made.path)
    assert page.status_code == 200
    for words in ("一周", "30 分钟", "求根公式", "判别式", "答了 10 题，对 7 题"):
        assert words in page.text
    assert "<script>" not in page.text, "names are text"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    listed = good(device.http.get(f"/v1/spaces/{family}/links")).json()["links"]
    assert [(one["id"], one["path"]) for one in listed] == [(made.id, "")], "the address is told once"
    assert code(stranger.http.get(f"/v1/spaces/{family}/links")) == (403, "no_right")
    assert code(link(stranger, family)) == (403, "no_right")


def test_a_link_that_was_taken_back_leads_nowhere(server: RunningServer, device: Device, family: str) -> None:
    made = Link.model_validate_json(good(link(device, family)).content)
    good(device.http.delete(f"/v1/spaces/{family}/links/{made.id}"))
    gone, never = httpx.get(server.url + made.path), httpx.get(server.url + "/w/never")
    assert (gone.status_code, gone.text) == (never.status_code, never.text) == (404, never.text)


def test_a_link_ends_by_itself(tmp_path: Path) -> None:
    clock = FakeClock()
    with running_server(tmp_path / "server.db", clock) as server, register(server.url, "妈妈") as parent:
        space = found(parent, "family").id
        made = Link.model_validate_json(good(link(parent, space, valid_s=86_400)).content)
        clock.advance(86_399)
        assert httpx.get(server.url + made.path).status_code == 200
        clock.advance(1)
        assert httpx.get(server.url + made.path).status_code == 404
        with sign_in(server.url, "妈妈") as later:
            assert good(later.http.get(f"/v1/spaces/{space}/links")).json() == {"links": []}
            assert code(link(later, space, valid_s=31 * 86_400)) == (422, "not_valid")


def test_the_token_of_a_link_is_in_no_database(tmp_path: Path) -> None:
    with running_server(tmp_path / "server.db") as server, register(server.url, "妈妈") as parent:
        made = Link.model_validate_json(good(link(parent, found(parent, "family").id)).content)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("server.db*") if file.is_file())
    assert made.path.removeprefix("/w/").encode() not in kept
    assert made.id.encode() in kept, "it was looked for in the right place"


def test_a_code_says_how_to_join_and_nothing_of_the_family(server: RunningServer, device: Device) -> None:
    page = httpx.get(f"{server.url}/j/abc'\"<b>def")
    assert "ABCBDEF" in page.text
    assert "href='xueban://open/j/ABCBDEF'" in page.text  # views/links.py
    assert "<b>" not in page.text
    assert "href='xueban://open/t/ABCDEF'" in httpx.get(f"{server.url}/t/abcdef").text


def test_somebody_under_fourteen_needs_a_guardian(server: RunningServer) -> None:
    def ask(**more: object) -> httpx.Response:
        body = {"name": "小小明", "password": "correct horse", "under_14": True, **more}
        return httpx.post(f"{server.url}/v1/accounts", json=body)

    refused = ask()
    assert code(refused) == (422, "not_valid")
    assert "家长" in refused.json()["detail"]["message"]
    assert ask(guardian_agrees=True).status_code == 201
