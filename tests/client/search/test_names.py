"""How well names answer what is typed."""

import pytest

from client.search.names import BEGINNING, IN_ORDER, INITIALS, PART, WHOLE, Name, Typed, initials


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("一元二次方程", WHOLE),
        ("一元", BEGINNING),
        ("二次", PART),
        ("yyecfc", INITIALS),
        ("ecfc", INITIALS),
        ("一次方", IN_ORDER),
        ("方程 一元", PART),
        ("三角", None),
        ("程方", None),
        ("", None),
    ],
)
def test_a_name_is_found_whole_by_its_beginning_a_part_its_first_letters_or_its_signs_in_order(
    typed: str, rank: int | None
):
    assert Typed(typed).rank(Name.of("一元二次方程")) == rank


def test_full_width_and_capital_letters_are_as_their_twins():
    assert Typed("ｐhysics").rank(Name.of("Physics 8")) == BEGINNING


def test_the_first_letters_of_usual_signs_are_those_of_their_pinyin():
    assert initials("啊吧才的额发个好就看了吗你哦怕去人是他我下一在") == "abcdefghjklmnopqrstwxyz"
    assert initials("牛顿第一定律") == "nddydl"
    assert initials("ph 值") == "phz"


def test_a_single_letter_does_not_find_every_name_that_holds_it_somewhere():
    assert Typed("z").rank(Name.of("数学")) is None
