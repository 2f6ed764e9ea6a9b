"""Export: notes leave as a folder of Markdown in a zip, with their files beside them and their links alive.

naming     names of files for titles, as every system takes them
writing    a note as a file: its properties, its links as they lead in a folder
exporting  the notes of the store, as a zip
__main__   the command line

Every note is `notebook/title.md`, its files are in `notebook/title.files/`. The properties above the text are JSON
values, hence YAML as well: `xueban` the note's id, title, tags, notebook, created, updated, pinned, and course,
lesson, anchor of a note on a lesson. `client.notes.importing` reads it back to the letter.
"""

from client.notes.exporting.exporting import ExportedNotes, export_notes

__all__ = ["ExportedNotes", "export_notes"]
