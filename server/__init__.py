"""The backend where devices meet: accounts, spaces, each space's log, and hints that a log has moved on.

__main__.py   `python -m server`: reads the command line and serves
settings.py   what can be set, and its defaults; commands.py: from the command line and the environment
app.py        the application: wires the rooms below together
services.py   what an endpoint may use (database, hub, clock …), and how it gets it
listening.py  the socket, had before all else
serving.py    uvicorn, made to let go of open event streams when it stops
errors.py     the error tree
answering.py  the one place that turns an error into an answer
sending.py    a file on the disk, or a range of it, as an answer
field_sentences.py  what to tell a person about a field that is not as it should be
openapi.py    what the OpenAPI page says about errors and request bodies
health.py     is the server up, and can it serve?
sweeping.py   once a day: away with what nobody needs any more

accounts/     registering, signing in and out, tokens, devices
spaces/       which spaces an account belongs to, with which role; families and teams
files/        files of a space, named by their SHA-256
courses/      the catalogue of course packs
mistakes/     text read from pictures
live/         live lessons: timetable, transcript, questions, recordings
oplog/        the log of each space: push and pull
hints/        server-sent events that tell devices to pull
limits/       how often and how much one may ask
watching/     metrics, log lines
backup/       all of it in one zip, and back
container/    an image and a compose file
db/           engine, tables, migrations

Imports: rooms use `db`, `errors` and `services`; `app` and `__main__` use the rooms; everything may use `sync`.
"""
