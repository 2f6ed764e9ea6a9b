"""What there is beside what is here, searched and filtered. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from client.courses.catalogue.downloads import Download
from client.courses.publications import Published
from client.profile.grades import grades_of
from client.profile.person import ProfileData
from client.subjects import subject_name, subject_rank
from sync.courses import CatalogueCourse


@dataclass(frozen=True)
class Offer:
    """A course that can be had. `here` is the version on this device, 0 for none; `download` what is under way.

    `space` and `space_name` say where it was published; both "" for the catalogue's own. `own`: the person imported it,
    here or on another device.
    """

    card: CatalogueCourse
    here: int = 0
    download: Download | None = None
    space: str = ""
    space_name: str = ""
    own: bool = False

    @property
    def is_newer(self) -> bool:
        """Whether an older version of it is here."""
        return 0 < self.here < self.card.version


def combine(published: Iterable[Published], here: Mapping[str, int], downloads: Mapping[str, Download]) -> list[Offer]:
    """The offers of these beside what is here: new versions first, then by subject.

    Of one course that several offer, the newest version counts; what the person imported is no news where it is.
    """
    newest: dict[str, Offer] = {}
    for card, space, name, own in published:
        offer = Offer(card, here.get(card.id, 0), downloads.get(card.id), space, name, own)
        if own and offer.here >= card.version:
            continue
        if card.id not in newest or newest[card.id].card.version < card.version:
            newest[card.id] = offer
    for course_id, download in downloads.items():  # under way, and meanwhile withdrawn: it still can be paused
        if course_id not in newest:
            newest[course_id] = Offer(download.card, here.get(course_id, 0), download, download.space)
    return sorted(newest.values(), key=_place)


def _place(offer: Offer) -> tuple[bool, int, tuple[int, int], str]:
    card = offer.card
    return not offer.is_newer, subject_rank(card.subject), grades_of(card.grade) or (99, 99), card.title


def matching(offers: Sequence[Offer], search: str = "", subject: str = "", grade: int = 0) -> list[Offer]:
    """Those of a subject and for a grade (1 to 12; "" and 0: all), in which every word of `search` occurs.

    A course that does not say for which grade it is fits each.
    """
    words = _folded(search).split()
    return [
        offer
        for offer in offers
        if (not subject or offer.card.subject == subject)
        and (not grade or _is_for(offer.card, grade))
        and all(word in _text(offer) for word in words)
    ]


def fitting(offers: Sequence[Offer], profile: ProfileData | None) -> tuple[list[Offer], list[Offer]]:
    """The offers that fit the person, and the others: of one's grade and subjects, as far as both sides say.

    What is here already or under way is one's own, whatever it is for.
    """
    if profile is None:
        return list(offers), []
    fit = [offer for offer in offers if offer.here or offer.download or _fits(offer.card, profile)]
    return fit, [offer for offer in offers if offer not in fit]


def subjects_of(offers: Iterable[Offer]) -> list[str]:
    """The subjects that occur, in their order."""
    return sorted({offer.card.subject for offer in offers}, key=subject_rank)


def grades_in(offers: Iterable[Offer]) -> list[int]:
    """The grades (1 to 12) that some course says it is for."""
    found = (grades_of(offer.card.grade) for offer in offers)
    return sorted({grade for ends in found if ends for grade in range(ends[0], ends[1] + 1)})


def _is_for(card: CatalogueCourse, grade: int) -> bool:
    ends = grades_of(card.grade)
    return ends is None or ends[0] <= grade <= ends[1]


def _fits(card: CatalogueCourse, profile: ProfileData) -> bool:
    of_subject = not profile.subjects or card.subject in (*profile.subjects, "other")
    return of_subject and (not profile.grade or _is_for(card, profile.grade))


def _text(offer: Offer) -> str:
    card = offer.card
    return _folded(" ".join((card.title, card.summary, card.grade, subject_name(card.subject), offer.space_name)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
