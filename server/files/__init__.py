"""Files of a space, named by the SHA-256 of what is in them (protocol: `sync.files`).

shelf.py      what is in them, in a folder
uploading.py  a file comes in parts, and is checked at the end
fetching.py   a file, or a range of it, goes out
sweeping.py   files that no operation names are removed
routes.py     the endpoints

The table `file` says what should be there and counts against the space's quota; how much of a file has come is the
length of its part on the shelf.
"""
