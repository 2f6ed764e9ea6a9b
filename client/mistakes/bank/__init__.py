"""All questions of this device, to find those that are alike: one's own mistakes and the courses'.

grams.py   what a text is found by, and how much two texts have in common
tables.py  the rows: questions, how many have which gram, what is still to be taken in; never synced
index.py   taking questions in and out, and finding the nearest ones (SQL)
keeping.py the index kept in step with mistakes and courses
same.py    the same question again, in whatever spelling
similar.py `Bank`: questions to practise like this one
"""

from client.mistakes.bank.similar import Bank, Similar

__all__ = ["Bank", "Similar"]
