from typing import Any

import httpx
import pytest

from server.app import create_app
from server.settings import Settings
from tests.fakes.server import RunningServer

DOCUMENT = create_app(Settings()).openapi()
ENDPOINTS = [(method, path) for path, methods in DOCUMENT["paths"].items() for method in methods]


def endpoint(method: str, path: str) -> dict[str, Any]:
    return DOCUMENT["paths"][path][method]


def test_the_page_is_there_and_named(server: RunningServer) -> None:
    assert "<title>学伴" in httpx.get(f"{server.url}/docs").text
    assert httpx.get(f"{server.url}/openapi.json").json() == DOCUMENT


@pytest.mark.parametrize(("method", "path"), ENDPOINTS)
def test_every_endpoint_tells_of_its_errors(method: str, path: str) -> None:
    described = endpoint(method, path)
    responses = described["responses"]
    assert described["summary"]
    if described.get("security"):
        assert "401" in responses
    if "{" in path:
        assert "404" in responses
    if "requestBody" in described:
        assert {"413", "422"} <= responses.keys()
    for status in responses.keys() - {"200", "201", "202", "204", "206", "304"}:
        schema = responses[status]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/ErrorAnswer"}


def test_every_reference_leads_somewhere() -> None:
    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
            return own.union(*(references(value) for value in part.values()))
        return set().union(*(references(value) for value in part)) if isinstance(part, list) else set()

    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert references(DOCUMENT) <= known
    assert "#/components/schemas/PushRequest" in references(DOCUMENT)


def test_a_push_may_name_its_device() -> None:
    schema = DOCUMENT["components"]["schemas"]["PushRequest"]
    assert schema["properties"]["device"]["maxLength"] == 64
    assert "device" not in schema["required"]
    assert "device" in endpoint("post", "/v1/sync/push")["description"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("PUT", "/v1/spaces", 405)])
def test_an_unknown_address_gets_a_sentence_too(server: RunningServer, method: str, path: str, status: int) -> None:
    answer = httpx.request(method, f"{server.url}{path}")
    assert answer.status_code == status
    assert answer.json()["detail"].keys() == {"code", "message"}


def test_health_needs_no_token(server: RunningServer) -> None:
    assert httpx.get(f"{server.url}/v1/health").json() == {"status": "ok"}
