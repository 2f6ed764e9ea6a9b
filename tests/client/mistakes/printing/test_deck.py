"""Chosen mistakes as an Anki deck, as the print screen makes it: what went in is what our own reader finds in it."""

from pathlib import Path

from client.courses.content import EssayQuestion
from client.courses.importing.reading import read_blocking
from client.mistakes.listing import Wanted
from client.mistakes.printing.making import chosen_cards, make_sheet
from client.mistakes.printing.sheet import Options
from sync.catalogue import MISTAKE
from tests.fakes.clock import FakeClock
from tests.fakes.courses import NUMBER, ONE
from tests.views.mistakes.opened import answer_wrongly, device


async def test_a_deck_has_a_card_a_mistake_and_keeps_its_ids(tmp_path: Path) -> None:
    async with device(tmp_path / "device", FakeClock()) as client:
        await answer_wrongly(client, ONE, [0])
        number = await answer_wrongly(client, NUMBER, "8")
        await client.store.write(lambda w: w.save(MISTAKE, number, reflection="看清单位"))
        cards = await chosen_cards(client, Wanted(), 10)
        made = await make_sheet(client, cards, Options(title="错题练习"), "apkg")
        again = await make_sheet(client, cards, Options(title="错题练习"), "apkg")
    assert (made.count, made.missing) == (2, ())
    assert made.data == again.data, "Anki renews the notes that it has"
    deck = tmp_path / "错题练习.apkg"
    deck.write_bytes(made.data)
    [course] = read_blocking(deck).courses
    texts = [f"{q.text}\n{q.explanation}\n{getattr(q, 'sample', '')}" for q in course.questions]
    assert len(texts) == 2
    assert any("看清单位" in text for text in texts)
    assert all(isinstance(question, EssayQuestion) or question.text for question in course.questions)
