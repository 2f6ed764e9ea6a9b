"""我的: the account, sync, how the app looks and speaks, import, and what it is made of.

me.py         the screen: everything at a glance
rows.py       what the screen leads to and what can be set, as data
licences.py   the licences of all parts
who.py        who is signed in, and how sync stands, in words
prefer.py     theme and language
about.py      version, storage, open-source licences
account.py    register, sign in, sign out
needed.py     what other pages say while nobody is signed in
sync.py       how sync stands in full: errors, and the two below
devices.py    the account's devices, and signing one out
erase.py      deleting the account, or what is on this device
kept.py       what was refused and what lost, with the way back
importing.py  import question banks as courses
data.py       all data out as one file, and in again
picked.py     how files get to the importer: the system's picker, a typed path, pasted text
"""
