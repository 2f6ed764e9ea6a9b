"""Anki decks (.apkg, .colpkg): a zip with an SQLite database, from the oldest to the newest form.

package      what is in the zip: the database, the names of the media
zstd         the compression of the newest form, with entropy: how it writes symbols
collection   the database: note types, decks, notes, cards
templates    a card's two sides from its template and note
reader       each card as a question
"""

from client.courses.importing.anki.reader import claims, read

__all__ = ["claims", "read"]
