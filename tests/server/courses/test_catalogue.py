import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from server.courses.checking import BrokenPackError
from sync.courses import CataloguePage
from tests.fakes.server import TEST_SETTINGS, RunningServer, running_server_on
from tests.server.courses.packs import a_pack, files_of, offer, withdraw, write
from tests.server.files.carrying import code

FILM = random.Random(4).randbytes(700_001)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("courses")


@pytest.fixture(scope="module")
def server(database_url: str, folder: Path) -> Iterator[RunningServer]:
    with running_server_on(database_url, settings=replace(TEST_SETTINGS, courses=folder)) as running:
        yield running


@pytest.fixture(scope="module")
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url) as client:
        yield client


def all_courses(http: httpx.Client, limit: int = 200) -> dict[str, int]:
    """Course id → version, page by page."""
    found: dict[str, int] = {}
    after: str | None = ""
    while after is not None:
        answer = http.get("/v1/courses", params={"after": after, "limit": limit})
        page = CataloguePage.model_validate_json(answer.content)
        assert len(page.courses) <= limit
        found |= {course.id: course.version for course in page.courses}
        after = page.after
    return found


def test_what_was_added_is_listed_without_an_account(
    http: httpx.Client, database_url: str, folder: Path, tmp_path: Path
) -> None:
    added = offer(database_url, folder, a_pack(tmp_path, "listed"))
    listed = http.get("/v1/courses/listed").json()
    assert listed == added.model_dump(mode="json")
    assert (listed["lessons"], listed["minutes"], listed["questions"]) == (2, 22, 1)
    assert listed["points"] == ["math.equation"]
    assert all_courses(http)["listed"] == 1


def test_a_pack_comes_down_as_it_is_and_on_from_where_it_broke_off(
    http: httpx.Client, database_url: str, folder: Path, tmp_path: Path
) -> None:
    pack = a_pack(tmp_path, "film", extra={"media/film.mp4": FILM})
    card = offer(database_url, folder, pack)
    url = "/v1/courses/film/packs/1"
    whole = http.get(url)
    assert whole.content == pack.read_bytes()
    assert hashlib.sha256(whole.content).hexdigest() == card.sha256
    assert (len(whole.content), whole.headers["etag"]) == (card.size, f'"{card.sha256}"')
    rest = http.get(url, headers={"Range": "bytes=300000-", "If-Range": f'"{card.sha256}"'})
    assert (rest.status_code, rest.content) == (206, pack.read_bytes()[300_000:])
    other = http.get(url, headers={"Range": "bytes=300000-", "If-Range": '"another"'})
    assert (other.status_code, len(other.content)) == (200, card.size), "other content: all of it, from the start"
    assert code(http.get(url, headers={"Range": f"bytes={card.size}-"})) == (416, "no_such_range")


def test_pages_follow_each_other_and_an_unchanged_one_is_not_sent_again(
    http: httpx.Client, database_url: str, folder: Path, tmp_path: Path
) -> None:
    for number in range(5):
        offer(database_url, folder, a_pack(tmp_path, f"page-{number}"))
    assert {f"page-{number}" for number in range(5)} <= all_courses(http, limit=2).keys()
    first = http.get("/v1/courses")
    again = http.get("/v1/courses", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    offer(database_url, folder, a_pack(tmp_path, "page-0", 2))
    changed = http.get("/v1/courses", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200


def test_a_newer_version_takes_the_place_and_the_old_one_can_still_be_fetched(
    http: httpx.Client, database_url: str, folder: Path, tmp_path: Path
) -> None:
    for version in (1, 3):
        offer(database_url, folder, a_pack(tmp_path, "newer", version))
    assert http.get("/v1/courses/newer").json()["version"] == 3
    assert http.get("/v1/courses/newer/packs/1").is_success, "who has begun to download it can finish"
    with pytest.raises(BrokenPackError, match="更新的第 3 版"):
        offer(database_url, folder, a_pack(tmp_path, "newer", 2))


def test_one_version_is_one_content(database_url: str, folder: Path, tmp_path: Path) -> None:
    offer(database_url, folder, a_pack(tmp_path, "same"))
    offer(database_url, folder, a_pack(tmp_path, "same"))
    with pytest.raises(BrokenPackError, match="version 改大"):
        offer(database_url, folder, a_pack(tmp_path, "same", title="另一个题目"))


def test_what_was_withdrawn_is_gone_until_it_is_added_again(
    http: httpx.Client, database_url: str, folder: Path, tmp_path: Path
) -> None:
    for version in (1, 2):
        offer(database_url, folder, a_pack(tmp_path, "gone", version))
    assert withdraw(database_url, "gone", 2) == 1
    assert http.get("/v1/courses/gone").json()["version"] == 1
    assert code(http.get("/v1/courses/gone/packs/2")) == (404, "no_such_course")
    assert withdraw(database_url, "gone") == 1
    assert code(http.get("/v1/courses/gone")) == (404, "no_such_course")
    assert "gone" not in all_courses(http)
    offer(database_url, folder, a_pack(tmp_path, "gone", 2))
    assert http.get("/v1/courses/gone").json()["version"] == 2


def test_a_pack_that_the_disk_has_lost_is_said_to_be_gone(
    http: httpx.Client, database_url: str, folder: Path, tmp_path: Path
) -> None:
    card = offer(database_url, folder, a_pack(tmp_path, "lost"))
    (folder / f"{card.sha256}.zip").unlink()
    assert code(http.get("/v1/courses/lost/packs/1")) == (404, "no_such_course")


def test_a_folder_becomes_the_same_pack_every_time(database_url: str, folder: Path, tmp_path: Path) -> None:
    for name, content in (files_of("folder") | {".DS_Store": b"x"}).items():
        (tmp_path / "pack" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pack" / name).write_bytes(content)
    first = offer(database_url, folder, tmp_path / "pack")
    assert offer(database_url, folder, tmp_path / "pack").sha256 == first.sha256


def test_a_chinese_name_of_a_course_works(http: httpx.Client, database_url: str, folder: Path, tmp_path: Path) -> None:
    offer(database_url, folder, write(tmp_path / "p.zip", files_of("二次函数")))
    assert http.get("/v1/courses/二次函数").json()["id"] == "二次函数"
    assert http.get("/v1/courses/二次函数/packs/1").is_success
