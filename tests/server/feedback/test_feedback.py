"""Feedback is listed and answered at the command line while the server runs; the answer is in the person's log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.feedback.__main__ import main
from server.feedback.telling import latest, tell
from sync.catalogue import may_write
from sync.files import reference
from sync.ids import stable_id
from tests.fakes.server import RunningServer, running_server
from tests.server.files.carrying import name_of, upload
from tests.server.person import Device, hints_of, next_hint, register


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path / "server.db"


@pytest.fixture
def server(data: Path) -> Iterator[RunningServer]:
    with running_server(data) as running:
        yield running


@pytest.fixture
def person(server: RunningServer) -> Iterator[Device]:
    with register(server.url, "小明") as device:
        yield device


def say(person: Device, n: int, words: str, **more: object) -> None:
    fields = {"words": words, "pictures": [], "version": "1", "system": "linux", "sent_utc": f"2026-11-22T1{n}"} | more
    person.push([person.operation(n, type="feedback", id=f"f{n}", fields=fields)])


def ask(data: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["--data", str(data), *arguments]) == 0
    return capsys.readouterr().out


def test_it_is_listed_with_its_picture_and_without_a_name(
    person: Device, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ask(data, capsys, "list") == "没有要回答的。\n"
    upload(person, b"a picture")
    say(person, 1, "字太小了", pictures=[reference(name_of(b"a picture"))])
    say(person, 2, "想要夜间模式")
    said = ask(data, capsys, "list")
    assert said.index("字太小了") < said.index("想要夜间模式")
    path = said.split("图片：")[1].splitlines()[0]
    assert Path(path).read_bytes() == b"a picture"
    assert "小明" not in said
    person.push([person.operation(3, type="feedback", id="f2", fields={"deleted": True})])
    assert "想要夜间模式" not in ask(data, capsys, "list")


def test_an_answer_reaches_devices_that_listen(
    server: RunningServer, person: Device, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    services = server._serving._app.state.services
    say(person, 1, "字太小了")
    before = latest(services)
    with hints_of(person) as lines:
        next_hint(lines)
        ask(data, capsys, "answer", "f1", "planned", "下个版本就有大字")
        after = tell(services, before)
        assert next_hint(lines).head == 2
    assert after == before + 1
    assert tell(services, after) == after
    [_told, answer] = person.log().entries
    assert (answer.device, answer.type, answer.id) == ("server", "feedback_answer", stable_id("feedback_answer", "f1"))
    assert answer.fields["state"] == "planned"
    assert answer.fields["answer"] == "下个版本就有大字"
    ask(data, capsys, "answer", "f1", "done")
    assert "下个版本就有大字" in ask(data, capsys, "list", "--all")
    assert ask(data, capsys, "list") == "没有要回答的。\n"


def test_only_the_server_answers(person: Device) -> None:
    assert not may_write("personal", "owner", "feedback_answer")
    fields = {"feedback_id": "f1", "state": "done", "answer": "自己答的"}
    [outcome] = person.outcomes([person.operation(1, type="feedback_answer", id="x", fields=fields)])
    assert outcome.seq is None


def test_what_is_not_there_gets_a_sentence(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "answer", "nothing", "done", "x"]) == 1
    assert "没有这条建议" in capsys.readouterr().err
