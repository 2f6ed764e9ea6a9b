"""A device says goodbye: its tokens are gone, and its event stream ends."""

from __future__ import annotations

from sqlalchemy import delete, update

from server.db.tables import device, token
from server.services import Services
from sync.clock import to_text


def sign_out(services: Services, device_id: str) -> None:
    """Revoke `device_id`; its operations stay."""
    with services.database.write() as connection:
        connection.execute(
            update(device).where(device.c.id == device_id).values(revoked_utc=to_text(services.clock.now_utc()))
        )
        connection.execute(delete(token).where(token.c.device_id == device_id))
    services.hub.end_device(device_id)
