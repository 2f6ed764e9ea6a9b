from pathlib import Path

import pytest

from server.courses.__main__ import main
from tests.server.courses.packs import a_pack, files_of, write


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return str(tmp_path / "new" / "server.db")


def test_one_command_adds_and_says_what(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", data, "add", str(a_pack(tmp_path))]) == 0
    assert capsys.readouterr().out.startswith("已添加：《一元二次方程》第 1 版（quadratics；2 课，1 题")
    assert main(["--data", data, "add", str(a_pack(tmp_path))]) == 0
    assert capsys.readouterr().out.startswith("已经在目录里")
    assert len(list((tmp_path / "new" / "server.courses").glob("*.zip"))) == 1


def test_a_broken_pack_gets_a_sentence_and_the_others_go_on(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = tmp_path / "packs"
    packs.mkdir()
    write(packs / "1.zip", files_of("one"))
    write(packs / "2.zip", {"readme.txt": b"no course"})
    write(packs / "3.zip", files_of("three"))
    assert main(["--data", data, "add", str(packs), str(tmp_path / "nowhere.zip")]) == 1
    said = capsys.readouterr()
    assert [line.split("（")[1].split("；")[0] for line in said.out.splitlines()] == ["one", "three"]
    assert "2.zip：课程包里没有 course.json。" in said.err
    assert "nowhere.zip" in said.err
    assert "Traceback" not in said.err


def test_a_list_and_a_withdrawal(data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--data", data, "add", str(a_pack(tmp_path))])
    assert main(["--data", data, "withdraw", "quadratics"]) == 0
    assert main(["--data", data, "withdraw", "quadratics"]) == 1
    capsys.readouterr()
    main(["--data", data, "list"])
    assert capsys.readouterr().out == "quadratics\t1\t一元二次方程\t已撤下\n"


def test_a_database_that_cannot_be_had_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://localhost/x")
    assert main(["list"]) == 1
    assert "DATABASE_URL" in capsys.readouterr().err
