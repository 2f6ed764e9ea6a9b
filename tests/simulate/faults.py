"""Faults of a whole device or of the server: what each does to the world."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tests.simulate.device import Device

if TYPE_CHECKING:
    from tests.simulate.world import World

Fault = Callable[["World", Device], Awaitable[None]]


async def _kill(_world: World, device: Device) -> None:
    device.kill()


async def _kill_server(world: World, _device: Device) -> None:
    world.server.kill(world.chance.uniform(0.1, 20.0))


async def _offline(_world: World, device: Device) -> None:
    if not device.off:
        device.carrier.cut = not device.carrier.cut


async def _skew(world: World, device: Device) -> None:
    device.clock.skew_s = world.chance.choice((-86_400.0, 0.0, 86_400.0))


async def _revoke(world: World, device: Device) -> None:
    other = world.chance.choice(world.devices)
    if not other.off and other is not device:
        world.signed_anew = True
        await other.revoke(device.name)


async def _sign_out(world: World, device: Device) -> None:
    if not device.off:
        world.signed_anew = True
        await device.sign_out()


async def _restore_device(world: World, device: Device) -> None:
    if copy := world.take_restore(device.name, "restore_device"):
        device.kill()
        world.oracle.forget(device.label, {(entry[2], entry[3]) for entry in world.server.log()})
        device.restore(copy)


async def _restore_server(world: World, _device: Device) -> None:
    if copy := world.take_restore("server", "restore_server"):
        await world.server.restore(copy, world.chance.uniform(0.1, 20.0))


async def _update(world: World, _device: Device) -> None:
    old = next((each for each in world.devices if each.older), None)
    if old is None:
        world.weather.count["update"] -= 1
        return
    old.kill()
    old.update()


FAULTS: dict[str, Fault] = {
    "kill": _kill,
    "kill_server": _kill_server,
    "offline": _offline,
    "skew": _skew,
    "revoke": _revoke,
    "sign_out": _sign_out,
    "restore_device": _restore_device,
    "restore_server": _restore_server,
    "update": _update,
}
