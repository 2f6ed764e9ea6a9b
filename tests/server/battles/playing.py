"""Questions and moves for battles, in the words of the wire protocol."""

from __future__ import annotations

from typing import Any

import httpx

from sync.battles import BattleCard, BattleQuestion, Given, Key, NewBattle, Shown
from tests.server.person import Device, good

RIGHT: tuple[Given, ...] = ([1], True, 2.5, [0, 2], False)
"""The right answers to `questions()`, in their order."""


def questions() -> list[BattleQuestion]:
    options = ["甲", "乙", "丙"]
    return [
        BattleQuestion(
            shown=Shown(kind="choice", text="选一个", options=options), key=Key(options=[1]), whole={"id": "a"}
        ),
        BattleQuestion(shown=Shown(kind="true_false", text="对吗"), key=Key(truth=True)),
        BattleQuestion(shown=Shown(kind="numeric", text="多少", unit="m"), key=Key(ranges=[(2.4, 2.6), (9, 9)])),
        BattleQuestion(
            shown=Shown(kind="choice", text="选几个", options=options, multiple=True), key=Key(options=[2, 0])
        ),
        BattleQuestion(shown=Shown(kind="true_false", text="对吗"), key=Key(truth=False)),
    ]


def new_battle(space: str, **more: Any) -> NewBattle:
    about = {"request_id": "one", "space": space, "title": "一元二次方程", "questions": questions()}
    return NewBattle.model_validate(about | more)


def try_make(device: Device, space: str, **more: object) -> httpx.Response:
    return device.http.post("/v1/battles", json=new_battle(space, **more).model_dump(mode="json"))


def make(device: Device, space: str, **more: object) -> BattleCard:
    return BattleCard.model_validate_json(good(try_make(device, space, **more)).content)


def try_join(device: Device, **how: str) -> httpx.Response:
    return device.http.post("/v1/battles/joins", json=how)


def say(device: Device, battle: str, what: str, **more: object) -> httpx.Response:
    return device.http.post(f"/v1/battles/{battle}/{what}", json=more or None)
