"""The server against its own OpenAPI: whatever is asked, no 500, and no answer that is not described."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.settings import sqlite_url
from tests.fakes.server import RunningServer, running_server
from tests.server.battles.playing import make
from tests.server.courses.packs import a_pack, offer
from tests.server.files.carrying import upload
from tests.server.live.lessons import a_lesson, announce
from tests.server.person import Device, register, sign_in
from tests.server.spaces.people import found, invite
from tests.server.test_openapi import DOCUMENT, ENDPOINTS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
EXAMPLES = 25
"""For each endpoint and each kind: what its description allows, and what it does not."""

ENDLESS = ("/v1/hints", "/v1/battles/{battle_id}/events")
"""Their answers have no end; tests/server/hints and battles look at them."""

PLAIN = ("/v1/health", "/v1/health/ready")

POSITIVE, NEGATIVE = GenerationMode.POSITIVE, GenerationMode.NEGATIVE

ASKED = [
    (method, path, kind)
    for method, path in ENDPOINTS
    for kind in (POSITIVE, NEGATIVE)
    if path not in ENDLESS and (kind is POSITIVE or path not in PLAIN)  # which take nothing that could be wrong
]

SEEDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    data = Path(tmp_path_factory.mktemp("server")) / "server.db"
    with running_server(data) as running:
        offer(sqlite_url(data), data.with_suffix(".courses"), a_pack(tmp_path_factory.mktemp("packs")))
        announce(sqlite_url(data), a_lesson("algebra-1"))
        yield running


@pytest.fixture(scope="module")
def api(server: RunningServer) -> Any:
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.update(base_url=server.url)
    return schema


@pytest.fixture
def known(server: RunningServer, device: Device) -> Iterator[dict[str, str | int]]:
    """Path parameters that lead somewhere: a team of the device, with a file, an invite and a second device."""
    device.push(device.operations(1, 5))
    space = found(device).id
    with (
        sign_in(server.url, device.session.name) as second,
        register(server.url, f"成员{device.session.device_id}") as member,
    ):
        yield {
            "space_id": space,
            "account_id": member.session.account_id,
            "child": member.session.account_id,
            "device_id": second.session.device_id,
            "code": invite(device, space, uses=100).code,
            "sha256": upload(device, b"a picture", space).sha256,
            "course_id": "quadratics",
            "lesson_id": "algebra-1",
            "link_id": space,  # links are for families: this one leads nowhere
            "version": 1,
            "pair_id": "nobody-suggested",
            "offer_id": "nobody-sleeps",
            "battle_id": make(device, space).id,
        }


@pytest.mark.parametrize(("method", "path", "kind"), ASKED)
def test_no_answer_is_an_accident(
    api: Any, device: Device, known: dict[str, str | int], method: str, path: str, kind: GenerationMode
) -> None:
    signed_in = {"Authorization": f"Bearer {device.session.access_token}"}

    @given(
        case=api[path][method.upper()].as_strategy(kind), leads_somewhere=st.booleans(), with_token=st.integers(0, 7)
    )
    @SEEDED
    def check(case: Case, leads_somewhere: bool, with_token: int) -> None:
        if leads_somewhere:
            case.path_parameters |= {name: known[name] for name in case.path_parameters}
        case.call_and_validate(headers=signed_in if with_token else {}, checks=CHECKS)

    check()
