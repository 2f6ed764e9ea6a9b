"""Live lessons (protocol: `sync.live`).

__main__.py    `python -m server.live add TIMETABLE.json`: the timetable, transcripts, questions, recordings
timetable.py   which lessons there are: table `live_lesson`
transcripts.py what is said in them: table `live_line`; WebVTT
questions.py   what is asked: table `live_question`
recording.py   a lesson that is over becomes a course of the catalogue
routes.py      the endpoints
"""
