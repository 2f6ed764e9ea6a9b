from client.courses.captions import Cue, clock, cue_at, parse_captions

VTT = """WEBVTT

NOTE this is said by nobody

1
00:01.000 --> 00:02.500 align:start
<v 老师>同学们&amp;大家</v>
好

00:00:03,000 --> 01:00:04.000
再见

bad --> worse
nothing
"""


def test_lines_come_with_their_times_and_without_their_marks():
    assert parse_captions(VTT) == (Cue(1.0, 2.5, "同学们&大家 好"), Cue(3.0, 3604.0, "再见"))


def test_in_a_pause_nothing_is_said():
    cues = parse_captions(VTT)
    assert [(cue.text if cue else None) for cue in (cue_at(cues, s) for s in (0, 1, 2.6, 3, 4000))] == [
        None,
        "同学们&大家 好",
        None,
        "再见",
        None,
    ]
    assert cue_at((), 1) is None


def test_seconds_are_shown_as_a_clock_does():
    assert [clock(s) for s in (0, 65.9, 3661)] == ["0:00", "1:05", "1:01:01"]
