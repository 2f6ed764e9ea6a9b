"""Text from pictures: a clear answer where nothing can read, and what is read where something can."""

import importlib.util
import io
from types import SimpleNamespace

import httpx
import pytest
from PIL import Image

import server.mistakes.reading as reading
from sync.reading import TextRead
from tests.fakes.server import RunningServer
from tests.server.person import Device

INSTALLED = importlib.util.find_spec("rapidocr") is not None


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3200, 100), "white").save(out, "JPEG")
    return out.getvalue()


class Engine:
    """Finds one line in whatever it gets."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, ...]] = []

    def __call__(self, pixels: object) -> SimpleNamespace:
        self.sizes.append(pixels.shape)  # type: ignore[attr-defined]
        box = [[160.0, 10.0], [800.0, 12.0], [800.0, 40.0], [160.0, 38.0]]
        return SimpleNamespace(boxes=[box], txts=("解方程",))


@pytest.mark.skipif(INSTALLED, reason="this server can read")
def test_a_server_without_the_extra_says_that_it_cannot(device: Device) -> None:
    answer = device.http.post("/v1/readings", content=picture())
    assert answer.status_code == 404
    assert answer.json()["detail"]["code"] == "cannot_read"


def test_what_is_read_comes_with_its_place_and_large_pictures_are_scaled_down(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine()
    monkeypatch.setattr(reading, "can_read", lambda: True)
    monkeypatch.setattr(reading, "_engine", lambda: engine)
    answer = device.http.post("/v1/readings", content=picture())
    assert answer.status_code == 200
    [line] = TextRead.model_validate(answer.json()).lines
    assert line.text == "解方程"
    assert line.box == pytest.approx((0.1, 0.2, 0.5, 0.8))
    assert engine.sizes == [(50, 1600, 3)]


def test_what_is_no_picture_is_refused(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "can_read", lambda: True)
    answer = device.http.post("/v1/readings", content=b"no picture")
    assert (answer.status_code, answer.json()["detail"]["code"]) == (422, "not_a_picture")


def test_only_who_is_signed_in_may_ask(server: RunningServer) -> None:
    assert httpx.post(f"{server.url}/v1/readings", content=picture()).status_code == 401
