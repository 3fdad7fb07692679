from common import metrics


def test_the_service_label_is_added_when_metrics_are_read() -> None:
    metrics.counter("testing_things_total", "Things", ("kind",)).labels("blue").inc(2)
    shown = metrics.exposition("booking").decode()
    assert 'testing_things_total{kind="blue",service="booking"} 2.0' in shown
    samples = [line for line in shown.splitlines() if line and not line.startswith("#")]
    assert samples
    assert all('service="booking"' in line for line in samples)


def test_the_same_name_gives_the_same_metric() -> None:
    assert metrics.counter("testing_same_total", "Same") is metrics.counter("testing_same_total", "Same")
    assert metrics.gauge("testing_level", "Level") is metrics.gauge("testing_level", "Level")
    assert metrics.histogram("testing_seconds", "Time") is metrics.histogram("testing_seconds", "Time")
