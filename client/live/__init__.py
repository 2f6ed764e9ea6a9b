"""Live lessons (名师直播): the timetable, reminders, the calendar, what is said in them.

live.py       `Live`, the facade
lessons.py    a lesson in time: coming, on now, over
stream.py     is there a stream at that address? (HLS playlists)
calendar.py   lessons as a calendar file
noting.py     lines and questions become the lesson's note
tables.py     the rows: lessons that a person wants to be reminded of
"""

from client.live.lessons import Phase, phase_of
from client.live.live import Live
from sync.live import LiveLesson, Said

__all__ = ["Live", "LiveLesson", "Phase", "Said", "phase_of"]
