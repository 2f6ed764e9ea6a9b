"""When two names are the same."""

from __future__ import annotations

import unicodedata


def name_key(name: str) -> str:
    """What two spellings of one name share: compatibility forms and case make no difference."""
    return unicodedata.normalize("NFKC", name).casefold()
