"""The calls about the account's devices: list, revoke."""

from __future__ import annotations

from urllib.parse import quote

from client.api.keyring import Keyring
from client.api.line import Line
from client.api.signed import SignedLine
from sync.devices import DeviceInfo, DeviceList


class Devices:
    """The devices of the signed-in account; everything raises `sync.errors.SyncError`."""

    def __init__(self, line: Line, keyring: Keyring) -> None:
        self._signed = SignedLine(line, keyring)

    async def all(self) -> list[DeviceInfo]:
        """Those that are signed in, the latest seen first."""
        return (await self._signed.ask(DeviceList, "GET", "/v1/devices")).devices

    async def revoke(self, device_id: str) -> None:
        """End a device's tokens and its stream at once; `Refused` when it is not the account's."""
        await self._signed.tell("DELETE", f"/v1/devices/{quote(device_id, safe='')}")
