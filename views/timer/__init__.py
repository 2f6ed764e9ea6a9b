"""The study clock on the screen: how the day stands, the lock, and a place for parents on the child's own device.

standing.py   how the day stands, followed; which paths are closed
card.py       how much is left, on Today
time.py       where every minute went
asking.py     asking for more, and entering a parent's code
locked.py     what stands in the place of a screen that is closed
parent.py     ParentScreen: behind the PIN
door.py       the PIN: set, asked for, recovered
reminders.py  when to be reminded of what, and what the reminders say
limits.py     minutes, bedtime, rest, what is free
words.py      all of it in sentences
"""
