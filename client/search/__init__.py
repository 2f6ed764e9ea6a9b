"""Finding anything on this device by a few letters or signs of its name.

names.py   how well a name answers what was typed: whole, beginning, part, first letters of the pinyin, signs in order
find.py    `Search`: courses, lessons, notes, mistakes and knowledge points, in one read of the store
"""

from client.search.find import Found, Search
from client.search.names import Name, Typed

__all__ = ["Found", "Name", "Search", "Typed"]
