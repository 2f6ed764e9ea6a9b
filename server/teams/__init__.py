"""Teams beside their space's records.

consent.py    whether somebody under fourteen may be in teams
"""
