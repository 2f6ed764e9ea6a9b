"""What people do: make, edit, type, delete, restore, review, read on."""

from __future__ import annotations

import random
from typing import Any

from client.store import Writing
from sync.catalogue import ALL
from tests.simulate.oracle import Oracle

NOTES = 6
"""So few records that devices meet in them all the time."""
TEAM_NOTES = 3
IN_TEAM = "team-"
"""How the ids of notes begin that are in the team's space."""
MOST_CHARS = 60

ACTS = {"title": 5, "type": 8, "erase": 3, "delete": 2, "restore": 2, "place": 3, "review": 3, "sort": 2}


TEXTS = {name: kind.texts if hasattr(Writing, "splice") else () for name, kind in ALL.items()}
"""The fields of each type that are typed in."""

Told = tuple[Any, ...]
"""("edit", key, before, after), ("delete", key, before, what had come beneath), or ("event", key, fields)."""

_HAN = 0x5000
"""So many characters has the block of Han characters in the first plane, a little rounded down."""

_LAST = 0xE0000
"""What is counted to at most: behind it there are no characters."""

_UNSAID = ("id", "space_id", "question", "created_utc", "updated_utc")


class People:
    """Draws acts and carries them out on a device; all that is ever written is numbered, so that no two are alike."""

    def __init__(self, chance: random.Random, first: int = 0, stride: int = 1, *, team: bool = False) -> None:
        """`first` and `stride` keep apart what several draw that do not know of one another.

        `team`: they write in a team's notes too.
        """
        self._chance, self._notes = chance, [f"note-{i}" for i in range(NOTES)]
        self._notes += [f"{IN_TEAM}{i}" for i in range(TEAM_NOTES if team else 0)]
        self._count, self._stride = first, stride

    @property
    def spent(self) -> bool:
        """Whether hardly a character is left that nobody has typed."""
        return self._count + 20 * self._stride > _LAST

    async def act(self, device: Any, name: str = "") -> tuple[str, Told | None]:
        """One act on `device` by its person: what it was, and what to tell an oracle when it is on the disk."""
        name = name or self._chance.choices(list(ACTS), list(ACTS.values()))[0]
        done, told = await device.act(getattr(self, f"_{name}"))
        return name, told if done else None

    def _title(self, view: Any) -> Any:
        return self._edit(view, "note", self._note(view), title=f"题{self._next()}")

    def _type(self, view: Any) -> Any:
        note_id = self._note(view)
        body = (view.get("note", note_id) or {"body": ""})["body"]
        if len(body) > MOST_CHARS:
            return self._erase(view)
        at = self._chance.choice((len(body), self._chance.randint(0, len(body))))
        typed = "".join(self._character() for _ in range(self._chance.randint(1, 6)))
        cut = self._chance.choice((0, 0, 0, 2))
        return self._edit(view, "note", note_id, body=body[:at] + typed + body[at + cut :])

    def _erase(self, view: Any) -> Any:
        note_id = self._note(view)
        body = (view.get("note", note_id) or {"body": ""})["body"]
        if not body:
            return None
        start = self._chance.randrange(len(body))
        return self._edit(view, "note", note_id, body=body[:start] + body[start + self._chance.randint(1, 8) :])

    def _delete(self, view: Any) -> Any:
        note_id = self._note(view)
        before = view.get("note", note_id)
        if before is None or before["deleted"]:
            return None
        view.save("note", note_id, deleted=True)
        return "delete", ("note", note_id), before, view.beneath(note_id)

    def _restore(self, view: Any) -> Any:
        trash = [i for i in view.ids("note") if (view.get("note", i) or {})["deleted"]]
        return self._edit(view, "note", self._chance.choice(trash)) if trash else None

    def _place(self, view: Any) -> Any:
        place = f"place-{self._chance.randrange(2)}"
        return self._edit(view, "place", place, segment=self._next(), lesson_id=f"课{self._next()}")

    def _sort(self, view: Any) -> Any:
        point, cause = f"点{self._next()}", f"因{self._next()}"
        return self._edit(view, "mistake", f"mistake-{self._chance.randrange(2)}", point_id=point, cause=cause)

    def _review(self, view: Any) -> Any:
        if not view.knows("review"):
            return None
        event_id = view.new_id()
        mistake = f"mistake-{self._chance.randrange(2)}"
        fields = {"mistake_id": mistake, "rating": self._chance.randint(1, 4), "elapsed_s": float(self._next())}
        fields["reviewed_utc"] = f"2026-11-22T12:00:00.{self._next() % 1000:03d}Z"
        view.add("review", event_id, **fields)
        return "event", ("review", event_id), fields

    def _edit(self, view: Any, type_name: str, record_id: str, **fields: Any) -> Any:
        in_team = record_id.startswith(IN_TEAM)
        if not view.knows(type_name) or (in_team and not view.team):
            return None
        before = view.get(type_name, record_id)
        if before and before["deleted"]:
            fields["deleted"] = False  # as an editor does: what is written in a record brings it back
        view.save(type_name, record_id, space=view.team if in_team else "", **fields)
        return "edit", (type_name, record_id), before, view.get(type_name, record_id)

    def _note(self, view: Any) -> str:
        return self._chance.choice(self._notes)

    def _next(self) -> int:
        self._count += self._stride
        return self._count

    def _character(self) -> str:
        """A character that nobody has typed before: every third one outside of Unicode's first plane."""
        n = self._next()
        return chr(0x4E00 + n) if n % 3 and n < _HAN else chr(0x20000 + n + 2 * (n // 0xFFFE))  # no noncharacters


def tell(oracle: Oracle, label: str, told: Told) -> None:
    """Note in the oracle what the device called `label` wrote."""
    kind, (type_name, record_id), *rest = told
    key = (type_name, record_id)
    if kind == "event":
        oracle.added(label, key, rest[0])
    elif kind == "delete":
        before, beneath = rest
        oracle.deleted(label, key, before, set(beneath), TEXTS[type_name])
    else:
        before, after = rest
        oracle.edited(label, key, before, after, TEXTS[type_name])


def in_words(name: str, told: Told | None) -> str:
    """An act, for a trace."""
    if not told:
        return f"{name} (nothing)"
    shown = told[-1] if told[0] == "edit" else {}
    return f"{name} {told[1][1]} " + " ".join(f"{k}={v}" for k, v in shown.items() if v and k not in _UNSAID)
