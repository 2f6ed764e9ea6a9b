"""Other programs that sync and search, measured in the same run as ours; each in an environment of its own.

anki.py        how ours calls it
anki_sync.py   runs in that environment: Anki's own package against Anki's own server
anki_search.py the same for its search
asking.py      gives a program its order, and takes its answer
joplin.py      how ours calls its search; joplin_search.js runs it, with Joplin's own library
"""
