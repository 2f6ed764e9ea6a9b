"""Sleeping teams are offered to merge: those of their members who said that they would come make a new team together.

sleeping.py    which teams sleep, who of them would come, and who may meet (the matcher's rules)
offering.py    two teams are offered to each other
answering.py   wishes and answers: what the endpoints do

The old spaces stay as they are, for all who are in them: nothing is moved, and nobody comes along who did not say so.
"""
