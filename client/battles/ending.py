"""What a battle leaves behind: this person's answers as any quiz writes them, and the mistake book."""

from __future__ import annotations

from collections.abc import Mapping

from client.battles import keeping
from client.battles.asking import from_whole
from client.battles.keeping import Kept
from client.courses.quizzes import Quizzes
from client.store import Store, Writing
from sync.battles import BattleCard, BattleResult


class Ending:
    """Each step is one transaction, and does nothing the second time."""

    def __init__(self, store: Store, quizzes: Quizzes) -> None:
        self._store = store
        self._quizzes = quizzes

    async def write_down(self, card: BattleCard, result: BattleResult) -> Kept | None:
        """Note answers and mistakes with the result and the players (`card`); None when nothing is kept of it here."""

        def command(w: Writing) -> Kept | None:
            kept = keeping.within(w)
            if kept is None or kept.card.id != card.id or kept.result is not None:
                return kept if kept is not None and kept.card.id == card.id else None
            mistakes, fresh = dict[int, str](), list[str]()
            for index, solved in enumerate(result.solved):
                own, found = kept.said.get(index), from_whole(solved.question)
                if own is None or own.typed is None or found is None:
                    continue
                verdict = self._quizzes.write(w, *found, own.typed, own.answer.took_s)
                if verdict.mistake_id:
                    mistakes[index] = verdict.mistake_id
                    fresh += [verdict.mistake_id] if verdict.is_new_mistake else []
            ended = kept.model_copy(update={"card": card, "result": result, "mistakes": mistakes, "fresh": fresh})
            keeping.write(w, ended)
            return ended

        return await self._store.write(command)

    async def take_out(self, kept: Kept) -> Kept:
        """Take what the battle has put into the mistake book out again; what was there before stays."""
        for mistake_id in kept.fresh:
            await self._quizzes.take_out(mistake_id)
        return await self._keep(kept, {"taken_out": True})

    async def put_back(self, kept: Kept) -> Kept:
        """Put it back after all."""
        for mistake_id in kept.fresh:
            await self._quizzes.put_back(mistake_id)
        return await self._keep(kept, {"taken_out": False})

    async def keep_missed(self, kept: Kept, missed: list[int]) -> Kept:
        """Put questions that had no answer into the mistake book."""

        def command(w: Writing) -> list[str]:
            solved = kept.result.solved if kept.result else []
            found = [from_whole(solved[index].question) for index in missed]
            put_in = [self._quizzes.record_missed(w, *each) for each in found if each is not None]
            return [mistake_id for mistake_id in put_in if mistake_id]

        return await self._keep(kept, {"missed": await self._store.write(command)})

    async def drop_missed(self, kept: Kept) -> Kept:
        """Take those out again."""
        for mistake_id in kept.missed or []:
            await self._quizzes.take_out(mistake_id)
        return await self._keep(kept, {"missed": None})

    async def _keep(self, kept: Kept, change: Mapping[str, object]) -> Kept:
        changed = kept.model_copy(update=change)
        await self._store.write(lambda w: keeping.write(w, changed))
        return changed
