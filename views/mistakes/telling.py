"""While a mistake is written down: the text in its picture read, and what a save came to, said."""

from __future__ import annotations

from client.mistakes.capture import Saved
from client.mistakes.capture.pasting import take_apart
from client.mistakes.capture.reading import CannotReadError
from client.texts import _
from views.context import App
from views.mistakes.work import Work


async def read_text(app: App, work: Work) -> None:
    """Read the text in the draft's pictures, when it has none of its own yet; says how that stands."""
    draft = work.draft
    if not draft.cuttings or draft.text.strip():
        return
    work.show(reading="running")
    reading = ""
    text = ""
    try:
        pictures = [await app.client.capture.picture(cutting) for cutting in draft.cuttings]
        text = "\n".join([await app.client.capture.reader.read(data) for data in pictures])
        reading = "" if text.strip() else _("图里没有读出文字；图片已经留着，可以自己补上题目。")
    except CannotReadError as error:
        reading = error.sentence
    except Exception as error:
        reading = getattr(error, "sentence", "") or _("文字没有读出来；图片已经留着，可以自己补上题目。")
    if work.draft.cuttings != draft.cuttings:
        return  # meanwhile it is about another one
    work.show(reading=reading)
    if text.strip() and not work.draft.text.strip():
        parts = take_apart(text)
        taken = {name: getattr(parts, name) for name in ("text", "given", "answer", "solution", "source")}
        work.put(**{name: value for name, value in taken.items() if value and not getattr(work.draft, name)})


async def say(app: App, saved: Saved) -> None:
    """What a save came to, with the way back."""
    capture = app.client.capture
    if saved.kind == "alike":
        words = _("和已有的一道几乎一样，记成了它的第 {n} 次").format(n=saved.times)
        app.toast(words, undo=lambda: capture.keep_apart(saved), undo_label=_("分开记"))
        return
    if saved.kind == "again":
        words = _("这道题记过了，现在是第 {n} 次").format(n=saved.times)
        app.toast(words, undo=lambda: capture.undo(saved))
        return
    found = await app.client.mistakes.get(saved.mistake_id)
    point = found.point.name if found and found.point else ""
    words = _("记好了，放进“{point}”").format(point=point) if point else _("记好了，还没有归类")
    app.toast(words, undo=lambda: capture.undo(saved))
