"""Counters and times of the server, in Prometheus' text format."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

_BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """Those of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "xueban_requests", "Requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._times = Histogram(
            "xueban_request_seconds",
            "Until an answer begins",
            ["route"],
            buckets=_BUCKETS_S,
            registry=self._registry,
        )
        self._streams = Gauge("xueban_streams", "Devices that listen for hints", registry=self._registry)

    def count_streams(self, streams: Callable[[], int]) -> None:
        """Ask `streams` how many there are whenever somebody looks."""
        self._streams.set_function(streams)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request to `route` (as it is declared: with no id in it) was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._times.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All of it, in Prometheus' format."""
        return generate_latest(self._registry)
