"""Import: files as schools have them become courses.

reading    the app's way in: a file or folder, off the event loop, to an `Imported`
source     a file's bytes and, decoded, its text; what is too big or unreadable is refused here
trees      folders, zips and tars read by name; bombs and paths that lead out are refused here
formats    the formats we read, found by content; a new one is one module and one line there
draft      what a reader gathers: what it left out, the pictures that come along
making     questions from shares of the whole
elements   XML without entities and namespaces, with mathml beside it
markup     a text in the markup of its file to the Markdown that our player shows, with formulas beside it
html       HTML to Markdown; which tags there are (tags), what comes along (attached), editors' formulas (editors)
build      questions or lessons in order → a course, with ids that stay the same from import to import
report     what came of it: courses, what was left out and why; the one error of this room
__main__   the command line

gift/ moodle/ gaokao/ qti/ olx/ anki/ h5p/ perseus/ markdown/ cartridge cmi5 cnxml pages pack    the formats
"""

from client.courses.importing.reading import read_file
from client.courses.importing.report import Imported, ImportRefusedError, Skipped

__all__ = ["ImportRefusedError", "Imported", "Skipped", "read_file"]
