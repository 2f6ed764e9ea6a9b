"""The choices of the welcome: what was not touched follows the grade."""

from client.profile.person import ProfileData
from client.profile.telling import Telling


def test_the_goal_follows_the_grade_until_it_was_chosen():
    told = Telling().in_grade(3)
    assert told.goal_min == 20
    assert told.in_grade(11).goal_min == 45
    assert told.with_goal(60).in_grade(11).goal_min == 60


def test_the_same_grade_again_takes_it_back():
    assert Telling().in_grade(9).in_grade(9) == Telling()


def test_subjects_are_toggled_in_their_order():
    told = Telling(grade=9).with_subject("physics").with_subject("math")
    assert told.subjects == ("math", "physics")
    assert told.with_subject("physics").subjects == ("math",)


def test_a_subject_that_is_not_taught_in_the_grade_goes():
    assert Telling().with_subject("chemistry").with_subject("math").in_grade(8).subjects == ("math",)


def test_a_profile_that_is_changed_keeps_its_goal():
    told = Telling.of(ProfileData("student", 9, ("math",), 20))
    assert told.in_grade(12).goal_min == 20
