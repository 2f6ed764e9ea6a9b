"""The catalogue of course packs (protocol: `sync.courses`).

__main__.py   `python -m server.courses add PACK.zip`: add, list, withdraw
checking.py   is this pack whole, and what does it hold?
packing.py    a pack that is still a folder becomes one file
packs.py      the packs in a folder, named by their SHA-256
catalogue.py  which versions there are: table `course_version`
routes.py     the endpoints

The catalogue checks that a pack can be carried and opened. What a question must be like is the app's to say, which
checks it when it opens the pack: so an older server passes on what newer apps write.
"""
