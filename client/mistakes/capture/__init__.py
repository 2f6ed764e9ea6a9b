"""Writing a mistake down: typed, pasted, or from a picture.

draft.py     what a person writes down, and the question that it becomes
pasting.py   pasted text taken apart: question, options, answers, solution, source; several questions
pictures.py  a picture scaled down, cut out, made ready to be read
reading.py   text from a picture: by rapidocr where it is installed, else by our server
capture.py   `Capture`, the facade: save, merge, undo
"""

from client.mistakes.capture.capture import Capture, Saved
from client.mistakes.capture.draft import Draft

__all__ = ["Capture", "Draft", "Saved"]
