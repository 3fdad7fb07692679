"""Metrics of a process. The label ``service`` is added when they are read, so code never repeats it.

Names shared by all services carry no prefix; a service's business metric starts with the service's name.
Labels are kinds and outcomes, never ids or anything about a person.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
REQUEST_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
LAG_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 30.0, 120.0, 900.0)

_M = TypeVar("_M", Counter, Gauge, Histogram)


def counter(name: str, documentation: str, labels: Sequence[str] = ()) -> Counter:
    """A number that only grows. The same name gives the same counter."""
    return _existing(name, Counter) or Counter(name, documentation, labels)


def gauge(name: str, documentation: str, labels: Sequence[str] = ()) -> Gauge:
    """A number that goes up and down. The same name gives the same gauge."""
    return _existing(name, Gauge) or Gauge(name, documentation, labels)


def histogram(
    name: str, documentation: str, labels: Sequence[str] = (), *, buckets: Sequence[float] = REQUEST_BUCKETS
) -> Histogram:
    """How a quantity (seconds, bytes) is spread. The same name gives the same histogram."""
    return _existing(name, Histogram) or Histogram(name, documentation, labels, buckets=buckets)


def exposition(service: str) -> bytes:
    """All metrics of this process in Prometheus text format, each sample with the label ``service``."""
    return generate_latest(_Labelled(service))


class _Labelled(Collector):
    def __init__(self, service: str) -> None:
        self.service = service

    def collect(self) -> Iterator[Metric]:
        for metric in REGISTRY.collect():
            labelled = Metric(metric.name, metric.documentation, metric.type, metric.unit)
            labelled.samples = [
                sample._replace(labels={"service": self.service, **sample.labels}) for sample in metric.samples
            ]
            yield labelled


def _existing(name: str, kind: type[_M]) -> _M | None:
    known = REGISTRY._names_to_collectors.get(name)
    return known if isinstance(known, kind) else None


HTTP_REQUESTS = counter("http_requests_total", "Requests answered", ("method", "route", "status"))
HTTP_SECONDS = histogram("http_request_duration_seconds", "From request to last byte", ("method", "route"))
EVENTS_RECORDED = counter("events_recorded_total", "Events written to the outbox", ("event",))
EVENTS_PUBLISHED = counter("events_published_total", "Events confirmed by the broker", ("event",))
EVENTS_HANDLED = counter("events_handled_total", "Events handled, by outcome", ("event", "outcome"))
EVENT_SECONDS = histogram("event_handling_duration_seconds", "One event in one handler", ("event",))
EVENT_AGE = histogram("event_age_seconds", "From the event to its handler's commit", ("event",), buckets=LAG_BUCKETS)
OUTBOX_PENDING = gauge("outbox_pending", "Events recorded and not yet published")
OUTBOX_LAG = gauge("outbox_lag_seconds", "Age of the oldest event not yet published")
DEAD_LETTERS = gauge("dead_letters", "Messages dead-lettered for a person to look at")
JOB_RUNS = counter("job_runs_total", "Runs of periodic jobs, by outcome", ("job", "outcome"))
JOB_SECONDS = histogram("job_duration_seconds", "One run of a periodic job", ("job",))
