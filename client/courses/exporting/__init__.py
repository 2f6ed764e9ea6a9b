"""Export: a course leaves for other programs, so that nobody is locked in.

exporting  the way out: a course and its files, to one file of that format
gift       Moodle GIFT; what GIFT cannot hold travels in a comment, and comes back from it
apkg       an Anki deck of the old schema, which every Anki opens
html       our Markdown as HTML, for cards
packed     the open pack format as one zip
__main__   the command line
"""

from client.courses.exporting.exporting import FORMATS, Exported, Form, export, export_blocking

__all__ = ["FORMATS", "Exported", "Form", "export", "export_blocking"]
