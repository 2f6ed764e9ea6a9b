"""The server's side of the study clock.

anchors.py   signs what time it is
routes.py    the endpoint

What a family has agreed on and what was used are records like all others; who may write them is in `sync.catalogue`.
"""
