"""A course with every kind of question and all that a question can have."""

from client.courses.content import (
    ChoiceQuestion,
    Course,
    Lesson,
    NumericAnswer,
    NumericQuestion,
    PartlyRight,
    Segment,
    TextQuestion,
    Unit,
)
from tests.fakes.courses import ALL_KINDS

RICH = (
    ChoiceQuestion(
        id="rich-choice",
        text="价格 \\$5 和 $x={1,2}$：哪些对？\n\n![图](drawings/curve.svg)",
        options=("a = b", "~c~ #1", "{d}", "e: f"),
        correct=(0, 2),
        multiple=True,
        credit=(0.7, -0.5, 0.3, 0.0),
        feedback=("好", "", "也好", ""),
        hint="想 `code` 和 **粗**",
        explanation="| 甲 | 乙 |\n| --- | --- |\n| 1 | $\\frac{1}{2}$ |\n\n- 一\n- 二\n\n> 引",
        points=("math.x",),
        difficulty=3,
    ),
    NumericQuestion(
        id="rich-number",
        text="多长？",
        answers=(NumericAnswer(value=1.5, tolerance=0.02, relative=True), NumericAnswer(value=1, credit=0.5)),
        unit="m",
        units=(Unit(name="cm", factor=0.01),),
    ),
    TextQuestion(
        id="rich-text",
        text="首都？",
        accepted=("北京*",),
        partly=(PartlyRight(text="京", credit=0.5),),
        case_sensitive=True,
        wildcards=True,
    ),
)
COURSE = Course(
    id="all-kinds",
    title="所有题型",
    summary="每种题都有",
    lessons=(
        Lesson(id="one", title="一", segments=(Segment(title="读", body="读一读 $a$ {b}。", quiz=ALL_KINDS),)),
        Lesson(id="two", title="二 / 三", section="模块", segments=(Segment(quiz=RICH),)),
    ),
)
