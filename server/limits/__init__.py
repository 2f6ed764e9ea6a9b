"""How often and how much one may ask.

attempts.py   at most so many attempts in a window of time, by key
rate.py       so many requests a second, by device and by address
body.py       no request body above a limit
packed.py     packed request bodies, unpacked no further than a limit
"""
