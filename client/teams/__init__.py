"""Teams: two to six people study together in a space that they share.

tables.py     the records of a team's space as rows, and what this device is about to join
consent.py    Consent: under fourteen a parent agrees first, in the family's space
errors.py     TeamError
intents.py    Intents: what somebody wants to join or make, kept until the server has answered
answered.py   one request that may be repeated, until a bad network lets an answer through
joining.py    Joining: carries the intents out, over restarts
"""
