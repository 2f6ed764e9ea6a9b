"""What the person's own mistakes teach: at once, for questions like them, and forgotten with them."""

from client.mistakes.learned import Learned
from client.mistakes.names import Classifier
from client.mistakes.proposing import Proposer

CAGE = "笼子里有鸡和兔共35只，脚有94只，鸡和兔各有几只"
TICKETS = "小明买了成人票和儿童票共35张，花了94元，两种票各买了几张"


def proposer() -> Proposer:
    names = Classifier()
    names.add("math.word.cage", ("鸡兔同笼",), subject="math")
    names.add("math.word.equation", ("列方程解应用题",), subject="math")
    names.add("physics.light", ("光的折射",), subject="physics")
    return Proposer(names, {"math.word.cage": 1, "math.word.equation": 1, "physics.light": 1})


def test_the_very_same_question_is_found_again() -> None:
    learned = Learned()
    learned.add("one", CAGE, (), "math.word.cage")
    assert learned.scores(CAGE) == {"math.word.cage": 1.0}


def test_a_question_like_it_is_found_and_another_is_not() -> None:
    learned = Learned()
    learned.add("one", CAGE, (), "math.word.cage")
    assert 0 < learned.scores("笼子里有鸡和兔共20只，脚有54只，兔有几只")["math.word.cage"] < 1
    assert learned.scores("光从空气斜射入水中，折射角小于入射角") == {}


def test_a_correction_counts_from_the_next_question_on() -> None:
    sorter = proposer()
    assert [label for label, _score in sorter.propose(TICKETS, (), "math")] == []
    sorter.learned.add("one", TICKETS, (), "math.word.equation")
    assert [label for label, _score in sorter.propose(TICKETS.replace("35", "50"), (), "math")] == [
        "math.word.equation"
    ]


def test_what_was_corrected_again_counts_as_it_stands_now() -> None:
    learned = Learned()
    learned.add("one", CAGE, (), "math.word.equation")
    learned.add("one", CAGE, (), "math.word.cage")
    assert learned.scores(CAGE) == {"math.word.cage": 1.0}


def test_a_correction_of_another_subject_or_of_a_point_that_has_gone_proposes_nothing() -> None:
    sorter = proposer()
    sorter.learned.add("one", CAGE, (), "math.word.gone")
    sorter.learned.add("two", TICKETS, (), "math.word.equation")
    assert "math.word.gone" not in dict(sorter.propose(CAGE, (), "math"))
    assert sorter.propose(TICKETS, (), "physics") == []
    assert sorter.propose(TICKETS, (), "other")[0][0] == "math.word.equation"
