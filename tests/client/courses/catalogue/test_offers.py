from client.courses.catalogue.downloads import Download
from client.courses.catalogue.offers import Offer, combine, fitting, grades_in, matching, subjects_of
from client.courses.publications import OWN, Published
from client.profile.person import ProfileData
from sync.courses import CatalogueCourse

SHA = "0" * 64


def card(
    course_id: str, title: str = "课", subject: str = "math", grade: str = "", version: int = 1
) -> CatalogueCourse:
    return CatalogueCourse(
        id=course_id, title=title, version=version, size=10, sha256=SHA, subject=subject, grade=grade
    )


MATH = card("a", "一元二次方程", "math", "九年级")
PHYSICS = card("b", "浮力", "physics", "八年级")
ANY = card("c", "学习方法", "other")
OFFERS = combine([Published(one) for one in (ANY, PHYSICS, MATH)], {}, {})


def ids(offers: list[Offer]) -> list[str]:
    return [offer.card.id for offer in offers]


def test_new_versions_come_first_then_subjects_in_their_order() -> None:
    assert ids(OFFERS) == ["a", "b", "c"]
    newer = combine([Published(MATH), Published(card("b", version=2, subject="physics"))], {"b": 1}, {})
    assert ids(newer) == ["b", "a"]
    assert newer[0].is_newer


def test_every_word_is_looked_for_in_what_one_sees() -> None:
    assert ids(matching(OFFERS, "方程 九")) == ["a"]
    assert ids(matching(OFFERS, "物理")) == ["b"]
    assert ids(matching(OFFERS, "ＦＯＯ")) == []
    assert ids(matching(OFFERS, "")) == ["a", "b", "c"]


def test_filters_keep_what_does_not_say_for_whom_it_is() -> None:
    assert ids(matching(OFFERS, subject="physics")) == ["b"]
    assert ids(matching(OFFERS, grade=9)) == ["a", "c"]
    assert subjects_of(OFFERS) == ["math", "physics", "other"]
    assert grades_in(OFFERS) == [8, 9]


def test_what_fits_is_of_ones_grade_and_subjects_as_far_as_both_say() -> None:
    def fit(profile: ProfileData | None) -> list[str]:
        own, others = fitting(OFFERS, profile)
        assert {*ids(own), *ids(others)} == set(ids(OFFERS))
        return ids(own)

    assert fit(None) == fit(ProfileData()) == ["a", "b", "c"]
    assert fit(ProfileData(grade=9)) == ["a", "c"]
    assert fit(ProfileData(grade=9, subjects=("physics",))) == ["c"]
    assert fit(ProfileData(subjects=("physics",))) == ["b", "c"]
    here = combine([Published(PHYSICS)], {"b": 1}, {})
    assert fitting(here, ProfileData(grade=9, subjects=("math",))) == (here, [])


def test_of_one_course_the_newest_version_counts_wherever_it_is_from() -> None:
    [only] = combine([Published(MATH), Published(card("a", version=3), "team", "晨读小组")], {}, {})
    assert (only.card.version, only.space_name) == (3, "晨读小组")


def test_a_download_of_what_is_no_longer_listed_is_shown_all_the_same() -> None:
    [only] = combine([], {}, {"a": Download(MATH, "", "paused", 5)})
    assert only.download is not None
    assert only.download.part == 0.5


def test_what_one_imported_is_offered_where_it_is_not() -> None:
    own = Published(card("a", version=2), OWN, own=True)
    [missing] = combine([own], {}, {})
    assert missing.own
    [older] = combine([own], {"a": 1}, {})
    assert older.is_newer
    assert combine([own], {"a": 2}, {}) == []
    [coming] = combine([own], {}, {"a": Download(own.card, OWN, "paused", 5)})
    assert coming.own
    assert coming.download is not None
