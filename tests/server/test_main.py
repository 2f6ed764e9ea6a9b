import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import server.__main__ as server_main
from server.settings import Settings
from tests.server.person import register

PATIENCE_S = 30


@contextmanager
def server_process(*arguments: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    inherited = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = inherited | {"PYTHONUTF8": "1"} | variables
    command = [sys.executable, "-W", "error", "-m", "server", *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said_by(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize(("sent", "exit_code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_it_says_where_it_listens_and_stops_at_once_though_a_device_listens_for_hints(
    tmp_path: Path, sent: signal.Signals, exit_code: int
) -> None:
    data = tmp_path / "new folder" / "server.db"
    with server_process("--port", "0", "--data", str(data)) as process:
        url = re.search(r"http://127\.0\.0\.1:\d+", said_by(process))
        assert url
        with register(url[0], "小明") as device, device.http.stream("GET", "/v1/hints") as answer:
            lines = answer.iter_lines()
            assert next(lines) == "event: moved"
            process.send_signal(sent)
            assert not any(line.startswith("event") for line in lines)
        out, err = process.communicate(timeout=PATIENCE_S)
        assert (process.returncode, out, err) == (exit_code, "", "")
    assert data.exists()


@pytest.mark.parametrize(
    ("database_url", "sentence"),
    [
        ("mysql://localhost/xueban", "DATABASE_URL 要以 postgresql:// 或 sqlite:/// 开头"),
        ("没有冒号", "DATABASE_URL 要以 postgresql:// 或 sqlite:/// 开头"),
        (
            "postgresql://nobody:geheim@127.0.0.1:1/none?connect_timeout=2",
            "打不开数据库 postgresql+psycopg://nobody:***@",
        ),
        ("sqlite:////dev/null/server.db", "打不开数据库 sqlite:////dev/null/server.db"),
    ],
    ids=["another kind", "no address", "nobody there", "no folder"],
)
def test_a_database_that_cannot_be_had_gets_a_sentence(database_url: str, sentence: str) -> None:
    with server_process("--port", "0", DATABASE_URL=database_url) as process:
        out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert out == ""
    assert err.startswith(sentence)
    assert "geheim" not in err
    assert "Traceback" not in err


def test_whoever_asks_while_it_starts_waits_and_is_not_refused(tmp_path: Path, monkeypatch) -> None:
    def serve(_settings: Settings, sock: socket.socket) -> int:
        with socket.create_connection(sock.getsockname()[:2], PATIENCE_S):
            return 7

    monkeypatch.setattr(server_main, "_serve", serve)
    monkeypatch.setattr(sys, "argv", ["server", "--port", "0", "--data", str(tmp_path / "server.db")])
    assert server_main.main() == 7
    slow = "import sys, server.__main__; print(*sys.modules.keys() & {'fastapi', 'uvicorn', 'server.app'})"
    before = subprocess.run(
        [sys.executable, "-c", slow], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    assert before.stdout.split() == [], "what takes long to import comes after"


def test_a_port_that_is_taken_gets_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with server_process("--port", port, "--data", str(tmp_path / "server.db")) as process:
            out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert out == ""
    assert err.startswith(f"无法在 127.0.0.1:{port} 上监听")


@pytest.mark.parametrize("there", [None, "not a key", ""])
def test_a_key_file_that_cannot_be_used_gets_a_sentence(tmp_path: Path, there: str | None) -> None:
    file = tmp_path / "server.key"
    if there is None:
        (tmp_path / "file").touch()
        file = tmp_path / "file" / "server.key"
    else:
        file.write_text(there)
    with server_process("--port", "0", "--data", str(tmp_path / "server.db"), "--key", str(file)) as process:
        out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out) == (1, "")
    assert err.startswith(f"用不了令牌密钥文件 {file}")
    assert err.count("\n") == 1
