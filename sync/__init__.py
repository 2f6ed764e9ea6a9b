"""How devices agree: a library of its own that imports nothing else of ours.

wire.py       what goes over the line: operations, pages of the log, sign-in
batch.py      operations in bulk, packed once and passed on unopened
outgoing.py   what waits on a device to be sent, as a batch
records.py    what a record type is, and how its fields merge
catalogue.py  every record type of the product, declared once, and who may write it where
families.py   what goes over the line about families beside their records
cursors.py    where somebody's cursor is, which is no record
summaries.py  a week as a page for a browser
clock.py      clocks: the system's, and the hybrid-logical one that orders concurrent edits
reading.py    what goes over the line about text in pictures
ids.py        time-ordered and stable identifiers
merge.py      the merge rules
ending.py     the one way to stop a task
ports.py      what the engine needs from a store and from a transport
engine.py     the engine: push, pull, retry, listen for hints
errors.py     the error tree
texts.py      how sentences for the person are marked; `client.texts` tells them in their language
"""
