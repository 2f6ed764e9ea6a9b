"""The welcome: who learns here, then straight into a first lesson; shown once, and only to an empty device.

welcome.py   WelcomeScreen: the choices, the way in, the ways past it
early.py     EarlyWelcome: the same on a page whose device is still closed
parent.py    what a parent finds today, and what not yet
"""
