"""A line over time."""

from views.widgets.charts.line import EDGE, _places


def test_the_line_goes_from_edge_to_edge_and_the_highest_point_is_on_top():
    places = _places([0, 50, 100], 200, 100)
    assert places == [(EDGE, 100 - EDGE), (100, 50), (200 - EDGE, EDGE)]


def test_points_that_are_all_nothing_lie_on_the_ground():
    assert {y for _x, y in _places([0, 0, 0], 200, 100)} == {100 - EDGE}
