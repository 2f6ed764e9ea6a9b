"""A course with something to hear and a quiz against the clock, for pictures and benches: made here, of silence."""

import io
import wave

from client.courses.content import (
    Captions,
    Chapter,
    ChoiceGap,
    ClozeQuestion,
    Course,
    Lesson,
    Media,
    OrderingQuestion,
    QuizRules,
    Segment,
    TextGap,
)

LISTENING = "english-listening"
LISTENING_LESSON = "at-the-station"
TIMED_LESSON = "in-time"
VTT = """WEBVTT

00:00.000 --> 00:09.000
Good morning. Which platform for Beijing, please?

00:09.000 --> 00:20.000
Platform four. The train leaves at ten past nine.
"""


def silence(seconds: int) -> bytes:
    """A sound file in which nothing is heard."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(2_000)
        sound.writeframes(b"\x80" * 2_000 * seconds)
    return kept.getvalue()


def listening_course() -> tuple[Course, dict[str, bytes]]:
    """The course and its files."""
    sound = Media(
        kind="audio",
        title="At the station",
        file="station.wav",
        duration_s=20,
        captions=(Captions(file="station.vtt", language="en"),),
        chapters=(Chapter(title="问路", start_s=0), Chapter(title="时间", start_s=9)),
        transcript="**A:** Which platform for Beijing, please?\n\n**B:** Platform four. It leaves at ten past nine.",
    )
    order = OrderingQuestion(
        id="order", text="按对话的先后排序。", items=("问站台", "回答站台", "说发车时间"), hint="先问，再答。"
    )
    cloze = ClozeQuestion(
        id="cloze",
        text="Platform [[1]]. The train leaves at [[2]] past nine.",
        gaps=(ChoiceGap(options=("four", "five"), correct=(0,)), TextGap(accepted=("ten",))),
    )
    heard = Lesson(
        id=LISTENING_LESSON,
        title="在车站",
        minutes=6,
        section="听力",
        segments=(Segment(title="先听一遍", media=sound, body="听的时候记下**站台**和**时间**。\n\n再听一遍核对。"),),
    )
    timed = Lesson(
        id=TIMED_LESSON,
        title="限时小测",
        minutes=5,
        section="检测",
        segments=(
            Segment(
                title="听后检测", quiz=(order, cloze), rules=QuizRules(time_limit_s=300, sequential=True), body="开始。"
            ),
        ),
    )
    course = Course(
        id=LISTENING,
        title="英语听力入门",
        subject="english",
        grade="八年级",
        summary="短对话，先听后做。",
        lessons=(heard, timed),
    )
    return course, {"station.wav": silence(20), "station.vtt": VTT.encode()}
