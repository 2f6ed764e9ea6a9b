"""What to do next: how the day stands, and the one step that helps most.

steps.py    the order of need (pure): rest, reviews, the lesson to go on with, the team, a new course
streak.py   days of study in a row, and the rest days that keep it (pure)
days.py     the days on which something was learnt, from the events
nudges.py   reminders of the day: reviews, a lesson, a rest, bedtime
plan.py     Plan.today: everything that the first screen shows, in one read of the store
"""

from client.plan.plan import Plan, Today
from client.plan.steps import NextStep, Situation, choose_next_step
from client.plan.streak import Streak

__all__ = ["NextStep", "Plan", "Situation", "Streak", "Today", "choose_next_step"]
