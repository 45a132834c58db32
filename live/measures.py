"""Histograms that cost an increment: plain counts in buckets, told once a second with the other figures."""

from bisect import bisect_left


class Histogram:
    """How often something was at most so large. `bounds` are the buckets' upper ends, without the last, endless one."""

    __slots__ = ("bounds", "counts", "total")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts = [0] * (len(bounds) + 1)
        self.total = 0.0

    def add(self, value: float) -> None:
        self.counts[bisect_left(self.bounds, value)] += 1
        self.total += value

    def figures(self, name: str, labels: str = "") -> dict[str, float]:
        """Return its samples in the order that OpenMetrics wants; `labels` such as `kind="page"`."""
        told: dict[str, float] = {}
        count, comma = 0, "," if labels else ""
        for end, counted in zip((*map(str, self.bounds), "+Inf"), self.counts, strict=True):
            count += counted
            told[f'{name}_bucket{{{labels}{comma}le="{end}"}}'] = count
        within = f"{{{labels}}}" if labels else ""
        return told | {f"{name}_count{within}": count, f"{name}_sum{within}": round(self.total, 6)}


class Deliveries:
    """What the exchange measures of itself, once for each frame and audience, never for each connection."""

    def __init__(self) -> None:
        self.seconds = Histogram((0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0))
        self.frame_bytes = Histogram((128.0, 512.0, 1024.0, 2048.0, 4096.0, 16384.0, 65536.0, 262144.0))
