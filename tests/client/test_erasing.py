"""What is on a device goes: afterwards its folder and its safe are read, byte for byte."""

from pathlib import Path

import pytest

from client.bootstrap import open_client
from client.erasing import mark
from client.timer.safe import FileSafe
from tests.fakes.opened import NOWHERE
from tests.fakes.safe import MemoryKeystore

WORDS = "判别式是我自己写的"


def said(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path} {path.read_bytes().decode('utf-8', 'ignore')}" for path in files)


async def write(folder: Path, safe: FileSafe, keystore: MemoryKeystore) -> None:
    """What a device keeps in its places: rows, files, exports, copies, a point of one's own, a PIN in the safe."""
    client = await open_client(folder, server_url=NOWHERE, safe=safe, keystore=keystore)
    await client.notes.save(None, title=WORDS, body=WORDS * 50)
    await client.files.put(WORDS.encode())
    await client.archive.make(lambda _done, _total: None)
    await client.pin.set("135792")
    await client.close()
    for name in ("copies/1.db", "damaged/20261122T120000Z/xueban.db"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(WORDS)
    (folder / "knowledge").mkdir(exist_ok=True)
    (folder / "knowledge" / "own.json").write_text(WORDS)


async def test_nothing_is_left_but_what_is_not_ours(tmp_path: Path) -> None:
    folder, safe = tmp_path / "device", FileSafe(tmp_path / "safe" / "a.safe")
    keystore = MemoryKeystore()
    await write(folder, safe, keystore)
    (folder / "my own list.txt").write_text("牛奶")
    assert WORDS in said(folder)
    assert "sealed" in said(tmp_path / "safe")
    client = await open_client(folder, server_url=NOWHERE, safe=safe, keystore=keystore)
    await client.erase()
    assert [path.name for path in folder.rglob("*")] == ["my own list.txt"]
    assert said(tmp_path / "safe") == ""
    assert not keystore.text
    anew = await open_client(folder, server_url=NOWHERE, safe=safe, keystore=keystore)
    assert await anew.notes.list() == []
    assert not anew.pin.is_set
    await anew.close()


async def test_what_broke_off_is_done_at_the_next_start(tmp_path: Path) -> None:
    folder, safe, keystore = tmp_path / "device", FileSafe(tmp_path / "a.safe"), MemoryKeystore()
    await write(folder, safe, keystore)
    await mark(folder)
    client = await open_client(folder, server_url=NOWHERE, safe=safe, keystore=keystore)
    assert await client.notes.list() == []
    assert not client.pin.is_set
    await client.close()
    assert WORDS not in said(folder)


async def test_where_the_disk_refuses_it_goes_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, safe, keystore = tmp_path / "device", FileSafe(tmp_path / "a.safe"), MemoryKeystore()
    await write(folder, safe, keystore)
    client = await open_client(folder, server_url=NOWHERE, safe=safe, keystore=keystore)
    with monkeypatch.context() as patch:

        def refuse(_path: Path) -> None:
            raise PermissionError("in use")

        patch.setattr("client.erasing.shutil.rmtree", refuse)
        with pytest.raises(PermissionError):
            await client.erase()
    again = await open_client(folder, server_url=NOWHERE, safe=safe, keystore=keystore)
    assert await again.notes.list() == []
    await again.close()
    assert WORDS not in said(folder)
