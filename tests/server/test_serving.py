"""How connections are kept."""

import inspect

import httpx
from fastapi import FastAPI

from server.serving import Serving


def test_a_quiet_connection_is_let_go_of_by_the_app_first():
    apps = inspect.signature(httpx.AsyncClient).parameters["limits"].default.keepalive_expiry
    assert Serving(FastAPI(), lambda: None).config.timeout_keep_alive > apps
