"""What people tell those who make the app: listed and answered at the command line, `python -m server.feedback`.

box.py      feedback found in the folded logs of personal spaces; an answer becomes an entry of the log
telling.py  a server that runs tells devices of answers that were written beside it
"""
