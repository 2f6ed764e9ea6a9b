"""Pairs up those who wait, now and then: the work is outside of the transaction that writes it down."""

from __future__ import annotations

import json

from sqlalchemy import insert

from server.db.tables import match_pair
from server.services import Services
from server.teams.matching.pairing import pair_up
from server.teams.matching.people import in_common, may_meet, regions_shared
from server.teams.matching.waiting import reason_words, take_back_old, waiting_people
from sync.clock import to_text

LEAST = 12
"""Who have less in common than that wait for somebody better."""


def suggest(services: Services) -> None:
    """Suggest partners to those who wait, when it is time for that."""
    with services.matching.turn() as due:
        if not due:
            return
        now = services.clock.now_utc()
        with services.database.write() as connection:
            take_back_old(connection, now)
            people = waiting_people(connection)
        pairs = [(people[i], people[j]) for i, j, worth in pair_up(people) if worth >= LEAST]
        if not pairs:
            return
        shared = regions_shared(people)
        with services.database.write() as connection:
            still = {person.id: person for person in waiting_people(connection)}  # wishes and blocks may be new
            rows = [
                {
                    "id": services.new_id(),
                    "one": one.id,
                    "other": other.id,
                    "reasons": json.dumps(reason_words(in_common(one, other, shared))),
                    "one_says": "",
                    "other_says": "",
                    "space_id": "",
                    "made_utc": to_text(now),
                }
                for one, other in pairs
                if one.id in still and other.id in still and may_meet(still[one.id], still[other.id])
            ]
            if rows:
                connection.execute(insert(match_pair), rows)
