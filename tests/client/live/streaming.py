"""A small HLS stream, made by ffmpeg and served from a folder."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

needs_ffmpeg = pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed: it makes the stream")


def make_stream(folder: Path, seconds: int = 4, *, ended: bool = True) -> None:
    """A test picture with a tone, in segments of a second; not `ended`: as while a lesson is on."""
    flags = [] if ended else ["-hls_flags", "omit_endlist"]
    source = ["-f", "lavfi", "-i", "testsrc=size=160x90:rate=10", "-f", "lavfi", "-i", "sine=frequency=440"]
    coding = ["-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "10"]
    target = ["-c:a", "aac", "-f", "hls", "-hls_time", "1", "-hls_list_size", "0", *flags, str(folder / "live.m3u8")]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *source, *coding, *target], check=True)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's own name
        """Tests say what matters themselves."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder on a free port."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, name="stream")
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
