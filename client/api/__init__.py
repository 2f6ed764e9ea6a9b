"""The server, reached with httpx; the only room that knows of HTTP.

address.py    where the server is, unless somebody says otherwise
line.py       one HTTP client to one server: requests out, answers or an error of `sync.errors` back
answers.py    which answer means which error
sse.py        server-sent events, parsed by hand
keyring.py    what the line needs of the credentials: tokens out, new tokens in
accounts.py   register, sign in, refresh, sign out
signed.py     requests of a signed-in device; refreshes its tokens
transport.py  the sync engine's transport: push, log, spaces, hints
devices.py    the account's devices: list, revoke
timer.py      what time it is, signed
files.py      files up and down, a part at a time
catalogue.py  the catalogue of courses, and their packs
readings.py   text in a picture, read by the server
live.py       live lessons: timetable, transcript, questions
families.py   keys for offline codes, links for teachers
spaces.py     families and teams: make, invite, join, members, leave
"""
