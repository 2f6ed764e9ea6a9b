"""One start in a real window, under Xvfb, and what the app does where there can be no window.

old_client.py   lets the last Linux client that PyPI carries show the app: a test cannot fetch the right one
screen.py       an X server of our own, its windows and what is on them
"""
