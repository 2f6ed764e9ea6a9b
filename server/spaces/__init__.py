"""Which spaces an account belongs to, and with which role.

membership.py   the spaces of an account; where it stands in one of them
making.py       a new space with its first members
founding.py     a person makes a space to share
inviting.py     short codes that lead into it
joining.py      a person joins by one
members.py      listed, given another role, removed; leaving
routes.py       the endpoints

Who may write what where is one table for device and server, `sync.catalogue.may_write`; who may invite, manage and
leave is another, in `sync.spaces`.
"""
