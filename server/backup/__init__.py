"""All that the server keeps in one zip, and back into an empty database of either kind.

__main__.py   `python -m server.backup make | check | restore FILE.zip`
making.py     writes one, while the server runs: the database as it is at one moment, then files and course packs
restoring.py  reads one into an empty database; an older one is brought up to date
layout.py     where what stands in the zip, and how a row is written

Devices find out by themselves that a server came out of a backup, and send again what it has lost (`sync.meeting`); the
tokens that it gave meanwhile stay good as long as the key file is the same, which is why that is kept apart.
"""
