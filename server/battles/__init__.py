"""Knowledge battles: live, in the server's memory. What they are is in `sync.battles`.

rules.py      points, time, order, who is waited for (pure)
line.py       what was seen of one player's line (pure)
room.py       one battle: what happens in it, as numbered events (no I/O, the time comes in)
rooms.py      all battles of this process, their clocks, their ends
admitting.py  who may be in one, from the database
frames.py     one player's stream
routes.py     the endpoints

Everything but `admitting` happens on the event loop. Several server processes would have to send all of a battle's
players to the same one, by its id.
"""
