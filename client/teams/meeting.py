"""What looking for a partner and merging have in common: the server brings people together, a parent may be asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from client.api.teams import TeamsLine
from client.store import Store
from client.teams.consent import Consent


class Meeting:
    """What both are made of."""

    def __init__(
        self,
        store: Store,
        line: TeamsLine,
        consent: Consent,
        signed_in: Callable[[], bool],
        joined: Callable[[], object],
    ) -> None:
        """`joined`: there is a new team; sync asks for it."""
        self._store = store
        self._line = line
        self._consent = consent
        self._signed_in = signed_in
        self._joined = joined
        self._one_at_a_time = asyncio.Lock()
