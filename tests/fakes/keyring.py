"""A keyring in memory."""

from sync.wire import Session


class FakeKeyring:
    """Holds the tokens that a test gives it, and those that came since."""

    def __init__(self, access_token: str | None = "access-1", refresh_token: str | None = "refresh-1") -> None:
        self.access_token = access_token
        self.refresh_token = refresh_token
        self.renewals = 0
        self.device_id = "device-1"

    async def renew(self, session: Session) -> None:
        self.renewals += 1
        self.access_token, self.refresh_token = session.access_token, session.refresh_token

    async def rename(self, device_id: str) -> None:
        self.device_id = device_id
