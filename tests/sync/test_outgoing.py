"""What goes into one request, and what is left for the next one."""

import json

from sync.batch import Batch, unpack
from sync.outgoing import PUSH_BYTES, Outgoing
from tests.sync.test_batch import operation


def test_a_request_ends_where_the_space_changes_a_number_is_missing_or_it_grows_too_large() -> None:
    assert [o.n for o in Outgoing.of([operation(1), operation(2), operation(3, space="t")])] == [1, 2]
    assert [o.n for o in Outgoing.of([operation(4), operation(6)])] == [4]
    large = {"title": "x" * (PUSH_BYTES // 2)}
    assert [o.n for o in Outgoing.of([operation(n, fields=large) for n in (1, 2, 3)])] == [1]
    assert len(Outgoing.of([operation(1, fields={"title": "x" * 2 * PUSH_BYTES})])) == 1, "one goes whatever its size"
    assert not Outgoing.of([])


def test_a_part_of_a_request_is_one_itself() -> None:
    whole = Outgoing.of([operation(n) for n in range(5, 10)], "laptop")
    part = whole.cut(2, 4)
    assert (part.n, part.last_n, list(part)) == (7, 8, list(whole)[2:4])
    assert (part.device, json.loads(part.request().partition(b"\n")[0])["device"]) == ("laptop", "laptop")
    assert unpack(part.packed) == Batch(*map(list, part.batch))  # type: ignore[arg-type]
