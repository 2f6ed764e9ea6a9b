"""Who a request comes from.

passwords.py     argon2id, and the same work for a name that nobody has
tokens.py        opaque tokens: given out once, kept only as hashes
sealing.py       refresh tokens that outlive a restored database; outliving.py: signing in with one
names.py         when two names are the same
registering.py   a new account with its personal space
signing_in.py    a new device of an account
refreshing.py    new tokens for old ones, so that a lost answer does no harm
signing_out.py   a device says goodbye
devices.py       a device is listed, revoked, given a new id
closing.py       an account is deleted, with all that is its own; closing_routes.py: the endpoints of that
leaving.py       what it said and was in the spaces that it shared, taken back
seen.py          when a device was last seen
signed_in.py     the device behind a request's token
routes.py        the endpoints; device_routes.py: those of devices
"""
