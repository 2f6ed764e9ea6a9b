"""帮助: a page a task, found by what one types; feedback.

help.py      the list, and a page
hint.py      the quiet way to a page of help, for empty states and errors
"""
