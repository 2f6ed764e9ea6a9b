"""Who learns here: the choices (also those of the welcome), and the page under 我的 where they can be changed.

choices.py    Choices: role, grade, subjects, goal
profile.py    ProfileScreen: the choices of one's own, and the courses that came with the app
"""
