"""A course in Markdown, as a teacher writes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.courses.authoring.compile import Written, compile_course
from client.courses.content import (
    ChoiceGap,
    ChoiceQuestion,
    ClozeQuestion,
    EssayQuestion,
    MatchingQuestion,
    NumericGap,
    NumericQuestion,
    OrderingQuestion,
    Question,
    TextGap,
    TextQuestion,
    TrueFalseQuestion,
)

COURSE = """---
标题：二次函数入门
科目：数学
年级: 九年级
简介：从抛物线到顶点式。
作者：王老师
许可：CC BY-SA 4.0
知识点：二次函数
---

# 认识抛物线 {12 分钟}

形如 $y=ax^2$ 的函数。

### 小标题留在正文里

```python
# 这不是标题
```

```题
抛物线 $y=x^2$ 的顶点是？
- [ ] $(0,1)$
  > 代入看看
- [x] $(0,0)$
解析：$x=0$ 时 $y$ 最小。
知识点：二次函数
难度：0
```

接着读。

## 顶点式 {限时 5 分钟，顺序} {#vertex}

[视频：三分钟看懂](https://example.org/vertex.m3u8)

```题
开口向下的抛物线有最大值。
答案：对
```

# 练习

```gift
::平移:: 向上平移两个单位得到 {=y\\=x^2+2 ~y\\=x^2-2}
```
"""


def written(text: str) -> Written:
    return compile_course(text, names={"二次函数": "math.quadratic"})


def question(block: str) -> Question:
    found = written(f"```题\n{block}\n```")
    assert found.faults == ()
    assert found.course is not None
    [only] = found.course.questions
    return only


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.reason) for fault in written(text).faults]


def test_a_whole_course_reads_as_it_was_meant() -> None:
    found = written(COURSE)
    assert found.faults == ()
    course = found.course
    assert course is not None
    assert (course.title, course.subject, course.grade) == ("二次函数入门", "math", "九年级")
    assert course.points == ("math.quadratic",)
    assert course.attribution is not None
    assert course.attribution.authors == ("王老师",)
    first, second = course.lessons
    assert (first.title, first.minutes, second.title) == ("认识抛物线", 12, "练习")
    assert [segment.title for segment in first.segments] == ["", "", "顶点式"]
    assert "### 小标题" in first.segments[0].body
    assert "# 这不是标题" in first.segments[0].body
    assert first.segments[1].body == "接着读。", "text after a question begins a new segment"
    [choice] = first.segments[0].quiz
    assert isinstance(choice, ChoiceQuestion)
    assert (choice.correct, choice.feedback, choice.difficulty) == ((1,), ("代入看看", ""), 0)
    assert choice.points == ("math.quadratic",)
    timed = first.segments[2]
    assert (timed.rules.time_limit_s, timed.rules.sequential) == (300, True)
    assert timed.media is not None
    assert (timed.media.kind, timed.media.title) == ("video", "三分钟看懂")
    [gift] = second.questions
    assert isinstance(gift, ChoiceQuestion)


def test_boxes_and_letters_make_choices() -> None:
    several = question("哪些是偶数？\n* [x] 2\n* [ ] 3\n* [X] 4")
    assert isinstance(several, ChoiceQuestion)
    assert (several.multiple, several.correct) == (True, (0, 2))
    lettered = question("哪个是质数？\nA. 4\nB、5\nC）6\n答案：B")
    assert isinstance(lettered, ChoiceQuestion)
    assert (lettered.options, lettered.correct, lettered.multiple) == (("4", "5", "6"), (1,), False)
    one_of_many = question("类型：多选\n哪个？\nA. 甲\nB. 乙\n答案：A")
    assert isinstance(one_of_many, ChoiceQuestion)
    assert one_of_many.multiple


@pytest.mark.parametrize(("word", "right"), [("对", True), ("错误", False), ("√", True), ("×", False), ("True", True)])
def test_judgements(word: str, right: bool) -> None:
    found = question(f"地球绕着太阳转。\n答案：{word}")
    assert isinstance(found, TrueFalseQuestion)
    assert found.correct is right


@pytest.mark.parametrize(
    ("answer", "value", "tolerance", "relative", "unit"),
    [
        ("3.5", 3.5, 0, False, ""),
        ("-2/3", -2 / 3, 0, False, ""),
        ("9.8 ± 0.1 m/s²", 9.8, 0.1, False, "m/s²"),
        ("9.8m/s² ± 0.1", 9.8, 0.1, False, "m/s²"),
        ("36 km/h", 36, 0, False, "km/h"),
        ("100 ± 5%", 100, 5 / 100, True, ""),
        ("25 厘米", 25, 0, False, "厘米"),
        ("3×10^8 m/s", 3e8, 0, False, "m/s"),
    ],
)
def test_numbers_with_tolerance_and_unit(
    answer: str, value: float, tolerance: float, relative: bool, unit: str
) -> None:
    found = question(f"多少？\n答案：{answer}")
    assert isinstance(found, NumericQuestion), found
    [only] = found.answers
    assert only.value == pytest.approx(value)
    assert (only.tolerance, only.relative, found.unit) == (pytest.approx(tolerance), relative, unit)


def test_words_and_quoted_numbers_are_texts() -> None:
    found = question("中国的首都？\n答案：北京 | Beijing")
    assert isinstance(found, TextQuestion)
    assert found.accepted == ("北京", "Beijing")
    quoted = question("写出年份。\n答案：“1949”")
    assert isinstance(quoted, TextQuestion)
    assert quoted.accepted == ("1949",)
    assert isinstance(question("类型：填空\n写出年份。\n答案：1949"), TextQuestion)


def test_pairs_items_and_gaps() -> None:
    pairs = question("配对。\n- 甲 => 一\n- 乙 → 二\n- => 三")
    assert isinstance(pairs, MatchingQuestion)
    assert [(p.prompt, p.match) for p in pairs.pairs] == [("甲", "一"), ("乙", "二")]
    assert pairs.distractors == ("三",)
    items = question("类型：排序\n由小到大。\n1. 一\n2. 二\n3. 三")
    assert isinstance(items, OrderingQuestion)
    assert items.items == ("一", "二", "三")
    gaps = question("首都是{{北京|Beijing}}，$\\frac{{a}}{2}$，重{{=1.5±0.1 kg}}，选{{~甲|*乙}}。")
    assert isinstance(gaps, ClozeQuestion)
    assert gaps.text == "首都是[[1]]，$\\frac{{a}}{2}$，重[[2]]，选[[3]]。"
    words, number, choice = gaps.gaps
    assert isinstance(words, TextGap)
    assert isinstance(number, NumericGap)
    assert number.unit == "kg"
    assert isinstance(choice, ChoiceGap)
    assert (choice.options, choice.correct) == (("甲", "乙"), (1,))


def test_an_essay_has_its_sample() -> None:
    found = question("说说为什么。\n1. 先说\n2. 再说\n参考：因为……\n所以……\n提示：想想定义")
    assert isinstance(found, EssayQuestion)
    assert found.text == "说说为什么。\n1. 先说\n2. 再说"
    assert found.sample == "因为……\n所以……"
    assert found.hint == "想想定义"


def test_what_is_not_understood_names_its_line_and_the_rest_is_kept() -> None:
    text = (
        "---\n标题：课\n颜色：绿\n---\n# 一\n正文\n```题\n没有答案\n```\n```题\n对吗？\n答案：对\n```\n![图](a.png)\n"
    )
    found = written(text)
    assert found.course is not None
    assert len(found.course.questions) == 1
    lines = [fault.line for fault in found.faults]
    assert lines == [3, 8, 14]
    assert "没有答案" in found.faults[1].reason
    assert "a.png" in found.faults[2].reason


@pytest.mark.parametrize(
    ("block", "line", "word"),
    [
        ("", 2, "题干"),
        ("- [x] 甲\n- [ ] 乙", 2, "题干"),
        ("问？\n- [ ] 甲\n- [ ] 乙", 3, "正确的选项"),
        ("问？\n- [x] 甲", 3, "两个以上"),
        ("问？\nA. 甲\nB. 乙\n答案：D", 5, "D"),
        ("类型：单选\n问？\n- [x] 甲\n- [x] 乙", 4, "只能有一个"),
        ("类型：猜谜\n问？", 2, "猜谜"),
        ("类型：判断\n问？\n答案：也许", 4, "对"),
        ("类型：数值\n问？\n答案：很多", 4, "写一个数"),
        ("类型：排序\n问？\n1. 一", 2, "两行以上"),
        ("问？\n- 甲 => 一", 3, "两对"),
        ("问？\n答案：", 3, "空的"),
        ("问？\n答案：对\n难度：9", 4, "0 到 4"),
        ("问{{=不是数}}", 2, "不是数"),
    ],
)
def test_each_mistake_in_a_question_is_said_where_it_is(block: str, line: int, word: str) -> None:
    [(found, reason)] = faults(f"```题\n{block}\n```")
    assert found == line
    assert word in reason


def test_a_fence_that_was_not_closed_swallows_nothing() -> None:
    found = written("# 一\n```题\n对吗？\n答案：对\n# 二\n正文")
    assert found.course is not None
    assert [lesson.title for lesson in found.course.lessons] == ["一", "二"]
    assert len(found.course.questions) == 1
    assert [fault.line for fault in found.faults] == [2]


def test_ids_stay_when_other_things_change() -> None:
    before = written(COURSE).course
    after = written(COURSE.replace("# 练习", "# 新的一课\n新的\n\n# 练习").replace("形如", "如果形如")).course
    assert before is not None
    assert after is not None
    assert {q.id for q in before.questions} <= {q.id for q in after.questions}
    assert {lesson.id for lesson in before.lessons} <= {lesson.id for lesson in after.lessons}


def test_the_same_twice_gets_ids_of_its_own() -> None:
    found = written("# 课\n```题\n对？\n答案：对\n```\n```题\n对？\n答案：对\n```\n# 课\n读")
    assert found.course is not None
    assert len({q.id for q in found.course.questions}) == 2
    assert len({lesson.id for lesson in found.course.lessons}) == 2


def test_nothing_is_no_course() -> None:
    assert written("").course is None
    assert written("---\n标题：课\n---\n").course is None
    assert faults("# 空的课\n") == [(1, "这一课还没有内容")]


PIECES = st.sampled_from(
    [
        "# 课", "## 段", "### 节", "---", "```题", "```", "~~~", "```gift", "正文", "", "- [x] 甲", "- [ ] 乙", "A. 甲",
        "B. 乙", "答案：对", "答案：B", "答案：3 ± 1 m", "- 甲 => 一", "1. 一", "类型：排序", "参考：", "{{=1}}",
        "{{~*甲|乙}}",
        "[视频：x](https://a.b/c)", "![x](y.png)", "标题：课", "科目：魔法", "# 课 {9999 分钟}", "{x=3}",
        "::T:: {T}", "难度：7",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=30), max_size=30).map("\n".join))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_is_read_and_every_fault_has_a_line_that_is_there(text: str) -> None:
    found = written(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= fault.line <= lines + 1 and fault.reason for fault in found.faults)
    if found.course is not None:
        assert written(text) == found, "on every device the same"
        ids = [q.id for q in found.course.questions]
        assert len(set(ids)) == len(ids)


@given(
    st.lists(st.text(alphabet="甲乙丙丁abc，。 ", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=8)
)
def test_every_word_of_the_text_is_in_the_course(paragraphs: list[str]) -> None:
    found = written("\n\n".join(paragraphs))
    assert found.course is not None
    shown = "\n".join(segment.body for lesson in found.course.lessons for segment in lesson.segments)
    assert all(paragraph.strip() in shown for paragraph in paragraphs)
