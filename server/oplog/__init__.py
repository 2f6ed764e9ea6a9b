"""The log of each space: one order that the server gives, `seq` 1, 2, 3 …

reading.py    a push body as numbered operations, each good or with a reason why not
weighing.py   may this operation go into this space's log?
pushing.py    takes a device's operations into the logs: exactly once, in the order of `n`
repeating.py  what became of operations that came before
batches.py    the batches of a log: written as they came, read as batches or as entries
paging.py     a page of a log, its batches as they are
routes.py     the endpoints
"""
