"""What smart pens and drawing programs write, by the formats' own rules."""

import random

import pytest

from client.courses.importing import ImportRefusedError
from client.notes.pen import inkml, svg
from client.notes.pen.drawings import Drawing, Drawings
from client.notes.pen.fitting import colour_name, fitted
from client.notes.pen.paths import lines_of, matrix_of, moved
from client.notes.pen.reading import PenFileError, strokes_in
from client.notes.pen.strokes import Stroke, bounds

BOMB = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<svg xmlns="http://www.w3.org/2000/svg"><path d="&b;"/></svg>"""


def test_path_data_in_all_its_forms() -> None:
    assert lines_of("M10 20L30,40 50 60") == [[(10, 20), (30, 40), (50, 60)]]
    assert lines_of("m1-1 2.5.5z m1 1h3v-2") == [[(1, -1), (3.5, -0.5), (1, -1)], [(2, 0), (5, 0), (5, -2)]]
    [curve] = lines_of("M0 0C0 10 10 10 10 0S20-10 20 0")
    assert curve[12] == (10, 0)
    assert curve[-1] == (20, 0)
    assert curve[6][1] == 7.5
    assert curve[18][1] == -7.5
    assert lines_of("M0 0Q5 10 10 0T20 0")[0][18][1] == -5
    assert lines_of("M0 0L1") == [[(0, 0)]]
    assert lines_of("L1 1 nonsense") == [[(0, 0), (1, 1)]]


def test_transforms_are_done_from_the_inside_out() -> None:
    assert moved(matrix_of("translate(10,5) scale(2)"), (1, 1)) == (12, 7)
    assert moved(matrix_of("rotate(90 1 1)"), (2, 1)) == pytest.approx((1, 2))
    assert moved(matrix_of("matrix(1 0 0 1 3 4) nonsense(1)"), (0, 0)) == (3, 4)


def test_the_lines_of_an_svg_with_their_look() -> None:
    data = b"""<svg xmlns="http://www.w3.org/2000/svg"><defs><path d="M0 0L9 9" stroke="#f00"/></defs>
      <g transform="translate(100 0)" stroke="#1565c0" style="stroke-width:3px;fill:none">
        <path d="M0 0L10 0"/><polyline points="0,5 10,5 10,6"/><line x1="0" y1="9" x2="4" y2="9" stroke="red"/>
        <path d="M0 0L1 1" style="display:none"/><path d="M0 0L1 1" stroke="none"/></g></svg>"""
    found = svg.lines_in(data)
    assert [(line.colour, line.width, len(line.points)) for line in found] == [
        ("#1565c0", 3, 2), ("#1565c0", 3, 3), ("red", 3, 2)
    ]  # fmt: skip
    assert found[0].points == ((100, 0), (110, 0))


def test_what_leaves_as_svg_comes_back_as_the_same_lines() -> None:
    strokes = (Stroke("a", "ink", 4, ((10, 20), (30, 40))), Stroke("b", "marker", 36, ((50, 60),)))
    written = svg.written(Drawing("pen-1.svg", 1000, 1200, strokes))
    assert 'viewBox="0 0 1000 102"' in written
    lines = svg.lines_in(written.encode())
    assert [line.points for line in lines] == [((10, 20), (30, 40)), ((50, 60), (50, 60))]
    assert [(colour_name(line.colour), line.width) for line in lines] == [("ink", 4), ("marker", 36)]


def test_inkml_with_force_time_brushes_and_differences() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
    <ink xmlns="http://www.w3.org/2003/InkML"><definitions>
      <brush xml:id="b1"><brushProperty name="color" value="#FF0000"/><brushProperty name="width" value="2"/></brush>
      <context xml:id="c1"><inkSource><traceFormat><channel name="X" type="integer"/><channel name="Y"/>
      <channel name="F"/><channel name="T"/></traceFormat></inkSource></context></definitions>
      <trace contextRef="#c1" brushRef="#b1">10 20 100 0, 15 25 100 10, 20 20 100 20</trace>
      <trace contextRef="#c1">1125 18432 50 0,'23'43'0'10,"7"-8*10,3-5*10</trace>
      <trace type="penUp">1 1 1 1, 2 2 2 2</trace></ink>"""
    first, second = inkml.lines_in(data)
    assert first.points == ((10, 20), (15, 25), (20, 20))
    assert (first.colour, first.width) == ("#FF0000", 3.0)
    assert second.points == ((1125, 18432), (1148, 18475), (1178, 18510), (1211, 18540))  # the standard's own example
    assert second.width == 2.0  # pressed half as hard


def test_inkml_without_a_format_is_x_and_y_and_a_broken_trace_ends() -> None:
    [line] = inkml.lines_in(b"<ink><trace>1 2, 3 4, 5, 6 7</trace></ink>")
    assert line.points == ((1, 2), (3, 4))


@pytest.mark.parametrize("read", [svg.lines_in, inkml.lines_in])
def test_a_bomb_is_not_opened(read: object) -> None:
    with pytest.raises(ImportRefusedError, match="实体"):
        read(BOMB)  # type: ignore[operator]


def test_strokes_lie_on_the_paper_below_what_is_there() -> None:
    lines = svg.lines_in(b'<svg><path d="M100 100L5000 900" stroke="green"/></svg>')
    [line] = fitted(lines, top=300)
    box = bounds([Stroke("a", line.colour, 0, line.points)])
    assert box is not None
    assert box[:3] == (40, 340, 960)
    assert line.colour == "green"


class _Store:
    random = random.Random(1)

    class clock:  # noqa: N801 - stands for an object
        @staticmethod
        def now_utc():
            from datetime import UTC, datetime

            return datetime(2026, 11, 30, tzinfo=UTC)


def test_a_file_without_strokes_says_what_can_be_read() -> None:
    drawings = Drawings(_Store())  # type: ignore[arg-type]
    with pytest.raises(PenFileError, match="没有笔迹"):
        strokes_in(drawings, b"<svg><text>hello</text></svg>")
    with pytest.raises(PenFileError, match="实体"):
        strokes_in(drawings, BOMB)
    assert len(strokes_in(drawings, b"<ink><trace>1 2, 3 4</trace><trace>5 6</trace></ink>")) == 2
