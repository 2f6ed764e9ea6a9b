"""Teams beside their space's records.

beats.py      who was heard of when, in memory
presence.py   a member says that it is there
routes.py     the endpoints
consent.py    whether somebody under fourteen may be in teams
matching/     who could study with whom
merging/      sleeping teams make one together
"""
