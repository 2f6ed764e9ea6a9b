"""提建议: what one tells those who make the app, with pictures, and what became of it.

feedback.py  the form, and below it what was told; picture.py: a picture of it
"""
