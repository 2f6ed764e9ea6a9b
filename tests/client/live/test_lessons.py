from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.live.calendar import calendar_of
from client.live.lessons import begins, clock_words, is_due, phase_of, second_of
from client.live.stream import read_playlist
from tests.server.live.lessons import a_lesson

LESSON = a_lesson(starts_utc="2026-12-01T11:30:00.000Z", minutes=45)
START = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "phase"), [(-11, "coming"), (-10, "open"), (0, "open"), (74, "open"), (75, "over")]
)
def test_a_lesson_can_be_entered_a_little_before_and_after(minutes: int, phase: str) -> None:
    now = START + timedelta(minutes=minutes)
    assert phase_of(LESSON, now) == phase
    assert phase_of(LESSON.model_copy(update={"cancelled": True}), now) == "cancelled"


def test_seconds_and_reminders() -> None:
    assert begins(LESSON) == START
    assert second_of(LESSON, START - timedelta(hours=1)) == 0
    assert second_of(LESSON, START + timedelta(seconds=61)) == 61
    assert not is_due(LESSON, 10, START - timedelta(minutes=11))
    assert is_due(LESSON, 10, START - timedelta(minutes=10))
    assert not is_due(LESSON, 10, START + timedelta(minutes=10)), "too late to be of use"
    assert (clock_words(65), clock_words(3725)) == ("01:05", "1:02:05")


def test_a_calendar_file_is_as_the_standard_has_it() -> None:
    lesson = LESSON.model_copy(update={"title": "判别式，三种用法；\\例", "summary": "第一行\n第二行"})
    content = calendar_of([lesson], START, 15).decode()
    assert content.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert content.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    lines = content.replace("\r\n ", "").split("\r\n")
    assert "DTSTART:20261201T113000Z" in lines
    assert "DTEND:20261201T121500Z" in lines
    assert "UID:algebra-1@live.xueban.net" in lines
    assert "SUMMARY:直播课：判别式，三种用法；\\\\例" in lines
    assert "DESCRIPTION:第一行\\n第二行\\n主讲：王老师" in lines
    assert "TRIGGER:-PT15M" in lines
    cancelled = calendar_of([lesson.model_copy(update={"cancelled": True})], START).decode()
    assert "STATUS:CANCELLED" in cancelled
    assert "VALARM" not in cancelled


@given(st.text(max_size=200), st.text(max_size=400))
def test_whatever_a_lesson_says_its_lines_are_short_and_come_back(title: str, summary: str) -> None:
    lesson = LESSON.model_copy(update={"title": title or "课", "summary": summary})
    content = calendar_of([lesson], START)
    rows = content.split(b"\r\n")
    assert all(len(row) <= 75 for row in rows)
    unfolded = content.decode().replace("\r\n ", "")
    assert unfolded.count("BEGIN:VEVENT") >= 1
    names = {"BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
    names |= {"STATUS", "DESCRIPTION", "URL", "ACTION", "TRIGGER", ""}
    assert {line.split(":")[0] for line in unfolded.split("\r\n")} <= names, "no line break escapes into a field"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "broken"),
        ("<html>", "broken"),
        ("#EXTM3U\n", "broken"),
        ("#EXTM3U\n#EXTINF:4.0,\na.ts\n", "live"),
        ("\ufeff#EXTM3U\n#EXTINF:4.0,\na.ts\n#EXT-X-ENDLIST", "ended"),
        ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n", "broken"),
    ],
)
def test_playlists(text: str, state: str) -> None:
    assert read_playlist(text, "http://a/b.m3u8").state == state


def test_a_list_of_qualities_leads_to_the_first() -> None:
    text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/x.m3u8?k=1\n"
    assert read_playlist(text, "http://a/b/c.m3u8").variant == "http://a/b/low/x.m3u8?k=1"
