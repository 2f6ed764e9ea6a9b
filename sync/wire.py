"""What goes over the line between a device and the server, as pydantic models that both ends share.

The endpoints (JSON; all but the first three and /v1/health want `Authorization: Bearer <access token>`):

POST   /v1/accounts                 Registration → 201 Session; 409 when the name is taken, 422 without a guardian's
                                    consent for somebody under fourteen
POST   /v1/sessions                 Credentials → 201 Session (a new device); 401 when name or password is wrong
POST   /v1/sessions/refresh         RefreshRequest → Session (tokens rotate); 401 when the token is no longer good
DELETE /v1/sessions/current         204: signs this device out and revokes its tokens
POST   /v1/devices/renew            RenewRequest → 204: this device goes on under a new id, numbering from 1
GET    /v1/spaces                   SpaceList: the spaces that the account is a member of, and where each stands
POST   /v1/sync/push                PushRequest, or a packed batch (`sync.batch`) → PushResponse; 409 `gap` with
                                    `detail.expected_n` after a gap in `n`, 409 `reused` when a number was used for
                                    another operation (a copied database), or is that of an id that the device
                                    no longer has (a request that was long on its way)
GET    /v1/spaces/{id}/log          ?after=SEQ&limit=N → LogPage, or packed (`Accept`): whole batches, of which the
                                    first may begin before the cursor
GET    /v1/spaces/{id}/snapshot     ?after=KEY&limit=N → Snapshot: the merged state, for a device that begins
GET    /v1/spaces/{id}/digest       ?at=CURSOR&schema=SCHEMA → Digest of the merged state; "" for another schema
GET    /v1/hints                    server-sent events: `moved`, data Hint; `spaces`: fetch the list again (see
                                    sync.spaces); `cursor` (see sync.cursors); `elsewhere`, the last one: a device has
                                    one stream, and somebody has opened another with its tokens, or goes on with them
                                    under a new id; a comment line every 15 s; an event of another name is passed over
GET    /v1/health                   {"status": "ok"}

Errors are `{"detail": {"code": …, "message": …}}`, the message a sentence for the person. Bodies of either direction
may be packed (`Content-Encoding: gzip`).

How the two ends stay at one:

* **Numbers.** A device numbers its operations 1, 2, 3 …; the server takes each once, in that order, and remembers what
  came of it. `expected_n` is the next one it wants.
* **Order.** A space gives every operation that it takes the next `seq`. A device's cursor is the last one it applied.
* **Chain.** `sync.chain` folds the log up to a `seq` into 16 hex digits, which both ends compute for themselves. They
  differ exactly when the log here is not the beginning of the log there: one end was restored from a backup. `epoch`
  names the server's database; another epoch is another database.
* **Healing.** After either the device renews its id, reads the log from its beginning, and sends as new operations
  whatever of its own state the log lacks. What it had not sent stays as it was.
* **Newer versions.** Unknown kinds, record types and fields are stored and passed on untouched; unknown keys of
  messages are ignored.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue

PROTOCOL = 2
SCHEMA = 2
"""Goes up when a declaration in `sync.catalogue` changes its meaning, e.g. a plain field becomes a text.

Whoever has another one takes part all the same; only what both ends merged cannot be compared.
"""
PUSH_LIMIT = 500
PAGE_LIMIT = 2_000
HINT_BYTES = 4_096
"""How much of a space's news a hint brings along; what is larger is fetched."""

SET: Final = "set"
"""Some fields of a record."""
EVENT: Final = "event"
"""A fact, once and for ever."""
TEXT: Final = "text"
"""Like `set`, but the values of the record's text fields are edits: field → the compact JSON of `sync.text`."""
PURGE: Final = "purge"
"""Written by the server alone: the record had long been in the trash, and is gone."""
NOTHING: Final = "nothing"
"""Has no fields and changes nothing: it fills the place of an operation whose request the server did not take.

A `set` of no fields would: it makes a record, and is an edit to which a delete yields.
"""

Identifier = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
Kind = Annotated[str, Field(min_length=1, max_length=16, pattern=r"^[a-z]+$")]
Fields = dict[str, JsonValue]


class Message(BaseModel):
    """Unknown keys are ignored: an older end must understand a newer one."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    @classmethod
    def built(cls, **values: object) -> Self:
        """A message of all its values, unchecked: for bulk, where pydantic's own ways take several times as long."""
        message = cls.__new__(cls)
        object.__setattr__(message, "__dict__", values)
        object.__setattr__(message, "__pydantic_fields_set__", set(values))
        object.__setattr__(message, "__pydantic_extra__", None)
        object.__setattr__(message, "__pydantic_private__", None)
        return message


