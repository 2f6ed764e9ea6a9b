import pytest

from client.notes.anchors import Anchor


def test_a_paragraph_is_found_by_its_words_wherever_it_has_gone():
    anchor = Anchor.at_block(1, 1, "**两个**根互为相反数。")
    assert anchor.find(["新的开头", "还有一段", "**两个**根互为相反数。"]) == 2
    assert anchor.find(["两个根互为相反数。", "别的", "两个根互为相反数。"]) == 0
    assert anchor.find(["别的", "改写了"]) == 1
    assert anchor.find(["只有一段"]) == 0
    assert anchor.find([]) == 0


@pytest.mark.parametrize("anchor", [Anchor.at_block(2, 3, "文"), Anchor.at_second(0, 61.25)])
def test_what_a_record_says_is_read_back(anchor: Anchor):
    assert Anchor.from_json(anchor.to_json()) == anchor


@pytest.mark.parametrize(
    "value", [None, {}, [], {"segment": "1"}, {"segment": 1, "block": "x"}, {"segment": 1, "second": "1"}]
)
def test_what_another_version_means_is_no_place(value: object):
    assert Anchor.from_json(value) is None
