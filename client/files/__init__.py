"""Files of this device's spaces (pictures, recordings …), named by the SHA-256 of what is in them.

files.py      the facade: put a file in, get one out, what waits, what the server refused
drawer.py     the files on the disk, and which of them the server does not have yet
uploading.py  a file goes up in parts, and on where it broke off
fetching.py   a file comes down, and on where it broke off
first.py      the engine's transport, which uploads a file before the operation that names it
errors.py     what can go wrong, in sentences for the person

Everything is kept in a folder, not in the database: a file that was put in is there, and waits to go up, also after a
crash or when the database is an older one.
"""

from client.files.errors import FileError
from client.files.files import Files, RefusedFile
from client.files.first import FilesFirst

__all__ = ["FileError", "Files", "FilesFirst", "RefusedFile"]
