"""Anki's own Python package against Anki's own sync server: notes up, down to a second collection, and one edit.

Runs where `anki` is installed, and imports nothing of ours. Reads {"folder", "port", "bodies", "edits"} as JSON from
standard input, and prints {"anki_push_s", "anki_pull_s", "anki_visible_ms"}.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from anki.collection import Collection  # pyright: ignore[reportMissingImports]  # installed for the bench only

USER, PASSWORD = "bench", "correct horse"
PATIENCE_S = 60


class Desk:
    """A collection, signed in."""

    def __init__(self, path: Path, endpoint: str) -> None:
        self.collection = Collection(str(path))
        self.auth = self.collection.sync_login(username=USER, password=PASSWORD, endpoint=endpoint)

    def sync(self) -> None:
        """One sync, whole if Anki asks for that."""
        answer = self.collection.sync_collection(self.auth, False)
        if answer.new_endpoint:
            self.auth.endpoint = answer.new_endpoint
        if answer.required in (answer.FULL_UPLOAD, answer.FULL_SYNC, answer.FULL_DOWNLOAD):
            upload = answer.required != answer.FULL_DOWNLOAD
            self.collection.close_for_full_sync()
            self.collection.full_upload_or_download(auth=self.auth, server_usn=None, upload=upload)
            self.collection.reopen(after_full_sync=True)


def measure(order: dict[str, Any]) -> dict[str, float]:
    folder, endpoint = Path(order["folder"]), f"http://127.0.0.1:{order['port']}/"
    here, there = Desk(folder / "a.anki2", endpoint), Desk(folder / "b.anki2", endpoint)
    add(here.collection, ["the first"])  # so that both ends hold something: else Anki copies its whole database file
    here.sync()
    there.sync()
    add(here.collection, order["bodies"])
    push_s = timed(here.sync)
    pull_s = timed(there.sync)
    assert there.collection.note_count() == len(order["bodies"]) + 1
    [first, *_] = here.collection.find_notes("")
    visible = [edit(here, there, first, i) for i in range(order["edits"])]
    return {
        "anki_push_s": round(push_s, 3),
        "anki_pull_s": round(pull_s, 3),
        "anki_visible_ms": round(statistics.median(visible) * 1000, 1),
    }


def add(collection: Any, bodies: list[str]) -> None:
    basic = collection.models.by_name("Basic")
    for i, body in enumerate(bodies):
        note = collection.new_note(basic)
        note.fields = [f"笔记 {i}", body]
        collection.add_note(note, 1)


def edit(here: Desk, there: Desk, note_id: int, i: int) -> float:
    """Seconds from the edit until the other one has it, both syncing without a pause."""

    def both() -> None:
        note = here.collection.get_note(note_id)
        note.fields[0] = f"改 {i}"
        here.collection.update_note(note)
        here.sync()
        there.sync()
        assert there.collection.get_note(note_id).fields[0] == f"改 {i}"

    return timed(both)


def timed(work: Any) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)  # another program's process: there is no event to wait on
    raise SystemExit("Anki's server does not start")


def main() -> None:
    order = json.load(sys.stdin)
    environment = {
        "SYNC_USER1": f"{USER}:{PASSWORD}",
        "SYNC_BASE": str(Path(order["folder"]) / "server"),
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(order["port"]),
        "RUST_LOG": "error",
    }
    server = subprocess.Popen([sys.executable, "-m", "anki.syncserver"], env=os.environ | environment)
    try:
        wait_for(order["port"])
        sys.stdout.write(json.dumps(measure(order)) + "\n")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