class Operation(Message):
    """One change that a person made: some fields of one record, one event, or an edit of its texts.

    `n` numbers a device's operations 1, 2, 3 … without gaps. `base` is the space's `seq` that the device had applied
    when the change was made: what it had seen. `stamp` is the hybrid-logical time, as text that sorts by time.
    """

    n: int = Field(ge=1)
    space: Identifier
    kind: Kind
    type: Identifier
    id: Identifier
    fields: Fields
    base: int = Field(default=0, ge=0)
    stamp: Annotated[str, Field(max_length=32)]


class LogEntry(Message):
    """An operation with its place in the space's order."""

    seq: int
    device: str
    n: int
    kind: str
    type: str
    id: str
    fields: Fields
    base: int = 0
    stamp: str


class PushRequest(Message):
    """Up to `PUSH_LIMIT` operations of one device, in the order of `n`.

    `device`: the id under which they are numbered, "" when that is not said; when the one that asks has another id by
    now the answer is 409 `reused`, and none is taken.
    """

    protocol: int = PROTOCOL
    device: Annotated[str, Field(max_length=64)] = ""
    operations: list[Operation] = Field(max_length=PUSH_LIMIT)


class Outcome(Message):
    """What became of operation `n`: its `seq`, or the `reason` (a sentence) why it was set aside."""

    n: int
    seq: int | None = None
    reason: str = ""


class PushResponse(Message):
    """An outcome an operation (also for those that had come before), and the next `n` that the server expects.

    `first_seq`: all of a packed batch were taken, in places one after the other from here on; then none is listed.
    """

    outcomes: list[Outcome]
    first_seq: int | None = None
    expected_n: int
    epoch: str = ""


class LogPage(Message):
    """Entries after a cursor in the order of `seq`; `head` is the space's last `seq`, `chain` that of the last entry.

    An empty page carries the chain at the cursor. "" stands for a server that keeps no chain.
    """

    entries: list[LogEntry]
    head: int
    more: bool = False
    chain: str = ""
    epoch: str = ""

    @property
    def last_seq(self) -> int:
        """The place of the last entry; 0 when there is none."""
        return self.entries[-1].seq if self.entries else 0


class Hint(Message):
    """The space has moved on to `head`. `entries`, when there are any, are the last ones before it without a gap."""

    space: str
    head: int
    entries: list[LogEntry] = []
    chain: str = ""


class Space(Message):
    """A space that the account is a member of, and its last `seq` with its chain.

    `snapshot`: a device that begins is better served by a snapshot than by the log.
    """

    id: str
    kind: Literal["personal", "family", "team"]
    role: str
    head: int = 0
    chain: str = ""
    name: str = ""
    snapshot: bool = False


class SpaceList(Message):
    """All spaces of an account, and how the device that asks stands: the next `n` that the server expects from it.

    `left`: spaces that it was in and is no longer; what is known of them is to be forgotten. A space that is in neither
    list is one that the server has lost: whatever is known of it stays.
    """

    spaces: list[Space]
    left: list[str] = []
    expected_n: int | None = None
    epoch: str = ""


class RecordState(Message):
    """A record as the log up to `seq` has it: field → (value, seq, stamp, device), text field → state in base64."""

    type: str
    id: str
    seq: int
    fields: dict[str, tuple[JsonValue, int, str, str]]
    texts: dict[str, str] = {}


class LostValue(Message):
    """A value that lost to a concurrent one."""

    type: str
    id: str
    field: str
    value: JsonValue
    seq: int
    stamp: str
    device: str


class Snapshot(Message):
    """A page of a space's merged state at `seq`, in the order of its keys: records, what lost, then events.

    A record may be newer than `seq`, as its own `seq` says. `after` is where to go on, None at the end; after that
    comes the log behind the `seq` of the first page.
    """

    seq: int
    chain: str = ""
    epoch: str = ""
    records: list[RecordState] = []
    lost: list[LostValue] = []
    entries: list[LogEntry] = []
    after: str | None = None


class Digest(Message):
    """`digest` folds (type, id, field, seq) of the merged state of all records at `seq`; see `sync.digest`."""

    seq: int
    digest: str


class RenewRequest(Message):
    """The new id of the device that asks, drawn by itself, so that a lost answer can be asked for again."""

    device_id: Identifier


class Credentials(Message):
    """What a person gives to register or to sign in."""

    name: Annotated[str, Field(min_length=2, max_length=40, pattern=r"^[\w.@+-]+$")]
    password: Annotated[str, Field(min_length=8, max_length=200)]
    device_name: Annotated[str, Field(max_length=80)] = ""


class Registration(Credentials):
    """What a person gives to register. Somebody `under_14` needs a guardian who agrees first (`guardian_agrees`)."""

    under_14: bool = False
    guardian_agrees: bool = False


class RefreshRequest(Message):
    """The refresh token of the last session answer."""

    refresh_token: Annotated[str, Field(max_length=200)]


class Session(Message):
    """A signed-in device. Tokens are opaque; the access token is good for `expires_in_s` seconds."""

    account_id: str
    name: str
    device_id: str
    personal_space: str
    access_token: str
    refresh_token: str
    expires_in_s: int
