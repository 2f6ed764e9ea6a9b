import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from server.live.__main__ import main
from server.live.recording import to_vtt
from server.live.transcripts import read_vtt
from server.settings import sqlite_url
from sync.live import Asked, AskedList, Said, Timetable, Transcript
from tests.fakes.server import RunningServer
from tests.server.live.lessons import a_lesson, announce, say
from tests.server.person import Device, good
from tests.server.spaces.people import code

LONG_AGO = "2020-01-01T00:00:00.000Z"


@pytest.fixture(scope="module")
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url) as client:
        yield client


def listed(http: httpx.Client, since: str = LONG_AGO) -> list[str]:
    answer = good(http.get("/v1/live", params={"since": since}))
    return [lesson.id for lesson in Timetable.model_validate_json(answer.content).lessons]


def test_the_timetable_is_there_without_an_account_the_earliest_first(http: httpx.Client, database_url: str) -> None:
    later = a_lesson("t-later", "2026-12-02T11:30:00.000Z")
    announce(
        database_url,
        later,
        a_lesson("t-early", "2026-12-01T11:30:00.000Z"),
        a_lesson("t-old", "2020-05-01T08:00:00.000Z"),
    )
    assert [i for i in listed(http) if i.startswith("t-")] == ["t-old", "t-early", "t-later"]
    assert [i for i in listed(http, "2026-12-01T12:15:00.000Z") if i.startswith("t-")] == ["t-later"], (
        "the other is over"
    )
    announce(database_url, later.model_copy(update={"title": "改了题目"}))
    assert good(http.get("/v1/live/t-later")).json()["title"] == "改了题目"
    assert code(http.get("/v1/live/nowhere")) == (404, "no_such_lesson")


def test_a_transcript_grows_and_is_read_on_from_where_one_was(http: httpx.Client, database_url: str) -> None:
    announce(database_url, a_lesson("said"))
    say(database_url, "said", "同学们好", "今天讲判别式")

    def read(after: int) -> Transcript:
        answer = good(http.get("/v1/live/said/transcript", params={"after": after}))
        return Transcript.model_validate_json(answer.content)

    first = read(0)
    assert ([line.text for line in first.lines], first.count) == (["同学们好", "今天讲判别式"], 2)
    say(database_url, "said", "同学们好", "今天讲判别式", "先看例一")
    assert [line.text for line in read(first.count).lines] == ["先看例一"]


def test_a_question_reaches_the_teacher_alone_and_comes_back_answered(
    device: Device,
    stranger: Device,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    announce(database_url, a_lesson("asks"))
    body = {"request_id": "r1", "second": 65.5, "text": "为什么 Δ=0 只有一个根？"}
    twice = [good(device.http.post("/v1/live/asks/questions", json=body)).content for _ in range(2)]
    asked = Asked.model_validate_json(twice[1])
    assert asked.text == body["text"]
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert main(["questions", "asks"]) == 0
    assert capsys.readouterr().out == "r1\t01:05\t为什么 Δ=0 只有一个根？\t\n"
    assert main(["answer", "asks", "r1", "因为两个根重合了"]) == 0

    def own(who: Device) -> list[str]:
        answer = good(who.http.get("/v1/live/asks/questions"))
        return [q.answer for q in AskedList.model_validate_json(answer.content).questions]

    assert own(device) == ["因为两个根重合了"]
    assert own(stranger) == []
    assert code(httpx.post(f"{device.http.base_url}/v1/live/asks/questions", json=body)) == (401, "not_signed_in")


def test_nobody_asks_without_end(device: Device, database_url: str) -> None:
    announce(database_url, a_lesson("many"))
    answers = [
        device.http.post("/v1/live/many/questions", json={"request_id": f"r{n}", "text": "？"}) for n in range(31)
    ]
    assert [answer.status_code for answer in answers] == [201] * 30 + [409]


def test_web_captions_are_read_and_written(tmp_path: Path) -> None:
    cues = ("1\n00:01.500 --> 00:03.000 align:start\n<v 王老师>你好</v>\n第二行", "01:00:02.000 --> 01:00:03.000\n再见")
    vtt = "\n\n".join(["WEBVTT", "NOTE x", *cues])
    said = read_vtt(vtt)
    assert [(line.second, line.text) for line in said] == [(1.5, "你好 第二行"), (3602.0, "再见")]
    assert read_vtt(to_vtt(said)) == said
    assert read_vtt("1\n00:00:01,000 --> 00:00:02,000\nSRT\n") == [Said(second=1.0, text="SRT")]
    assert read_vtt("没有字幕") == []


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return str(tmp_path / "server.db")


def test_the_command_takes_a_timetable_with_zones(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "live.json"
    file.write_text(json.dumps([{"id": "a", "title": "课", "starts": "2026-12-01T19:30+08:00"}]), "utf-8")
    assert main(["--data", data, "add", str(file)]) == 0
    assert main(["--data", data, "cancel", "a"]) == 0
    main(["--data", data, "list"])
    assert "a\t2026-12-01T11:30:00.000Z\t课\t已取消" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("nonsense", "不是 JSON"),
        ('[{"id": "a", "title": "课", "starts": "2026-12-01T19:30"}]', "时区"),
        ('[{"id": "a", "title": "", "starts": "2026-12-01T19:30+08:00"}]', "title"),
        ('[{"id": "../a", "title": "课", "starts": "2026-12-01T19:30+08:00"}]', "id"),
        ('[{"id": "a", "title": "课", "starts": "2026-12-01T19:30+08:00", "stream": "ftp://x"}]', "stream"),
        ("[7]", "第 1 节"),
    ],
)
def test_a_timetable_that_is_wrong_is_refused_with_its_place(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, word: str
) -> None:
    (tmp_path / "live.json").write_text(content, "utf-8")
    assert main(["--data", data, "add", str(tmp_path / "live.json")]) == 1
    assert word in capsys.readouterr().err


def test_a_recording_becomes_a_course_of_the_catalogue(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = sqlite_url(Path(data))
    announce(url, a_lesson("done", summary="从定义到应用。"))
    say(url, "done", "同学们好", "再见")
    assert main(["--data", data, "record", "done", str(tmp_path / "nothing.txt")]) == 1
    assert "不是" in capsys.readouterr().err
    (tmp_path / "film.mp4").write_bytes(b"a film")
    assert main(["--data", data, "record", "done", str(tmp_path / "film.mp4")]) == 0
    assert main(["--data", data, "record", "done", "https://example.org/film.m3u8"]) == 0
    assert "第 2 版（live-done）" in capsys.readouterr().out
    assert main(["--data", data, "record", "nowhere", "https://example.org/x"]) == 1
