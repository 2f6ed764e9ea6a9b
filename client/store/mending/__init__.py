"""A damaged database is mended when the app opens: what can be read stays, the rest comes from yesterday's copy.

opening.py   opens the database, mended first when it has to be
copies.py    a copy of the database a day, made only of a sound one; what makes one suspect a damage
reading.py   every row that a damaged file still gives
mending.py   a new database out of the damaged one and the copy; what of it is said to the person
pouring.py   which rows of which of the two

The rules of sync make an old state harmless: a device that comes out of a copy reads the log on from there, and what it
had not sent yet is laid on top (see `client.store.healing`). So state that only mirrors the log comes from one file
alone, the copy; what is pending, and what is kept on this device only, from the damaged one as far as it can be read.
"""

from client.store.mending.copies import Copies
from client.store.mending.mending import MENDED, Mended
from client.store.mending.opening import DamagedError, open_sound
from client.store.mending.pouring import Indexes

__all__ = ["MENDED", "Copies", "DamagedError", "Indexes", "Mended", "open_sound"]
