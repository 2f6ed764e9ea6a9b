"""The index finds what was committed, also before it has taken it in, and nothing that is gone."""

from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from client.bootstrap import Client
from client.search import index as kept
from client.search.index import is_anything_due, search, take_due
from client.search.tables import SearchDoc
from client.search.words import asked, indexed, words_of
from tests.fakes.opened import open_device


@pytest.fixture
async def client(tmp_path: Path):
    async with open_device(tmp_path) as client:
        yield client


async def found(client: Client, text: str, limit: int = 20) -> list[str]:
    hits = await client.store.read(lambda session: search(session, "note", tuple(text.split()), limit))
    return sorted(hit.id for hit in hits)


async def taken_in(client: Client) -> None:
    while await client.store.write(take_due):
        pass


def test_a_text_is_found_by_characters_pairs_and_words() -> None:
    assert words_of("**判别**式 Δ=b2") == {"判", "别", "式", "判别", "别式", "b2"}
    assert {"=判别", "~pbs"} <= set(indexed("判别式", "").split())
    assert asked(("判别式", "x")) == '"判别" AND "别式" AND ("x"* OR "~x"*)'


async def test_every_word_of_one_and_two_characters_is_found_before_and_after_it_is_taken_in(client: Client) -> None:
    texts = ["求根公式怎么用", "先看判别式，再**求**根", "别的笔记，根号", "Newton's law 牛顿"]
    ids = [await client.notes.save(None, title=f"题{n}", body=text) for n, text in enumerate(texts)]
    said = [text.replace("*", "") for text in texts]
    words = {text[start : start + n] for text in said for n in (1, 2) for start in range(len(text))}
    chinese = sorted(word for word in words if all("\u4e00" <= sign <= "\u9fff" for sign in word))
    wanted = [sorted(i for i, text in zip(ids, said, strict=True) if word in text) for word in chinese]

    def ask(session: Session) -> list[list[str]]:
        return [sorted(hit.id for hit in search(session, "note", (word,), 20)) for word in chinese]

    assert await client.store.read(ask) == wanted, "before it is taken in"
    await taken_in(client)
    assert not await client.store.read(is_anything_due)
    assert await client.store.read(ask) == wanted


async def test_a_changed_note_is_found_by_what_it_says_now(client: Client) -> None:
    note_id = await client.notes.save(None, title="题", body="浮力")
    await taken_in(client)
    await client.notes.save(note_id, body="压强")
    assert await found(client, "浮力") == []
    assert await found(client, "压强") == [note_id]
    await taken_in(client)
    assert (await found(client, "浮力"), await found(client, "压强")) == ([], [note_id])
    await client.notes.delete(note_id)
    assert await found(client, "压强") == []
    await client.notes.restore(note_id)
    assert await found(client, "压强") == [note_id]


async def test_titles_come_first_and_then_the_latest_and_first_letters_count(client: Client) -> None:
    old = await client.notes.save(None, title="旧", body="勾股定理")
    named = await client.notes.save(None, title="勾股定理", body="直角")
    new = await client.notes.save(None, title="新", body="勾股定理")
    await taken_in(client)
    hits = await client.store.read(lambda session: search(session, "note", ("勾股",), 20))
    assert [hit.id for hit in hits] == [named, new, old]
    assert [each.id for each in await client.search.find("ggdl") if each.kind == "note"] == [named]


async def test_what_names_nothing_any_more_goes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "STALE", 3)
    note_id = await client.notes.save(None, title="题", body="一")
    for number in range(9):
        await client.notes.save(note_id, body=f"第{number}次")
        await taken_in(client)
    rows = "SELECT count(*) FROM search_text_docsize"
    assert await client.store.read(lambda s: s.connection().exec_driver_sql(rows).scalar_one()) <= 5
    assert await client.store.read(lambda s: s.exec(select(func.count()).select_from(SearchDoc)).one()) == 1
    assert await found(client, "第8次".replace("8", "")[:1]) == [note_id]
