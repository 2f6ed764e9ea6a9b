"""Other programs that sync, measured in the same run as ours; each in an environment of its own, made for the bench.

anki.py        how ours calls it
anki_sync.py   runs in that environment: Anki's own package against Anki's own server
anki_search.py the same for its search
"""
