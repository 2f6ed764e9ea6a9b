"""Hints: server-sent events that tell a device which of its spaces have moved on. A hint may be late; a pull is right.

hub.py      knows the open streams; any thread may tell it that a space has moved
move.py     what there is to say when a space has moved on
pointing.py a member's cursor in a note: pointed.py as the others hear it
stream.py   one device's stream: what it has still to be told
frames.py   the events as bytes
routes.py   the endpoints
"""
