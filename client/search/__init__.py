"""Finding anything on this device by a few letters or signs of its name, or of what it says.

names.py    how well a name answers what was typed: whole, beginning, part, first letters of the pinyin, signs in order
words.py    what a text is found by: characters, pairs of them, words, a title's first letters
index.py    the index, notes and mistakes in step with every write; tables.py: its rows
lessons.py  what courses say, taken in when one is installed, changed or removed
found.py    what was found, kind by kind; hits.py: where in a text the words stand
find.py     `Search`: all of it in one read of the store, in order of worth
"""
