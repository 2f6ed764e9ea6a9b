"""Families: children and parents share a space in which limits, requests and days are records like all others.

tables.py     the records of a family space as rows
homes.py      Homes: make a family, invite, join, members, leave; needs a line
linked.py     the code of a link that was opened before anybody had signed in
deciding.py   Deciding: a parent's limits, answers and gifts
asking.py     Asking: a child asks for more, and sees the answer
obeying.py    what parents decided is sealed into the study clock's ledger as it arrives
day.py        a child's day in numbers, read from its own records (no text of notes)
telling.py    Telling: the child's device tells its family the day, its clock's alerts, and that it is there
overview.py   what a parent sees of the children
codes and links are in Family itself; making.py: a parent makes an account for a child
qr.py         a short text as a QR code (pure)
week.py       the last seven days as a page
family.py     Family: all of it, for the screens
"""
