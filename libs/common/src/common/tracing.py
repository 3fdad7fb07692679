"""Traces across the bus (OpenTelemetry). Nothing is made and nothing is paid until an endpoint is set."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.propagate import extract, inject
from opentelemetry.trace import Span, SpanKind, StatusCode

from common.settings import ServiceSettings

_tracer = trace.get_tracer("mila")


class _State:
    """Whether this process makes traces; decided once, at start."""

    on: bool = False


def start(settings: ServiceSettings) -> None:
    """Spans of this process go to ``otlp_endpoint``; without one this does nothing."""
    if not settings.otlp_endpoint or _State.on:
        return
    # Imported only here: the exporter costs memory that a process without traces should not pay.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    labels = {"service.name": settings.name, "deployment.environment.name": settings.environment}
    provider = TracerProvider(resource=Resource.create(labels))
    exporter = OTLPSpanExporter(endpoint=f"{settings.otlp_endpoint.rstrip('/')}/v1/traces")
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    _State.on = True


def stop() -> None:
    """What was not sent yet is sent; blocks up to a few seconds."""
    shutdown = getattr(trace.get_tracer_provider(), "shutdown", None)
    if _State.on and shutdown is not None:
        shutdown()
        _State.on = False


def current_traceparent() -> str | None:
    """The W3C ``traceparent`` of the current span, or None when there is none."""
    carrier: dict[str, str] = {}
    inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def span(
    name: str, *, kind: SpanKind = SpanKind.INTERNAL, carrier: Mapping[str, str] | None = None
) -> Iterator[Span | None]:
    """A span around the block, a child of the ``traceparent`` in the carrier; None when traces are off.

    A failure marks the span by its type; its text stays out, it may quote data.
    """
    if not _State.on:
        yield None
        return
    parent = extract(carrier) if carrier else None
    with _tracer.start_as_current_span(
        name, context=parent, kind=kind, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield current
        except Exception as error:
            current.set_attribute("error.type", type(error).__qualname__)
            current.set_status(StatusCode.ERROR)
            raise
