"""What can be known of the container files without a container engine: they name what is there."""

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from server.settings import table

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "server" / "container"
IMAGE = (FOLDER / "Containerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
KNOWN = set(re.findall(r"^\| `(\w+)`", table(), flags=re.M))


def test_what_the_image_copies_is_there() -> None:
    sources = re.findall(r"^COPY (\S+) ", IMAGE, flags=re.M)
    assert sources == ["pyproject.toml", "sync", "server"]
    assert all((ROOT / source).exists() for source in sources)


def test_every_variable_is_one_that_the_server_reads() -> None:
    of_image = set(re.findall(r"\b(XUEBAN_\w+)=", IMAGE))
    of_service = set(COMPOSE["services"]["server"]["environment"])
    assert of_image <= KNOWN
    assert of_service <= KNOWN
    assert "XUEBAN_DATA" in of_image, "or nothing would outlive the container"


def test_the_group_that_the_image_installs_is_all_that_the_server_imports() -> None:
    group = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["server"]
    names = {re.split(r"[=\[]", one)[0] for one in group}
    imported = {
        match
        for path in [*(ROOT / "server").rglob("*.py"), *(ROOT / "sync").rglob("*.py")]
        for match in re.findall(r"^(?:from|import) (\w+)", path.read_text("utf-8"), flags=re.M)
    }
    brought = {"argon2": "argon2-cffi", "prometheus_client": "prometheus-client", "starlette": "fastapi"}
    foreign = imported & {
        "argon2",
        "cryptography",
        "fastapi",
        "flet",
        "httpx",
        "prometheus_client",
        "psycopg",
        "pydantic",
    }
    foreign |= imported & {"sqlalchemy", "sqlmodel", "starlette", "uvicorn"}
    assert {brought.get(name, name) for name in foreign} <= names


def test_the_services_fit_together() -> None:
    services = COMPOSE["services"]
    assert services["server"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    context = FOLDER / services["server"]["build"]["context"]
    assert (context / services["server"]["build"]["dockerfile"]).resolve() == FOLDER / "Containerfile"
    mounted = {volume.partition(":")[0] for service in services.values() for volume in service["volumes"]}
    assert mounted == set(COMPOSE["volumes"])
    assert "/v1/health/ready" in IMAGE
