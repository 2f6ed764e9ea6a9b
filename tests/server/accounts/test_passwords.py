from server.accounts.passwords import Passwords
from server.settings import PasswordCost, Settings

CHEAP = Passwords(PasswordCost(rounds=1, memory_kib=8, lanes=1))


def test_a_password_matches_its_own_hash_only() -> None:
    kept = CHEAP.hash("海内存知己")
    assert kept.startswith("$argon2id$")
    assert CHEAP.matches(kept, "海内存知己")
    assert not CHEAP.matches(kept, "天涯若比邻")


def test_the_same_password_has_another_hash_each_time() -> None:
    assert CHEAP.hash("海内存知己") != CHEAP.hash("海内存知己")


def test_no_password_opens_an_account_that_is_not_there() -> None:
    assert not CHEAP.matches(None, "the password of nobody")


def test_a_damaged_hash_opens_nothing() -> None:
    assert not CHEAP.matches("$argon2id$", "海内存知己")


def test_the_product_pays_what_rfc_9106_recommends() -> None:
    cost = Settings().password_cost
    assert (cost.rounds, cost.memory_kib, cost.lanes) == (3, 64 * 1024, 4)
