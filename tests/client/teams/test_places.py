"""The extra place of a team: whom it is from, in the order in which they came."""

from client.teams.places import PLACES, PLACES_INVITED, Extra, extra_place
from sync.spaces import Member


def member(name: str, invited_by: str | None = None) -> Member:
    return Member(account_id=f"id of {name}", name=name, role="member", joined_utc="", invited_by=invited_by)


def test_six_and_a_friend() -> None:
    assert (PLACES, PLACES_INVITED) == (6, 7)


def test_who_was_put_together_has_none_until_somebody_comes_by_an_invitation() -> None:
    pair = [member("小红"), member("小刚")]
    assert extra_place(pair) is None
    guest = member("小美", "id of 小刚")
    assert extra_place([*pair, guest, member("小明", "id of 小红")]) == Extra("小刚", "小美"), "the first who came so"


def test_whoever_invited_may_have_gone() -> None:
    for gone in ("", "id of 小强"):
        assert extra_place([member("小红"), member("小美", gone)]) == Extra("", "小美")
