"""What goes over the line about the devices of an account.

GET    /v1/devices          DeviceList: the devices that are signed in, the latest seen first
DELETE /v1/devices/{id}     204: revokes it; its event stream and its tokens end at once. 404 when it is another's
POST   /v1/devices/renew    sync.wire.RenewRequest → 204: the device that asks goes on under a new id with the tokens
                            that it has, and numbers its operations from 1 again; the old id ends. Repeating it changes
                            nothing. 409 `device_taken` when the id belongs to another device, or has ended
"""

from __future__ import annotations

from sync.wire import Message

DEVICE_TAKEN = "device_taken"
"""The code of the refusal to let a device go on under an id that another one has, or that has had its time."""


class DeviceInfo(Message):
    """A device; `last_seen_utc` is now while its event stream is open. `current`: it is the one that asks."""

    id: str
    name: str
    created_utc: str
    last_seen_utc: str
    current: bool = False


class DeviceList(Message):
    """The devices of an account that are signed in."""

    devices: list[DeviceInfo]
