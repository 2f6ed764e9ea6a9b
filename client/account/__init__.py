"""Who is signed in on this device.

account.py      the facade: register, sign in, sign out, what the state is
credentials.py  the tokens on the disk, behind a small door
closing.py      the account is deleted at the server
errors.py       what can go wrong, in sentences for the person
device.py       what this device is called unless the person says otherwise
devices.py      the account's devices, as a list shows them
"""

from client.account.account import Account, AccountState
from client.account.closing import AccountClosing
from client.account.credentials import Credentials
from client.account.devices import DeviceCard
from client.account.errors import AccountError
from sync.closing import Hurdle

__all__ = ["Account", "AccountClosing", "AccountError", "AccountState", "Credentials", "DeviceCard", "Hurdle"]
