"""What did not go as the person meant, and the way back: values that lost, changes that were refused, errors of sync.

history.py   History: the facade
lost.py      values that lost to a concurrent edit
refused.py   changes that the server did not take
names.py     what records, fields and values are called
"""

from client.history.history import History
from client.history.lost import Lost
from client.history.refused import Refused

__all__ = ["History", "Lost", "Refused"]
