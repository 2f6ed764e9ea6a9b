"""Finding anything on this device by a few letters or signs of its name.

names.py   how well a name answers what was typed: whole, beginning, part, first letters of the pinyin, signs in order
words.py   what a text is found by: characters, pairs of them, words, a title's first letters
index.py   the index of notes and mistakes, in step with every write; tables.py: its rows
find.py    `Search`: courses, lessons, notes, mistakes and knowledge points, in one read of the store
"""

from client.search.find import Found, Search
from client.search.names import Name, Typed

__all__ = ["Found", "Name", "Search", "Typed"]
