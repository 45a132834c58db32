"""Histograms count what was at most so large, and tell it as OpenMetrics wants it."""

from live.measures import Histogram


def test_a_value_is_counted_in_every_bucket_that_it_fits_in() -> None:
    seconds = Histogram((0.1, 1.0, 10.0))
    for value in (0.05, 0.1, 0.5, 11):
        seconds.add(value)
    assert seconds.figures("x_seconds") == {
        'x_seconds_bucket{le="0.1"}': 2,
        'x_seconds_bucket{le="1.0"}': 3,
        'x_seconds_bucket{le="10.0"}': 3,
        'x_seconds_bucket{le="+Inf"}': 4,
        "x_seconds_count": 4,
        "x_seconds_sum": 11.65,
    }


def test_labels_stand_before_the_bucket() -> None:
    told = Histogram((1.0,)).figures("x", 'kind="page"')
    assert list(told) == [
        'x_bucket{kind="page",le="1.0"}',
        'x_bucket{kind="page",le="+Inf"}',
        'x_count{kind="page"}',
        'x_sum{kind="page"}',
    ]
