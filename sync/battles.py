"""The knowledge battle (知识大作战): what goes over the line, and what counts as right.

POST   /v1/battles                  NewBattle → 201 BattleCard: in a team's or family's space; the maker is in it
GET    /v1/battles                  ?space=ID → BattleList: those of the space that have not ended
POST   /v1/battles/joins            JoinBattle → BattleCard: by its code, or as a member of its space by its id
POST   /v1/battles/{id}/start       204: the maker begins; once it has begun nobody new comes in
POST   /v1/battles/{id}/seen        Seen → 204: this event is on the screen now
POST   /v1/battles/{id}/answers     GivenAnswer → Counted: once for each player and question, however often it comes
POST   /v1/battles/{id}/leave       204
GET    /v1/battles/{id}/events      ?after=N → server-sent events `battle`, data BattleEvent, numbered from 1; the
                                    stream ends behind `ended`, and carries a comment line every 2 s

Among the hints (`sync.wire`) the event `battles`, data BattleList, tells a member's devices which battles have not
ended, in all spaces of the account: whenever one of them, or who is in it, is another. A stream begins with it when
there are any; one that begins with another event says that there are none.

The three rules, as the card tells them: (1) a right answer is 500 points, and up to 500 more for being quick; (2) your
time begins when you see the question, so that a slow line costs nothing; (3) at the end everybody sees what went wrong,
and it goes into the mistake book. There is nothing to win but the battle, and nothing to buy.

**Everything is an event.** All players read the same numbered events, and what a screen shows is a function of them:
whoever drops asks for those behind the last one it has. What is private (whether one's own answer is right) is in the
answer to the POST. Answers wait on the device until they are acknowledged. A battle lives in the server's memory: when
the server is started anew it is gone (404), and so is whatever could be won by it.

**Who grades.** The maker's device has the course, the server has not. It sends each question three times over: `shown`,
what the players get; `key`, which answers are right, as plain data; `whole`, as the course has it. The server compares
(`is_right`) and keeps key and whole to itself until `ended`, so that the line tells nobody while anybody may still
answer. (The maker's own device knows the answers as everybody's does who has the course.) A number is read, with
its unit, by the device where it was typed, as in every quiz: on the line it is a number in the question's own unit.

**Time.** A device says how long it took from showing a question to its answer. The server knows when it sent the
question to that player and when the answer came; the difference is at least the thinking plus one round trip. So what
counts is never more than that difference, and never less than the difference without the player's round trip, which the
server has measured itself (event sent → `seen` came) and takes for `ROUND_TRIP_MAX_S` at most: so much, and no more,
somebody gains who forges it.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, StrictBool, StrictInt, model_validator

from sync.wire import Identifier, Message

PLAYERS_MIN, PLAYERS_MAX = 2, 8
QUESTIONS_MIN, QUESTIONS_MAX = 5, 10
LIMIT_S = 20
"""So long one may think about a question unless the battle says otherwise."""
ROUND_TRIP_MAX_S = 2.0
"""No line is taken to be slower than that."""
RIGHT_POINTS, QUICK_POINTS = 500, 500
COMMENT_S = 2.0
"""A stream is not silent for longer: a device that hears nothing for a little more opens another beside it."""
STREAMS_MAX = 3
"""So many streams of a battle a device may have at a time; one more ends the oldest."""

Given = list[StrictInt] | StrictBool | Annotated[float, Field(allow_inf_nan=False)] | None
"""An answer: indices of options, whether a statement is right, or a number; None for none."""
QuestionKind = Literal["choice", "true_false", "numeric"]
Range = tuple[
    Annotated[float, Field(allow_inf_nan=False)],
    Annotated[float, Field(allow_inf_nan=False)],
]
Markdown = Annotated[str, Field(max_length=4_000)]


class Shown(Message):
    """What the players see of a question, as Markdown; `units`: other units that are taken → their factors."""

    kind: QuestionKind
    text: Markdown
    options: list[Markdown] = Field(default_factory=list[Markdown], max_length=26)
    multiple: bool = False
    unit: Annotated[str, Field(max_length=40)] = ""
    units: dict[str, Annotated[float, Field(gt=0, allow_inf_nan=False)]] = Field(default_factory=dict[str, float])


class Key(Message):
    """Which answers are right: one of the three. A number is right within any of `ranges`, their ends included."""

    options: Annotated[list[StrictInt], Field(max_length=26)] | None = None
    truth: StrictBool | None = None
    ranges: Annotated[list[Range], Field(max_length=26)] | None = None


class BattleQuestion(Message):
    """A question. `whole` is kept for the end: course, lesson and question as the maker's device has them."""

    shown: Shown
    key: Key
    whole: dict[str, JsonValue] = Field(default_factory=dict[str, JsonValue])

    @model_validator(mode="after")
    def _key_fits(self) -> Self:
        key = {"choice": self.key.options, "true_false": self.key.truth, "numeric": self.key.ranges}[self.shown.kind]
        if key is None or key == []:
            raise ValueError("the key is not of the question's kind")
        if self.key.options and any(not 0 <= index < len(self.shown.options) for index in self.key.options):
            raise ValueError("the right option is not among the options")
        return self


