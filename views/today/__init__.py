"""Today (今天): how the day stands, and the one thing to do next.

today.py   TodayScreen, from one read of the store
step.py    the card of the next step
day.py     the ring of minutes and the streak, with their words
after.py   what else there is to do
week.py    the bars of the week, the map of the season
"""
