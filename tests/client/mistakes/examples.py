"""A small course and a small graph that the tests of the mistake book share."""

import json
from pathlib import Path

from client.courses.content import ChoiceQuestion, Course, Lesson, NumericAnswer, NumericQuestion, Segment

SORTED = ChoiceQuestion(
    id="q1",
    text="方程 $x^2-2x+1=0$ 的根的情况是",
    options=("两个相等的实数根", "没有实数根"),
    correct=(0,),
    explanation="$\\Delta=0$",
    points=("math.quadratic.discriminant",),
)
UNSORTED = NumericQuestion(id="q2", text="小明有 3 个苹果，吃了 1 个，还剩几个？", answers=(NumericAnswer(value=2),))
NAMED = NumericQuestion(
    id="q3", text="用配方法解方程，配方时方程两边加上几？配方法的第一步是什么", answers=(NumericAnswer(value=4),)
)
LESSON = Lesson(id="l1", title="根的判别式", segments=(Segment(title="看", quiz=(SORTED, UNSORTED, NAMED)),))
COURSE = Course(id="c1", title="一元二次方程", subject="math", lessons=(LESSON,))

GRAPH = {
    "format": 1,
    "subject": "math",
    "stage": "junior",
    "title": "初中数学",
    "modules": [
        {
            "id": "math.quadratic",
            "name": "一元二次方程",
            "grade": 9,
            "points": [
                {"id": "math.quadratic.completing", "name": "配方法", "aliases": ["配方"], "requires": []},
                {
                    "id": "math.quadratic.discriminant",
                    "name": "根的判别式",
                    "aliases": ["判别式", "Δ"],
                    "requires": ["math.quadratic.completing"],
                },
            ],
        },
        {
            "id": "math.function",
            "name": "二次函数",
            "grade": 9,
            "points": [{"id": "math.function.vertex", "name": "顶点式", "aliases": ["抛物线的顶点"], "requires": []}],
        },
    ],
}


def write_graph(folder: Path, *files: dict[str, object]) -> Path:
    """The graph files in a folder of their own."""
    place = folder / "knowledge"
    place.mkdir(exist_ok=True)
    for number, file in enumerate(files or (GRAPH,)):
        (place / f"{number}.json").write_text(json.dumps(file, ensure_ascii=False), "utf-8")
    return place
