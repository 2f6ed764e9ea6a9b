"""SQLite on the device.

database.py    the store: reads, writes, watches, settings
writing.py     what a command may do in its transaction: row change and operation together
syncing.py     the store's side of the sync engine: outbox, pages of the log, cursors
applying.py    a page of the log laid onto shadows and rows
taking.py      a batch of new records, taken as a whole
batches.py     the log's batches, kept for records that one entry has made
beginning.py   a space's merged state instead of its log, for a device that begins
healing.py     the log is read anew when server or device was restored
lacking.py     what a log lacks that was read anew is sent
adopting.py    what was written before there was an account joins it
refusing.py    what the server did not take is set aside
aside.py       what is set aside of the personal space stays in sight
learning.py    what was kept of a newer version shows after an update
forgetting.py  a space that the account has left is forgotten
tables.py      base classes for features' rows, and the store's own tables
schema.py      which tables and derivations there are
rows.py        rows in bulk
watching.py    who is told after a commit
mending/       a damaged database, mended at the start; the day's copy
migrations/    numbered SQL, a backup first
"""

from client.store.database import Store
from client.store.schema import Schema, derives
from client.store.tables import EventRow, Row, SyncedRow
from client.store.watching import Changes
from client.store.writing import Writing

__all__ = ["Changes", "EventRow", "Row", "Schema", "Store", "SyncedRow", "Writing", "derives"]
