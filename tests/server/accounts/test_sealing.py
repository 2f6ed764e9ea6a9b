import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from server.accounts.sealing import Claim, Sealing

CLAIM = Claim("device", "account", 7, 1_800_000_000)


def test_a_token_says_what_it_was_made_for_and_no_two_are_alike() -> None:
    sealing = Sealing(b"key")
    first, second = sealing.token(CLAIM), sealing.token(CLAIM)
    assert first != second
    assert sealing.read(first) == sealing.read(second) == CLAIM
    assert len(Sealing(b"key").token(Claim("d" * 64, "a" * 36, 10**9, 10**10))) <= 200, "as long as the wire allows"


@pytest.mark.parametrize("position", range(0, 60, 7))
def test_a_token_that_was_touched_says_nothing(position: int) -> None:
    sealing = Sealing(b"key")
    token = sealing.token(CLAIM)
    touched = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
    assert sealing.read(touched) is None


@pytest.mark.parametrize("made_up", ["", ".", "a.b.c.d.e", "令牌", "\ud800", "x" * 200])
def test_made_up_tokens_say_nothing(made_up: str) -> None:
    assert Sealing(b"key").read(made_up) is None


def test_another_key_makes_another_seal() -> None:
    assert Sealing(b"other").read(Sealing(b"key").token(CLAIM)) is None


def test_the_key_stays_the_same_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "server.key"
    token = Sealing.kept_in(file).token(CLAIM)
    assert Sealing.kept_in(file).read(token) == CLAIM
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Sealing.kept_in(None).read(token) is None


def test_all_who_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        sealings = list(pool.map(lambda _: Sealing.kept_in(tmp_path / "server.key"), range(8)))
    token = sealings[0].token(CLAIM)
    assert [sealing.read(token) for sealing in sealings] == [CLAIM] * 8
    assert [file.name for file in tmp_path.iterdir()] == ["server.key"]
