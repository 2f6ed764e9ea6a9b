"""What a device does when it meets the server: does each know the other as it was when they parted?

A server that was restored from a backup has lost operations which it had acknowledged; a device that was restored has
forgotten operations which it had sent, or begins to number new ones with old numbers. Either way the device goes on
under a new id, and reads anew each log of which what it knows is not the beginning. Nothing is lost: see
`client.store.healing`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sync.devices import DEVICE_TAKEN
from sync.errors import Refused
from sync.ports import Place, SyncStore, Transport, Where
from sync.wire import Space, SpaceList


class Verdict(NamedTuple):
    """Whether the device must take a new id, and which logs it must read anew."""

    renew: bool
    anew: list[str]


async def meet(store: SyncStore, transport: Transport, suspects: Collection[str] = ()) -> SpaceList:
    """Ask where all spaces stand, and put right what has diverged.

    `suspects`: spaces found to be other logs, and "" when it is the device's own numbering that is.
    """
    spaces = await transport.spaces()
    verdict = compare(store.where, spaces, suspects)
    if verdict.renew:
        spaces = await _go_on_under_a_new_id(store, transport)
    for space in verdict.anew:
        await store.read_anew(space)
    await store.follow(spaces)
    return spaces


async def _go_on_under_a_new_id(store: SyncStore, transport: Transport) -> SpaceList:
    """Where all spaces stand after it.

    An id that was drawn before may have been in use since, when this device came out of a copy that was made in
    between: the server then knows operations under it, and another one is drawn. Found by the simulator (seed 700611).
    When the tokens have gone on from it to a further one since, the server says that it is taken (seed 4000013).
    """
    while True:
        device_id = await store.next_id()
        try:
            await transport.renew(device_id)
        except Refused as refusal:
            if refusal.code != DEVICE_TAKEN:
                raise
            device_id = await store.next_id(taken=device_id)
            await transport.renew(device_id)
        await store.go_on_as(device_id)
        spaces = await transport.spaces()
        if spaces.expected_n in (None, 1):
            return spaces


def compare(where: Where, spaces: SpaceList, suspects: Collection[str] = ()) -> Verdict:
    """What has to be put right."""
    other = bool(where.epoch and spaces.epoch and where.epoch != spaces.epoch)
    anew = [
        space.id
        for space in spaces.spaces
        if (place := where.places.get(space.id)) and (space.id in suspects or _diverged(space, place, other))
    ]
    expected_n = spaces.expected_n
    lost = expected_n is not None and not where.acked_n < expected_n <= where.sent_n + 1
    return Verdict(bool(where.next_id or anew or lost or other or "" in suspects), anew)


def _diverged(space: Space, place: Place, other: bool) -> bool:
    if space.head == place.seq and space.chain and place.chain:
        return space.chain != place.chain
    return space.head < place.seq or (other and place.seq > 0)
