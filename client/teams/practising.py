"""`Practising`: the questions of a team's quest on this device, and telling the team that it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from client.mistakes.bank import Bank, Similar
from client.mistakes.mastery.overview import Mastery
from client.plan.steps import Quest
from client.store import Store, Writing
from client.teams.home import read_quest
from client.teams.quests import QUESTIONS, WEAK_TOLD, TeamQuest
from client.texts import _
from sync.catalogue import QUEST_DONE
from sync.clock import to_text
from sync.ids import stable_id

FEWEST = 3
"""A point with fewer questions here makes no quest by itself."""


@dataclass(frozen=True)
class Chosen:
    """The questions of a quest, and the point that most of them are about; none where this device has none."""

    point_id: str = ""
    questions: Sequence[Similar] = ()


class Practising:
    """What a quest asks, from the courses and mistakes that are here: no line is needed."""

    def __init__(self, store: Store, bank: Bank, mastery: Mastery, today: Callable[[], date]) -> None:
        self._store = store
        self._bank = bank
        self._mastery = mastery
        self._today = today

    async def weak(self) -> list[str]:
        """What this person would like to practise, the weakest first."""
        standing = await self._mastery.standing()
        return [one.point_id for one in standing.weak[:WEAK_TOLD]]

    async def choose(self, quest: TeamQuest) -> Chosen:
        """The questions: of the team's points first, then of one's own weak ones, then of whatever one has answered."""
        standing = await self._mastery.standing()
        own = [one.point_id for one in standing.weak]
        known = sorted(standing.points, key=lambda point: (standing.points[point].mastery, point))
        found: dict[str, Similar] = {}
        main = ""
        for point in dict.fromkeys([*quest.points, *own, *known]):
            if point:
                some = await self._bank.of_point(point, QUESTIONS)
                if not main and len(some) < FEWEST:
                    continue
                main = main or point
                found |= {f"{one.course_id} {one.question.id} {one.mistake_id}": one for one in some}
            if len(found) >= QUESTIONS:
                break
        return Chosen(main, list(found.values())[:QUESTIONS])

    def waiting(self, session: Session) -> Quest | None:
        """The quest that a team waits for this person to do, for Today: that of the team one was in first."""
        me = self._store.standing.device.account_id
        for team, followed in self._store.standing.followed.items():
            if followed.kind == "team":
                quest = read_quest(session, team, self._today())
                if quest.points and me not in quest.done:
                    title = _("今天的十分钟") if not quest.shared else _("周末挑战")
                    others = _("，{n} 个队友做完了").format(n=len(quest.done)) if quest.done else ""
                    reason = _("“{team}”一起练大家觉得难的{others}。").format(team=followed.name, others=others)
                    return Quest(title, reason, f"/teams/{team}/quest")
        return None

    async def done(self, team: str, quest: TeamQuest, point_id: str, right: int, asked: int) -> None:
        """Tell the team: once a day, and at weekends as often as one does it."""
        me, day = self._store.standing.device.account_id, self._today().isoformat()

        def command(w: Writing) -> None:
            w.into(team)
            event_id = "" if quest.shared else stable_id("quest_done", team, me, day)
            at_utc = to_text(w.clock.now_utc())
            w.add(QUEST_DONE, id=event_id, who=me, day=day, point_id=point_id, right=right, asked=asked, at_utc=at_utc)

        await self._store.write(command)
