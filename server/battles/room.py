"""One battle: everybody's moves come in, numbered events come out. No I/O; the time comes with each move.

What is waited for, when nothing comes in, is in `due_s`: whoever keeps the clock calls `tick` then.
"""

from __future__ import annotations

from typing import Any

from server.battles import rules
from server.battles.line import Line
from server.battles.rules import Answer, Tempo
from server.errors import HasBegun, NoRight, NotYet, TooMany
from sync.battles import (
    PLAYERS_MAX,
    PLAYERS_MIN,
    BattleCard,
    BattleEvent,
    BattleResult,
    Counted,
    GivenAnswer,
    NewBattle,
    Player,
    Solved,
    is_right,
)
from sync.texts import _

OPEN, RUNNING, ENDED = "open", "running", "ended"


class Room:
    """A battle. `made_s` is the moment from which its events count their time."""

    def __init__(self, battle_id: str, code: str, maker: str, asked: NewBattle, tempo: Tempo, made_s: float) -> None:
        self.id, self.code, self.maker, self.space = battle_id, code, maker, asked.space
        self._asked = asked
        self._tempo = tempo
        self._made_s = made_s
        self.state = OPEN
        self.players: dict[str, Player] = {}
        self.log: list[BattleEvent] = []
        self.touched_s = made_s
        self._lines: dict[str, Line] = {}
        self._answers: dict[tuple[str, int], Answer] = {}
        self._index = -1
        self._asked_n = 0
        self._asked_s = 0.0
        self._closed_s: float | None = None  # when the present question was closed; None while it is open
        self._closes: dict[int, float] = {}  # question → when it was closed

    @property
    def card(self) -> BattleCard:
        """As one sees it from outside."""
        return BattleCard(
            id=self.id,
            code=self.code,
            space=self.space,
            title=self._asked.title,
            maker=self.maker,
            state=self.state,
            count=len(self._asked.questions),
            limit_s=self._asked.limit_s,
            sides=self._asked.sides,
            players=list(self.players.values()),
        )

    def join(self, account_id: str, name: str, now_s: float) -> None:
        """Come in, once; who has left may come back. Raises HasBegun, TooMany."""
        known = self._lines.get(account_id)
        if known is not None and not known.left:
            return
        if known is None and self.state != OPEN:
            raise HasBegun
        if len(self._present()) >= PLAYERS_MAX:
            raise TooMany(_("人已经满了（最多 {n} 人）。").format(n=PLAYERS_MAX))
        side = rules.smaller_side(self.players.values()) if self._asked.sides else 0
        player = self.players.setdefault(account_id, Player(account_id=account_id, name=name, side=side))
        self._lines.setdefault(account_id, Line()).left = False
        self._say(now_s, "joined", account_id=account_id, player=player)

    def leave(self, account_id: str, now_s: float) -> None:
        """Go; the answers that were given stay.

        Before the beginning the place is free again; without its maker a battle does not begin, and ends.
        """
        line = self._line(account_id)
        if line.left or self.state == ENDED:
            return
        line.left = True
        if self.state == OPEN:
            del self.players[account_id], self._lines[account_id]
        self._say(now_s, "left", account_id=account_id)
        if not self._present() or (self.state == OPEN and account_id == self.maker):
            self._end(now_s)
        self.tick(now_s)

    def forget(self, account_id: str, now_s: float) -> bool:
        """The account is deleted: it goes, and its name with it, also from what was told; its answers stay.

        Whether it has ever been in it.
        """
        if account_id in self.players:
            self.leave(account_id, now_s)
        if player := self.players.get(account_id):
            self.players[account_id] = player.model_copy(update={"name": ""})
        told = [
            (place, one) for place, one in enumerate(self.log) if one.player and one.player.account_id == account_id
        ]
        for place, event in told:
            nameless = event.player.model_copy(update={"name": ""}) if event.player else None
            self.log[place] = event.model_copy(update={"player": nameless})
        return bool(told)

    def start(self, account_id: str, now_s: float) -> None:
        """The maker begins, once. Raises NoRight, NotYet while there is nobody to play with."""
        self._line(account_id)
        if account_id != self.maker:
            raise NoRight
        if self.state != OPEN:
            return
        if len(self.players) < PLAYERS_MIN:
            raise NotYet(_("至少要两个人才能开始，再等等同学。"))
        if self._asked.sides and len({one.side for one in self.players.values()}) < 2:
            raise NotYet(_("两边都要有人才能开始。"))
        self.state = RUNNING
        self._say(now_s, "started")
        self._closed_s = now_s

    def sent(self, account_id: str, first_n: int, last_n: int, now_s: float) -> None:
        """Events are on their way to a player."""
        self._line(account_id).send(first_n, last_n, now_s)

    def seen(self, account_id: str, n: int, now_s: float) -> None:
        """An event is on a player's screen."""
        self._line(account_id).confirm(n, now_s)

    def answer(self, account_id: str, said: GivenAnswer, now_s: float) -> Counted:
        """Count an answer, or say what came of it before. Raises NotYet for a question that was not asked yet."""
        line = self._line(account_id)
        if said.index > self._index:
            raise NotYet(_("还没有问到这道题。"))
        key = (account_id, said.index)
        if key not in self._answers:
            if self.state == ENDED:
                return Counted(index=said.index, counted=False)
            [n] = [event.n for event in self.log if event.kind == "asked" and event.index == said.index]
            sent = line.sent(n, self._made_s + self.log[n - 1].at_s, self._closes.get(said.index))
            took = rules.thought_s(said.took_s, sent, now_s, line.round_trip_s)
            right = is_right(self._asked.questions[said.index].key, said.given)
            self._answers[key] = Answer(said.given, right, took)
            line.waited_for = True
            self._say(now_s, "answered", account_id=account_id, index=said.index)
            self.tick(now_s)
        counts = self._answers[key]
        worth = rules.points(counts, self._asked.limit_s)
        return Counted(index=said.index, counted=True, right=counts.right, points=worth)

    def due_s(self) -> float | None:
        """When the next thing happens by itself; None when nothing does."""
        if self.state != RUNNING:
            return None
        last = self._index == len(self._asked.questions) - 1
        if self._closed_s is None:
            open_for = self._open_players()
            due = max((self._waits_s(who) for who in open_for), default=self._asked_s)
            unseen = not any(self._asked_n in self._lines[who].seen_s for who in open_for)
            # When all of them are away it is the network, and the battle does not run out before an empty room.
            alone = unseen and len(open_for) == len(self._present())
            return max(due, self._asked_s + self._tempo.wait_s) if alone and open_for else due
        if not last:
            return self._closed_s + self._tempo.pause_s
        return self._closed_s + (self._tempo.settle_s if self._under_way() else 0.0)

    def tick(self, now_s: float) -> None:
        """Do what is due by now."""
        while (due := self.due_s()) is not None and due <= now_s:
            if self._closed_s is None:
                self._close(now_s)
            elif self._index < len(self._asked.questions) - 1:
                self._ask(now_s)
            else:
                self._end(now_s)

    def _ask(self, now_s: float) -> None:
        self._index += 1
        self._closed_s = None
        self._asked_s = now_s
        self._say(now_s, "asked", index=self._index, shown=self._asked.questions[self._index].shown)
        self._asked_n = self.log[-1].n

    def _close(self, now_s: float) -> None:
        for who in self._open_players():
            line = self._lines[who]
            line.waited_for = self._asked_n in line.seen_s
        self._closed_s = self._closes[self._index] = now_s
        self._say(now_s, "closed", index=self._index)

    def _end(self, now_s: float) -> None:
        self.state = ENDED
        limit, count = self._asked.limit_s, self._index + 1
        players = list(self.players.values())
        found = rules.scores(self.players, self._answers, count, limit)
        solved = [
            Solved(
                question=question,
                marks=[rules.mark(who, self._answers.get((who, index)), limit) for who in sorted(self.players)],
            )
            for index, question in enumerate(self._asked.questions[:count])
        ]
        sides = rules.side_points(players, found) if self._asked.sides else []
        self._say(now_s, "ended", result=BattleResult(scores=found, sides=sides, solved=solved))

    def _present(self) -> list[str]:
        return [who for who, line in self._lines.items() if not line.left]

    def _open_players(self) -> list[str]:
        """Those who have not answered the present question."""
        return [who for who in self._present() if (who, self._index) not in self._answers]

    def _under_way(self) -> bool:
        """Whether somebody was sent a question and gave no answer to it: that may still be on its way.

        That it was seen need not be known: who is cut off just then cannot say so either.
        """
        asked = {event.index: event.n for event in self.log if event.kind == "asked"}
        return any(
            n in self._lines[who].last_s and (who, index) not in self._answers
            for who in self._present()
            for index, n in asked.items()
        )

    def _waits_s(self, who: str) -> float:
        line = self._lines[who]
        seen = line.seen_s.get(self._asked_n)
        return rules.due_s(self._asked_s, seen, self._asked.limit_s, self._tempo, waited_for=line.waited_for)

    def _line(self, account_id: str) -> Line:
        line = self._lines.get(account_id)
        if line is None:
            raise NoRight
        return line

    def _say(self, now_s: float, kind: str, **more: Any) -> None:
        at_s = round(now_s - self._made_s, 3)
        self.log.append(BattleEvent(n=len(self.log) + 1, kind=kind, at_s=at_s, **more))
        self.touched_s = now_s
