"""Films and recordings in a lesson.

part.py     MediaPart: the player of a segment, its chapters, captions, speed and notes; or what stands in for it
track.py    where it is, as a bar to press
noted.py    a note in the margin
source.py   where the client finds a file
"""
