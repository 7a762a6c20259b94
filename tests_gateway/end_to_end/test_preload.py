"""Under gunicorn with preload: each worker has a Go runtime of its own."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from tests_gateway.end_to_end.gateway import OURS, Gateway, request, running

WORKERS = 2
REQUESTS = 2_000
CLIENTS = 8
SECONDS = 300
FILL = "prose without anything in it, again and again. " * 40


def test_two_thousand_requests_and_no_hang(tmp_path: Path) -> None:
    counters = tmp_path / "counters"
    counters.mkdir()
    environment = {
        "PIIGO_METRICS": "true",
        "PROMETHEUS_MULTIPROC_DIR": str(counters),
    }
    folder = tmp_path / "gateway"
    with running(folder, OURS, workers=WORKERS, environment=environment) as gateway:
        gateway.tool.answer = {"mail": "joe.hidden@example.com", "fill": FILL}
        start = time.monotonic()
        _call_all(gateway)
        assert time.monotonic() - start < SECONDS
        assert len(gateway.tool.seen) == REQUESTS
        assert "hidden" not in repr(gateway.tool.seen)
        log = gateway.log.read_text()
        assert log.count("PII Filter using Go implementation") == WORKERS
        assert "Python implementation" not in log
        assert "WORKER TIMEOUT" not in log
        found = re.search(
            r'^pii_filter_pattern_matches_total\{pattern="email"\} (\S+)$',
            gateway.metrics(),
            re.M,
        )
        assert found
        # One in the arguments and one in each of the two forms of the result.
        assert float(found[1]) >= 2 * REQUESTS
        assert len({file.name.split("_")[-1] for file in counters.iterdir()}) >= WORKERS


def _call_all(gateway: Gateway) -> None:
    with ThreadPoolExecutor(CLIENTS) as pool:
        for text in pool.map(_calls, [gateway] * CLIENTS):
            assert "joe.hidden" not in text
            assert "j***n@example.com" in text


def _calls(gateway: Gateway) -> str:
    """Make a client's share of all requests, each with its own connection state."""
    texts = []
    with httpx.Client(base_url=gateway.http.base_url, trust_env=False) as client:
        for _ in range(REQUESTS // CLIENTS):
            arguments = {"mail": "jane.hidden@example.com", "fill": [FILL]}
            answer = client.post("/rpc", json=request(arguments), timeout=30)
            texts.append(answer.text)
            assert "j***n@example.com" in answer.text
    return "".join(texts)
