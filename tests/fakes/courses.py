"""A small course with every kind of question, and a mistake book that only remembers."""

from typing import Any

from client.courses.content import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    Course,
    EssayQuestion,
    Lesson,
    MatchingPair,
    MatchingQuestion,
    NumericAnswer,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    Question,
    Segment,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
)
from client.courses.packs import Manifest
from client.store import Writing
from sync.ids import stable_id

DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 160" width="320" height="160">
<path d="M20 140 Q160 -60 300 140" fill="none" stroke="#2E7D32" stroke-width="4"/>
<line x1="10" y1="140" x2="310" y2="140" stroke="#37474F" stroke-width="2"/>
<text x="160" y="30" font-family="SC" font-size="18" fill="#1B5E20" text-anchor="middle">\xe9\xa1\xb6\xe7\x82\xb9</text>
</svg>"""

ONE = ChoiceQuestion(
    id="one",
    text="方程 $x^2=4$ 的解是？",
    options=("$x=2$", "$x=\\pm2$", "$x=4$", "$x=\\frac{1}{2}$"),
    correct=(1,),
    explanation="两边开平方：$x=\\pm\\sqrt{4}=\\pm2$。",
    feedback=("负数的平方也是正数", "", "", ""),
)
SOME = ChoiceQuestion(
    id="some", text="哪些是一元二次方程？", options=("$x^2=1$", "$x+1=0$", "$2x^2=x$"), correct=(0, 2), multiple=True
)
JUDGE = TrueFalseQuestion(id="judge", text="$\\Delta<0$ 时方程没有实数根。", correct=True)
NUMBER = NumericQuestion(
    id="number", text="边长是 $3$ cm 的正方形，面积是多少？", answers=(NumericAnswer(value=9),), unit="cm²"
)
WORDS = TextQuestion(id="words", text="解方程 $x^2-4x+3=0$。", accepted=("x₁=1，x₂=3",), explanation="因式分解。")
MATCH = MatchingQuestion(
    id="match",
    text="把方程和它的根的个数配对。",
    pairs=(MatchingPair(prompt="$x^2=1$", match="两个"), MatchingPair(prompt="$x^2=0$", match="一个")),
    distractors=("没有",),
)
ESSAY = EssayQuestion(id="essay", text="说说你怎么判断根的个数。", sample="看判别式 $\\Delta=b^2-4ac$ 的正负。")
ORDER = OrderingQuestion(id="order", text="把解方程的步骤排好。", items=("移项", "配方", "开平方"))
CLOZE = ClozeQuestion(
    id="cloze",
    text="方程 $x^2=9$ 有[[1]]个根，较大的是[[2]]，这种解法叫[[3]]。",
    gaps=(
        ChoiceGap(options=("一", "两"), correct=(1,)),
        NumericGap(answers=(NumericAnswer(value=3),)),
        TextGap(accepted=("直接开平方法", "开平方")),
    ),
)
ALL_KINDS: tuple[Question, ...] = (ONE, SOME, JUDGE, NUMBER, WORDS, MATCH, ORDER, CLOZE, ESSAY)


def a_course(course_id: str = "math-9", title: str = "一元二次方程", lessons: int = 3) -> Course:
    """A course whose first lesson has three segments: text only, three questions, all other kinds."""
    first = Lesson(
        id="l1",
        title="第一课 认识方程",
        minutes=12,
        segments=(
            Segment(
                title="看一看", body="形如 $ax^2+bx+c=0$ 的方程。\n\n![一条抛物线](drawings/curve.svg)\n\n记住它。"
            ),
            Segment(title="想一想", body="两个根互为相反数。", quiz=(ONE, SOME, JUDGE)),
            Segment(title="练一练", body="来练习。", quiz=(NUMBER, WORDS, MATCH, ESSAY)),
        ),
    )
    others = [
        Lesson(id=f"l{n}", title=f"第{n}课", segments=(Segment(title="读", body="正文"),))
        for n in range(2, lessons + 1)
    ]
    return Course(
        id=course_id,
        title=title,
        subject="math",
        grade="九年级",
        summary="从平方根到求根公式。",
        lessons=(first, *others),
    )


FILES = {"drawings/curve.svg": DRAWING}


class FakeMistakes:
    """Remembers what was recorded."""

    def __init__(self, broken: bool = False) -> None:
        self.recorded: list[tuple[str, str, str, Any]] = []
        self.broken = broken

    def record(
        self,
        w: Writing,
        course: Course | Manifest,
        lesson: Lesson,
        question: Question,
        given: Any,
        *,
        doubtful: bool = False,
    ) -> str:
        if self.broken:
            raise RuntimeError("the book is torn")
        self.recorded.append((course.id, lesson.id, question.id, given))
        return stable_id("mistake", course.id, question.id)

    async def delete(self, mistake_id: str) -> None:
        self.recorded = [entry for entry in self.recorded if stable_id("mistake", entry[0], entry[2]) != mistake_id]

    async def restore(self, mistake_id: str) -> None:
        raise NotImplementedError
