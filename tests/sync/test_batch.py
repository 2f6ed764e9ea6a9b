"""Batches: packed and unpacked alike, cut to fit a request, and never taken for what they are not."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.batch import (
    BadBatchError,
    Batch,
    Run,
    pack,
    read_page,
    to_json,
    unpack,
    value_of,
    write_page,
)
from sync.wire import Operation

IDS = st.text("abc-1", min_size=1, max_size=5)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["set", "text", "event"]),
        st.sampled_from(["note", "review"]),
        IDS,
        st.integers(0, 1 << 62),
        st.text("0123456789-", max_size=20),
        st.dictionaries(st.text(max_size=5), st.text() | st.integers() | st.none(), max_size=3).map(to_json),
    ).filter(lambda row: row[5].isascii() or max(row[5]) < "\ud800"),
    min_size=1,
    max_size=20,
)


def batch_of(rows: list[tuple[str, str, str, int, str, str]]) -> Batch:
    kinds, types, ids, bases, stamps, fields = (list(column) for column in zip(*rows, strict=True))
    return Batch(kinds, types, ids, bases, stamps, fields)  # type: ignore[arg-type]


def operation(n: int, **changed: object) -> Operation:
    about = {"space": "s", "kind": "set", "type": "note", "id": f"n{n}", "fields": {"title": "x"}, "stamp": "1"}
    return Operation.model_validate({"n": n} | about | changed)


@given(ROWS)
def test_what_is_packed_comes_out_as_it_was(rows: list[tuple[str, str, str, int, str, str]]) -> None:
    batch = batch_of(rows)
    assert unpack(pack(batch)) == batch
    page = read_page(write_page(9, True, "c", "e", [(3, "d", 5, pack(batch)), (40, "d2", 1, pack(batch))]))
    assert (page.head, page.more, page.chain, page.epoch, page.last_seq) == (9, True, "c", "e", 39 + len(rows))
    assert page.entries[0].model_dump(include={"seq", "device", "n"}) == {"seq": 3, "device": "d", "n": 5}
    assert [e.fields for e in page.runs[1].entries()] == [json.loads(row[5]) for row in rows]


def test_a_long_batch_is_much_shorter_when_packed() -> None:
    batch = batch_of([("set", "note", f"n{i}", 0, f"{i:013d}-000000", '{"title":"抛物线"}') for i in range(500)])
    assert len(pack(batch)) < 500 * 12


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"{}\n{}",
        b"[1]\n{}",
        b'["set","note","n",0,"1"]',  # columns without a line
        b'["set","note",["a","b"],0,"1"]\n{}',  # two ids for one line
        b'["set","note","a","0","1"]\n{}',  # a base that is no number
        b'["set","note","a",true,"1"]\n{}',
        b'["set","note","a",0,"1"]\n\xff',
        b"\x78\x9cnonsense",
        zlib.compress(b'["set","note","a",0,"1"]\n{}')[:-3],
        b"[" * 100_000,
    ],
)
def test_what_is_no_batch_is_refused_in_one_way(packed: bytes) -> None:
    with pytest.raises(BadBatchError):
        unpack(packed)


def test_a_bomb_is_unpacked_no_further_than_its_limit() -> None:
    with pytest.raises(BadBatchError):
        unpack(zlib.compress(b'["set","note","a",0,"1"]\n{"a":"' + b"x" * 1_000_000 + b'"}'), 10_000)


@pytest.mark.parametrize(
    "page", [b"", b"{}", b'{"head":1,"more":false,"chain":"","epoch":"","runs":[[1,"d",1,99]]}\n[', b"[" * 100_000]
)
def test_what_is_no_page_is_refused_in_the_same_way(page: bytes) -> None:
    with pytest.raises(BadBatchError):
        read_page(page)


@pytest.mark.parametrize(
    "line", ["", "[]", "1", "{} ", ' {"a":1}', '{"a":NaN}', '{"a":1e999}', '{"a":1},{"b":2}', '{"a":"\t"}']
)
def test_fields_are_an_object_in_strict_json_and_nothing_beside_it(line: str) -> None:
    with pytest.raises(BadBatchError):
        value_of(line)


def test_a_run_gives_its_entries_their_places() -> None:
    batch = batch_of([("set", "note", "a", 0, "1", "{}"), ("set", "note", "b", 0, "1", "{}")])
    run = Run(7, "d", 3, batch, pack(batch))
    assert [(e.seq, e.n, e.id) for e in run.entries()] == [(7, 3, "a"), (8, 4, "b")]
    assert run.last_seq == 8
