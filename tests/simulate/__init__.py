"""A simulator that shows that sync loses nothing: seeded, on simulated time and one thread, so it can be replayed.

loop.py      simulated time: an event loop that never waits, threads that run at once, clocks that may be wrong
weather.py   which faults a run has, and how often
line.py      the network: messages get lost, doubled, late, cut off after the server has committed
server.py    the real server (FastAPI, SQLite in a file), killed around its commits, restored from old copies
device.py    a device: the real store, account, line and sync engine, killed around its commits, restored
dying.py     how a process dies inside a transaction
people.py    what people do
faults.py    what happens to whole devices and to the server
oracle.py    what was written, kept apart from the product
checks.py    what must hold whenever everything is quiet
checking.py  looks at a world and hands it to the checks
world.py     one run
report.py    what came of it
mutations.py five ways to get sync wrong; `test_mutations.py` holds that the simulator finds each of them

What is real: all of `sync`, `client.store`, `client.api`, `client.account`, `client.syncing` and `server`, from the
transaction of an act to HTTP requests and JSON and back. What is simulated: time, threads, the wire below HTTP, and the
moment of death: a killed process loses what it had not committed, as with kill -9; that the disk keeps what SQLite has
committed is not tested here (`synchronous=FULL` is for that).

Three devices are one person's, who writes in the personal space and in a team's; the fourth is another person's, who
only reads in the team and tries to write there. In half of the runs one of the three has an older version of the app,
which lacks record types and fields, until it is updated.

What is not covered: snapshots of large logs. After a server was restored it is checked that nothing is lost, not that
every delete still holds nor that characters that several devices bring back stand in the order in which somebody had
seen them.

A *step* is an act of a person, a fault of a device or of the server, or a message that arrived. A run ends at its
first violation or stall. To see it again, with the last steps before it:

    uv run python -m tests.bench simulate --steps 1 --seed N
"""
