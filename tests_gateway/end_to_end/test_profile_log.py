"""The log of a gateway with MCPGATEWAY_PROFILE_PLUGINS: timings of its calls."""

import re
from pathlib import Path

from tests_gateway.end_to_end.gateway import OURS, running


def test_timings_are_logged(tmp_path: Path) -> None:
    environment = {"MCPGATEWAY_PROFILE_PLUGINS": "true", "LOG_LEVEL": "INFO"}
    with running(tmp_path, OURS, environment=environment) as gateway:
        gateway.tool.answer = {"mail": "joe.hidden@example.com"}
        for _ in range(3):
            gateway.call_tool({"mail": "jane.hidden@example.com"})
        while_running = gateway.log.read_text()
    log = gateway.log.read_text()
    call = r"PII filter tool_{}_invoke: \S+ ms \(nested \S+ ms\), \d+ bytes, {} hits"
    assert len(re.findall(call.format("pre", 1), while_running)) == 3
    assert len(re.findall(call.format("post", 2), while_running)) == 3
    report = (
        r"PII filter (\w+), (\w+): P50 \S+ ms, P95 \S+ ms, P99 \S+ ms of the last 3; "
        r"process \d+ uses \S+ MB"
    )
    assert not re.search(report, while_running)
    assert sorted(re.findall(report, log)) == [
        ("tool_post_invoke", "nested"),
        ("tool_post_invoke", "total"),
        ("tool_pre_invoke", "nested"),
        ("tool_pre_invoke", "total"),
    ]
    assert "hidden" not in log
