"""What families need of the server beside their records.

keys.py     keys for codes that give time without a line
links.py    a week that a parent shows to a teacher, behind a link that ends
pages.py    what a browser shows for such a link, and for an invite
routes.py   the endpoints
"""
