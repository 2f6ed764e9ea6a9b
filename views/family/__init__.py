"""Families on the screen: who belongs to one, what a parent sees and decides, what a child is told.

family.py    FamilyScreen: make a family, invite, join, members, leave
inviting.py  a code as letters and as a picture
newchild.py  a parent makes an account for a child
children.py  the children on a parent's Today, with what waits for an answer
child.py     ChildScreen: one child's days, limits, more time
weeks.py     a child's days and weeks as charts and words
giving.py    more time: answers, gifts, codes for a device without a line
week.py      WeekScreen: the week to read, to print, to show to a teacher
words.py     all of it in sentences
"""
