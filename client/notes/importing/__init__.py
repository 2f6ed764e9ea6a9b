"""Import: notes as other programs give them out; how files are opened and refused is `client.courses.importing`'s.

formats    the app's way in: the format is found by content; a new one is one module and one name there
folder     Markdown files and folders, vaults of Obsidian, and what went out of this app
joplin     Joplin's JEX and RAW
notion     Notion's Markdown export
evernote   Evernote's ENEX
front      the properties above a Markdown note
finding    which note or file an address means in a folder
relinking  links and pictures in a text, found and written anew
pages      HTML as note programs write it
found      notes as they were found, and what did not come along
bringing   into the store: what is there already is updated, nothing is there twice
__main__   the command line
"""

from client.notes.importing.formats import are_notes, read_notes
from client.notes.importing.found import FoundNotes, Page

__all__ = ["FoundNotes", "Page", "are_notes", "read_notes"]
