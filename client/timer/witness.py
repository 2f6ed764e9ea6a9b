"""What is kept in the safe beside the ledger, so that a ledger that was changed, cut, put back or lost is known.

The witness knows the key, the ledger's head, what had been charged by then, and the lease: seconds that are charged
ahead while the clock runs. Killing the app leaves the lease open, and the next start charges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, Self

from client.timer.dates import Dated

LEASE_S = 15
RENEW_S = 10
"""The lease is renewed when less of it is left: there is a beat every five seconds, and one may be late."""


class Lease(NamedTuple):
    """`s` seconds of `act` from `at` (utc, s) on, charged to `day` if the app does not come to write them down."""

    id: str
    act: str
    at: float
    day: str
    s: int


class Contact(NamedTuple):
    """The server was last met at `boot_s` of `boot`; this device had used `used_s` of `day` by then."""

    boot: str = ""
    boot_s: float = 0.0
    day: str = ""
    used_s: float = 0.0


NEVER = Contact()


@dataclass
class Witness:
    """`check` is the entry from which the ledger is read, with the seal before it; `base` a `Tally.snapshot`.

    `restricted`: day → what was charged when the ledger's key was found lost. `server_key`: in hex, the first one seen.
    """

    key: str
    head: int = 0
    mac: str = ""
    check: tuple[int, str] = (1, "")
    base: dict[str, Any] = field(default_factory=dict)
    lease: Lease | None = None
    dated: Dated | None = None
    restricted: dict[str, float] | None = None
    contact: Contact = NEVER
    server_key: str = ""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """As `kept` wrote it. Raises KeyError, TypeError, ValueError for something else."""
        bytes.fromhex(kept["key"])
        return cls(
            key=kept["key"],
            head=int(kept["head"]),
            mac=str(kept["mac"]),
            check=(int(kept["check"][0]), str(kept["check"][1])),
            base=dict(kept["base"]),
            lease=Lease(*kept["lease"]) if kept.get("lease") else None,
            dated=Dated.of(kept["dated"]) if kept.get("dated") else None,
            restricted=kept.get("restricted"),
            contact=Contact(*kept["contact"]),
            server_key=str(kept.get("server_key", "")),
        )

    def kept(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"lease": self.lease and list(self.lease), "contact": list(self.contact)}
