"""Who learns here: student or parent, grade, subjects, and how many minutes a day they want.

tables.py    the PROFILE record as a row; one an account
grades.py    the school grades, what is taught in them, and what they suggest (pure)
profile.py   `Profile`, the facade: read, save, and whether this device still has to ask
"""

from client.profile.grades import GOALS, GRADES, goal_for, grade_name, grades_of, subjects_for
from client.profile.profile import Profile, ProfileData, read_profile

__all__ = [
    "GOALS",
    "GRADES",
    "Profile",
    "ProfileData",
    "goal_for",
    "grade_name",
    "grades_of",
    "read_profile",
    "subjects_for",
]