def is_right(key: Key, given: Given) -> bool:
    """Whether `given` is right; an answer of another kind is not."""
    if isinstance(given, bool):
        return key.truth is given
    if isinstance(given, list):
        return key.options is not None and set(given) == set(key.options)
    return given is not None and any(low <= given <= high for low, high in key.ranges or ())


class NewBattle(Message):
    """A battle to make; repeat it with the same `request_id`. `sides`: team against team."""

    request_id: Identifier
    space: Identifier
    title: Annotated[str, Field(min_length=1, max_length=80)]
    questions: Annotated[list[BattleQuestion], Field(min_length=QUESTIONS_MIN, max_length=QUESTIONS_MAX)]
    limit_s: int = Field(default=LIMIT_S, ge=5, le=120)
    sides: bool = False


class JoinBattle(Message):
    """One of the two: the code as the person typed it, or the id that the list of the space has."""

    code: Annotated[str, Field(max_length=40)] = ""
    battle: Annotated[str, Field(max_length=64)] = ""


class Player(Message):
    """Somebody in a battle; `side` is 0 or 1 where sides play, else 0."""

    account_id: str
    name: str
    side: int = 0


class BattleCard(Message):
    """A battle as one sees it from outside. `state`: "open", "running", "ended"."""

    id: str
    code: str
    space: str
    title: str
    maker: str
    state: str
    count: int
    limit_s: int
    sides: bool
    players: list[Player]


class BattleList(Message):
    """The battles of a space that have not ended, the latest first."""

    battles: list[BattleCard]


class Seen(Message):
    """The event of that number is on the screen now."""

    event: int = Field(ge=1)


class GivenAnswer(Message):
    """An answer to the question `index` (from 0), `took_s` after the device has shown it."""

    index: int = Field(ge=0, lt=QUESTIONS_MAX)
    given: Given = None
    took_s: float = Field(ge=0, le=86_400, allow_inf_nan=False)


class Counted(Message):
    """What came of an answer; the same however often it was sent. `counted` False: the battle had ended before."""

    index: int
    counted: bool
    right: bool = False
    points: int = 0


class Mark(Message):
    """How one player answered one question; `given` None and no points when there was no answer."""

    account_id: str
    given: Given = None
    right: bool = False
    took_s: float = 0.0
    points: int = 0


class Score(Message):
    """Somebody's points, and for equal points who thought less."""

    account_id: str
    points: int
    right: int
    took_s: float


class Solved(Message):
    """A question at the end: all that the maker's device has sent of it, and how everybody has answered."""

    question: BattleQuestion
    marks: list[Mark]


class BattleResult(Message):
    """`scores`: the best first. `sides`: the mean points of each side's players where sides play, else empty."""

    scores: list[Score]
    sides: list[float]
    solved: list[Solved]


EventKind = Annotated[str, Field(max_length=16)]


class BattleEvent(Message):
    """Event `n` of a battle, `at_s` seconds after it was made. By `kind`, an unknown one being passed over:

    joined: `player`. left: `account_id`. started. asked: `index`, `shown`. answered: `account_id`, `index`.
    closed: `index`. ended: `result`.
    """

    n: int
    kind: EventKind
    at_s: float
    account_id: str = ""
    player: Player | None = None
    index: int = -1
    shown: Shown | None = None
    result: BattleResult | None = None
