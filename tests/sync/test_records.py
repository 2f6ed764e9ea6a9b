"""A declaration says which fields are texts and which are sets; a set's members have names of their own."""

import pytest

from sync.records import pair, record, unpair


def test_texts_and_sets_are_some_of_the_fields() -> None:
    declared = record("note", "title", "body", "tags", texts=("body",), sets=("tags",))
    assert (declared.texts, declared.sets) == (("body",), ("tags",))
    with pytest.raises(TypeError, match="colour"):
        record("note", "title", texts=("colour",))


def test_no_field_is_both() -> None:
    with pytest.raises(TypeError):
        record("note", "body", texts=("body",), sets=("body",))


def test_a_member_is_named_after_its_set_whatever_is_in_its_name() -> None:
    assert unpair(pair("tags", "数学/几何")) == ("tags", "数学/几何")
    assert unpair("title") is None
