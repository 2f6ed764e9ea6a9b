"""Recap (成果回顾): what came of a week, a term, a holiday.

recap.py      the screen: a card to keep, and the next step
keepsake.py   a card that can be kept as a picture or shared; the picture is made on this device
"""
