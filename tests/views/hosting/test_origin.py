"""Who may talk to the app."""

import pytest

from views.hosting.origin import is_own

HOST = b"127.0.0.1:8550"


@pytest.mark.parametrize(
    "headers",
    [
        {b"host": HOST},
        {b"host": b"localhost:8550"},
        {b"host": HOST, b"origin": b"http://127.0.0.1:8550"},
    ],
)
def test_our_own_page_may(headers: dict[bytes, bytes]):
    assert is_own(headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {b"host": b"evil.example"},  # a name that resolves to this machine
        {b"host": HOST, b"origin": b"https://evil.example"},
        {b"host": HOST, b"origin": b"http://127.0.0.1:9000"},
        {b"host": HOST, b"origin": b"null"},
    ],
)
def test_another_site_may_not(headers: dict[bytes, bytes]):
    assert not is_own(headers)
