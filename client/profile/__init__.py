"""Who learns here: student or parent, grade, subjects, and how many minutes a day they want.

tables.py    the PROFILE record as a row; one an account
person.py    what is known of a person, as it is passed around (pure)
grades.py    the school grades, what is taught in them, and what they suggest (pure)
telling.py   what they choose, press by press (pure)
profile.py   `Profile`, the facade: read, save, and whether this device still has to ask
"""
