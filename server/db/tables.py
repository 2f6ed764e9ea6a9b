"""The server's tables. Every row of user data carries `space_id`, the key to shard by.

Plain SQLAlchemy tables rather than mapped classes: the log is written and read by the page, and a row never becomes
an object on its way. Times are text as `sync.clock.to_text` writes it, which both databases sort alike.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, LargeBinary, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),  # what makes two names the same
    Column("password_hash", Text, nullable=False),
    Column("personal_space", Text, nullable=False),
    Column("created_utc", Text, nullable=False),
    Column("consent_utc", Text),  # when a guardian agreed, for somebody under fourteen
)

device = Table(
    "device",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("expected_n", BigInteger, nullable=False),  # the number of the operation that should come next
    Column("created_utc", Text, nullable=False),
    Column("revoked_utc", Text),
    Column("last_seen_utc", Text),
    Column("generation", BigInteger, nullable=False, server_default="0"),  # how often it has been given tokens
    Index("device_by_account", "account_id"),
)

token = Table(
    "token",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 in hex: the token itself is nowhere on the server
    Column("kind", Text, nullable=False),  # access | refresh
    Column("device_id", Text, nullable=False),
    Column("parent", Text),  # the hash of the refresh token that this one was given for
    Column("expires_utc", Text, nullable=False),
    Index("token_by_device", "device_id"),
)

space = Table(
    "space",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # personal | family | team
    Column("head", BigInteger, nullable=False),  # the last seq given
    Column("chain", Text, nullable=False),  # that of the last entry
    Column("created_utc", Text, nullable=False),
    Column("name", Text),
)

membership = Table(
    "membership",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("joined_utc", Text),
    Column("leaves_utc", Text),  # since when it wants to leave, where that needs somebody else, too
    Column("invited_by", Text),  # the account by whose invite it came; "" when that has been deleted
    Index("membership_by_account", "account_id"),
)

invite = Table(
    "invite",
    metadata,
    Column("code", Text, primary_key=True),
    Column("space_id", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("uses_left", BigInteger, nullable=False),
    Column("expires_utc", Text, nullable=False),
    Index("invite_by_space", "space_id"),
)

summary_link = Table(
    "summary_link",
    metadata,
    Column("id", Text, primary_key=True),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("space_id", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("summary", Text, nullable=False),  # JSON: sync.families.WeekSummary, as it was when the link was made
    Column("title", Text, nullable=False),
    Column("expires_utc", Text, nullable=False),
    Index("summary_link_by_space", "space_id"),
)

departure = Table(
    "departure",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    Column("left_utc", Text, nullable=False),
    Index("departure_by_account", "account_id"),
)

joined = Table(
    "joined",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("request_id", Text, primary_key=True),  # a request to join that was carried out
    Column("space_id", Text, nullable=False),
    Column("joined_utc", Text, nullable=False),
)

closed = Table(
    "closed",
    metadata,
    Column("request_id", Text, primary_key=True),  # a request to delete an account that was carried out
    Column("closed_utc", Text, nullable=False),
)

match_wish = Table(
    "match_wish",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("wish", Text, nullable=False),  # JSON: sync.teams.Wish
    Column("since_utc", Text, nullable=False),
)

match_pair = Table(
    "match_pair",
    metadata,
    Column("id", Text, primary_key=True),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON: keys
    Column("one_says", Text, nullable=False),  # "" | yes | no
    Column("other_says", Text, nullable=False),
    Column("space_id", Text, nullable=False),  # "" until both agree
    Column("made_utc", Text, nullable=False),
    Index("match_pair_by_one", "one"),
    Index("match_pair_by_other", "other"),
)

merge_wish = Table(
    "merge_wish",
    metadata,
    Column("space_id", Text, primary_key=True),  # the sleeping team
    Column("account_id", Text, primary_key=True),  # its member that would come along
    Column("grade", BigInteger, nullable=False),  # as in sync.teams.Wish
    Column("since_utc", Text, nullable=False),
)

merge_offer = Table(
    "merge_offer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("one", Text, nullable=False),  # a team
    Column("other", Text, nullable=False),
    Column("one_says", Text, nullable=False),  # "" | yes | no, said by an owner
    Column("other_says", Text, nullable=False),
    Column("merged", Text, nullable=False),  # the new team; "" until both agree
    Column("made_utc", Text, nullable=False),
    Index("merge_offer_by_one", "one"),
    Index("merge_offer_by_other", "other"),
)

block = Table(
    "block",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("blocked_id", Text, primary_key=True),
)

report = Table(
    "report",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("request_id", Text, primary_key=True),
    Column("about", Text, nullable=False),  # the account that is reported
    Column("space_id", Text, nullable=False),
    Column("record_id", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("made_utc", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),  # that of the batch's last entry
    Column("length", BigInteger, nullable=False),
    Column("device_id", Text, nullable=False),
    Column("n", BigInteger, nullable=False),  # that of the batch's last entry
    Column("size", BigInteger, nullable=False),  # the bytes of its fields
    Column("batch", LargeBinary, nullable=False),  # sync.batch, as its device packed it
    Column("chain", Text, nullable=False),  # after the last entry, see sync.chain
    Column("received_utc", Text, nullable=False),
    UniqueConstraint("space_id", "device_id", "n", name="log_by_n"),
)

file = Table(
    "file",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("created_utc", Text, nullable=False),
    Column("complete_utc", Text),
)

course_version = Table(
    "course_version",
    metadata,
    Column("course_id", Text, primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("card", Text, nullable=False),  # JSON: sync.courses.CatalogueCourse
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("added_utc", Text, nullable=False),
    Column("withdrawn_utc", Text),
)

live_lesson = Table(
    "live_lesson",
    metadata,
    Column("id", Text, primary_key=True),
    Column("card", Text, nullable=False),  # JSON: sync.live.LiveLesson
    Column("starts_utc", Text, nullable=False),
    Column("ends_utc", Text, nullable=False),
    Index("live_lesson_by_end", "ends_utc"),
)

live_line = Table(
    "live_line",
    metadata,
    Column("lesson_id", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("second", Double, nullable=False),
    Column("text", Text, nullable=False),
)

live_question = Table(
    "live_question",
    metadata,
    Column("lesson_id", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    Column("request_id", Text, primary_key=True),
    Column("second", Double, nullable=False),
    Column("text", Text, nullable=False),
    Column("answer", Text, nullable=False),  # "" until there is one
    Column("asked_utc", Text, nullable=False),
)

set_aside = Table(
    "set_aside",
    metadata,
    Column("space_id", Text, primary_key=True),  # as the operation claimed; empty when that made no sense
    Column("device_id", Text, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("received_utc", Text, nullable=False),
    Column("stamp", Text, nullable=False),
)

property_ = Table(
    "property",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# What follows is folded from the log by server.oplog.folding, and could be dropped at any time.

fold = Table(
    "fold",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),  # the log has been folded up to here
    Column("rows", BigInteger, nullable=False),  # how many records came of it
    Column("digest", Text, nullable=False),
)

state = Table(
    "state",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),  # the last entry about the record
    Column("fields", Text, nullable=False),  # JSON: field → [value, seq, stamp, device]
    Column("deleted_utc", Text),  # since when it is in the trash, by the time that the server received it
    Index("state_deleted", "deleted_utc"),
)

text_state = Table(
    "text_state",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("state", Text, nullable=False),  # sync.text's bytes in base64
)

lost = Table(
    "lost",
    metadata,
    Column("space_id", Text, primary_key=True),
    Column("type", Text, primary_key=True),
    Column("record_id", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("stamp", Text, primary_key=True),
    Column("device_id", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
    Column("seq", BigInteger, nullable=False),
)

reach = Table(
    "reach",
    metadata,
    Column("device_id", Text, primary_key=True),
    Column("space_id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),  # the device has applied the space's log up to here
)
