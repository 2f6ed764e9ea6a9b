"""A new account, with its personal space and its first device."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from server.accounts.names import name_key
from server.accounts.signing_in import add_device
from server.accounts.tokens import DeviceOfAccount
from server.db.tables import account
from server.errors import NameTaken, NotValid
from server.services import Services
from server.spaces.making import make_space
from sync.clock import to_text
from sync.texts import _
from sync.wire import Registration, Session


def register(services: Services, credentials: Registration) -> Session:
    """Make an account. Raises NameTaken, and NotValid for somebody under fourteen whose guardian has not agreed."""
    if credentials.under_14 and not credentials.guardian_agrees:
        raise NotValid(_("不满 14 岁要先得到家长同意，才能注册。"))
    password_hash = services.passwords.hash(credentials.password)
    now = services.clock.now_utc()
    account_id, space_id = services.new_id(), services.new_id()
    key = name_key(credentials.name)
    with services.database.write() as connection:
        if connection.execute(select(account.c.id).where(account.c.name_key == key)).first():
            raise NameTaken
        row = {
            "id": account_id,
            "name": credentials.name,
            "name_key": key,
            "password_hash": password_hash,
            "personal_space": space_id,
            "created_utc": to_text(now),
            "consent_utc": to_text(now) if credentials.under_14 else None,
        }
        try:
            connection.execute(insert(account), row)
        except IntegrityError as error:  # PostgreSQL: another took the name after we looked
            raise NameTaken from error
        make_space(connection, space_id, "personal", {account_id: "owner"}, now)
        device = DeviceOfAccount(services.new_id(), account_id, credentials.name, space_id)
        return add_device(services, connection, now, device, credentials.device_name)
