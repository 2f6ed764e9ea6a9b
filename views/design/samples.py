"""What the samples say: matter as a course or a note would hold it, the same in every language."""

from datetime import date, timedelta

from client.courses.content import ChoiceQuestion, MatchingPair, MatchingQuestion, NumericAnswer, NumericQuestion
from client.courses.content import TrueFalseQuestion as Judge

SIGN = "学 Aa"
TITLE = "一元二次方程 Quadratics"
SENTENCE = "每天学一点点，像小树一样慢慢长高。Grow a little every day."
LONG_TITLE = "用配方法解一元二次方程，并和因式分解法、公式法比一比"
RICH = """设宽为 $x$ 米，由面积得 $x(x+3)=28$，整理得 $x^2+3x-28=0$。

- 判别式 $\\Delta=b^2-4ac$ ，其中 $a=1$
- 求根公式见下

> 边长是长度，取正根。
"""
SHORT_FORMULA = r"x^2+3x-28=0"
LONG_FORMULA = (
    r"x_{1,2}=\frac{-b\pm\sqrt{b^2-4ac}}{2a}=\frac{-3\pm\sqrt{3^2-4\times1\times(-28)}}{2\times1}"
    r"=\frac{-3\pm\sqrt{121}}{2}=\frac{-3\pm11}{2}"
)
WEEK = [("一", 34.0), ("二", 52.0), ("三", 0.0), ("四", 61.0), ("五", 45.0), ("六", 27.0), ("今天", 21.0)]
RATES = [("11月1日", 52), ("8日", 61), ("15日", 58), ("22日", 74), ("29日", 83)]
LAST_DAY = date(2026, 11, 22)
DAYS = [(LAST_DAY - timedelta(days=n), float((n * n * 7 + n * 13) % 71 if n % 6 else 0)) for n in range(200)]

CHOICE = ChoiceQuestion(
    id="design-choice",
    text="方程 $x^2=4$ 的解是？",
    options=("$x=2$", "$x=\\pm2$", "$x=4$", "$x=\\dfrac{1}{2}$"),
    correct=(1,),
    explanation="两边开平方：$x=\\pm\\sqrt{4}=\\pm2$。",
)
JUDGE = Judge(id="design-judge", text="$\\Delta<0$ 时方程没有实数根。", correct=True)
NUMBER = NumericQuestion(
    id="design-number", text="边长是 3 cm 的正方形，面积是多少？", answers=(NumericAnswer(value=9),), unit="cm²"
)
MATCH = MatchingQuestion(
    id="design-match",
    text="把方程和它的根的个数配对。",
    pairs=(MatchingPair(prompt="$x^2=1$", match="两个"), MatchingPair(prompt="$x^2=0$", match="一个")),
    distractors=("没有",),
)
