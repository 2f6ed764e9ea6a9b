"""Where in a text the words stand that were looked for."""

from client.search.hits import around, spans
from client.search.names import Typed


def marked(text: str, typed: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, Typed(typed))]


def test_words_are_marked_wherever_they_stand() -> None:
    assert marked("浮力与浮力定律", "浮力") == ["浮力", "浮力"]
    assert marked("Newton's LAW 牛顿定律", "law 定律") == ["LAW", "定律"]
    assert marked("浮力定律", "浮力 力定") == ["浮力定"], "what overlaps is one"
    assert marked("别的", "浮力") == []


def test_places_hold_where_folding_changes_the_length() -> None:
    assert marked("ﬁrst ５ⅷ 步", "步") == ["步"]
    assert marked("Ｆirst", "first") == ["Ｆirst"]


def test_first_letters_mark_the_characters_they_stand_for() -> None:
    assert marked("用勾股定理证明", "ggdl") == ["勾股定理"]
    assert marked("勾 股", "gg") == [], "letters stand for neighbours"


def test_the_words_around_a_hit_are_shown() -> None:
    long = "开头" * 60 + "浮力" + "结尾" * 60
    shown = around(long, Typed("浮力"), 40)
    assert "浮力" in shown
    assert len(shown) <= 40
    assert shown.startswith("…")
    assert around("短短一句", Typed("浮力"), 40) == "短短一句"
    assert around("浮力\n两行", Typed("浮力"), 40) == "浮力 两行"
