import subprocess
import sys
import textwrap

from common import tracing


def test_without_an_endpoint_there_is_no_span_and_no_traceparent() -> None:
    with tracing.span("anything", carrier={"traceparent": "00-" + "1" * 32 + "-" + "2" * 16 + "-01"}) as span:
        assert span is None
        assert tracing.current_traceparent() is None


SCRIPT = """
    import sys
    from common import tracing
    assert not [name for name in sys.modules if "otlp" in name], "a process without traces pays nothing"

    from opentelemetry import trace
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    tracing._State.on = True

    try:
        with tracing.span("handle", carrier={"traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"}):
            parent = tracing.current_traceparent()
            with tracing.span("inner"):
                raise ValueError("snils 112-233-445 95")
    except ValueError:
        pass
    inner, outer = kept.get_finished_spans()
    assert parent.split("-")[1] == "a" * 32, parent
    assert inner.parent.span_id == outer.context.span_id and outer.parent.span_id == int("b" * 16, 16)
    assert inner.attributes["error.type"] == "ValueError" and not inner.events
    assert "112-233" not in inner.to_json() + outer.to_json()
"""


def test_spans_join_across_the_bus_and_keep_texts_of_failures_out() -> None:
    """In its own process: a provider is set once and for all."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(SCRIPT)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
