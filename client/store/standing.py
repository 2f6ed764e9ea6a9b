"""Where this device stands: whose it is, how its operations are numbered, how far it has followed each space.

The store keeps it in memory beside the database, so that neither a key press nor a hint has to ask for it. A write
works on a copy, which goes into the database with it and takes the old one's place once it is committed.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from sqlmodel import Session


class Numbers(NamedTuple):
    """The row of `client.store.tables.Device`; see there."""

    device_id: str
    account_id: str
    personal_space: str
    last_n: int
    sent_n: int
    acked_n: int
    stamp: str
    former_id: str
    next_id: str
    epoch: str


class Followed(NamedTuple):
    """A row of `client.store.tables.Cursor`; see there."""

    kind: str = "personal"
    role: str = "owner"
    name: str = ""
    seq: int = 0
    chain: str = ""
    healing: bool = False
    snapshot_after: str | None = None
    snapshot_seq: int = 0
    snapshot_chain: str = ""


# S608: the names are those of our own columns
_READ_DEVICE = f"SELECT {', '.join(Numbers._fields)} FROM device"  # noqa: S608
_WRITE_DEVICE = f"UPDATE device SET {', '.join(f'{name}=?' for name in Numbers._fields)}"  # noqa: S608
_READ_CURSORS = f"SELECT space_id, {', '.join(Followed._fields)} FROM cursor"  # noqa: S608
_WRITE_CURSOR = (
    f"REPLACE INTO cursor (space_id, {', '.join(Followed._fields)})"  # noqa: S608
    f" VALUES (?{', ?' * len(Followed._fields)})"
)


class Standing:
    """The device's numbers, and the spaces that it follows by their ids."""

    def __init__(self, device: Numbers, followed: dict[str, Followed]) -> None:
        self.device = device
        self.followed = followed

    @classmethod
    def nowhere(cls) -> Self:
        """Before the database is read."""
        return cls(Numbers("", "", "", 0, 0, 0, "", "", "", ""), {})

    @classmethod
    def load(cls, session: Session) -> Self:
        """As the database has it."""
        run = session.connection().exec_driver_sql
        device = Numbers(*run(_READ_DEVICE).one())
        followed = {space: Followed(*row) for space, *row in run(_READ_CURSORS)}
        return cls(device, {space: f._replace(healing=bool(f.healing)) for space, f in followed.items()})

    def copy(self) -> Standing:
        """One to work on."""
        return Standing(self.device, dict(self.followed))

    def number(self, **changed: int | str) -> None:
        """Change some of the device's numbers."""
        self.device = self.device._replace(**changed)

    def follow(self, space: str, **changed: object) -> None:
        """Change how a space is followed, from now on if it was not."""
        self.followed[space] = self.followed.get(space, Followed())._replace(**changed)

    def keep(self, session: Session, before: Standing) -> None:
        """Write down what is different from `before`."""
        run = session.connection().exec_driver_sql
        if self.device != before.device:
            run(_WRITE_DEVICE, tuple(self.device))
        for space, followed in self.followed.items():
            if before.followed.get(space) != followed:
                run(_WRITE_CURSOR, (space, *followed))
        for space in before.followed.keys() - self.followed.keys():
            run("DELETE FROM cursor WHERE space_id=?", (space,))

    @property
    def waiting(self) -> int:
        """How many operations the server has not acknowledged."""
        return self.device.last_n - self.device.acked_n
