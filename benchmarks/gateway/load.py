"""Loads gateways that differ in their plugin alone, in turns.

All gateways share one core; the clients and the tools have another. A turn is a second
of calls of a tool, over several connections. The answers are checked: with a plugin no
PII may reach the tool or the client, and piigo's answers must be the original's.
"""

import contextlib
import http.client
import json
import os
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import psutil

from benchmarks.contenders import GO, ORACLE, RUST
from benchmarks.gateway import payloads
from benchmarks.gateway.percentiles import summary
from tests_gateway import sources
from tests_gateway.end_to_end.gateway import ORIGINAL, OURS, Gateway, request, running

NO_PLUGIN: Final = "no plugin"
KINDS: Final = {NO_PLUGIN: OURS, ORACLE: ORIGINAL, RUST: ORIGINAL, GO: OURS}
# What the original plugin imports for its Rust detector is not to be had by this name.
RUST_MODULE: Final = "from cpex_pii_filter.pii_filter_rust import PIIDetectorRust\n"
CONNECTIONS: Final = 4
TURN_SECONDS: Final = 1.0


class Loaded:
    """A running gateway under load."""

    def __init__(self, contender: str, gateway: Gateway) -> None:
        self.contender = contender
        self.tool = gateway.tool
        self._port = gateway.http.base_url.port
        # Not the `timeout` that it runs under.
        self._process = next(
            process
            for process in psutil.Process().children(recursive=True)
            if str(self._port) in process.cmdline() and process.name() != "timeout"
        )

    def bind(self, core: int) -> None:
        """Have the gateway run on this core alone."""
        self._process.cpu_affinity([core])

    def cpu_seconds(self) -> float:
        """The processor's time that the gateway has used."""
        used = self._process.cpu_times()
        return float(used.user + used.system)

    def connect(self) -> http.client.HTTPConnection:
        """A connection of the caller's own."""
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)


def _post(connection: http.client.HTTPConnection, content: bytes) -> Any:
    """Return the result of a call; raise RuntimeError if there is none."""
    connection.request("POST", "/rpc", content, {"Content-Type": "application/json"})
    answer = json.loads(connection.getresponse().read())
    if "result" not in answer:
        raise RuntimeError(f"the gateway answers {answer}")
    return answer["result"]


def _check(gateways: list[Loaded], content: bytes) -> None:
    answers: dict[str, Any] = {}
    for each in gateways:
        connection = each.connect()
        for _ in range(3):
            answers[each.contender] = _post(connection, content)
        connection.close()
        passed = not payloads.masked([answers[each.contender], each.tool.seen])
        if passed != (each.contender == NO_PLUGIN):
            raise RuntimeError(f"{each.contender}: PII passed: {passed}")
    if answers[GO] != answers[ORACLE]:
        raise RuntimeError(f"{GO} answers otherwise than {ORACLE}")


def _turn(each: Loaded, content: bytes) -> tuple[list[float], float, float]:
    """Return the times of the calls, and wall-clock and processor seconds of all."""
    times: list[float] = []
    failures: list[Exception] = []
    each.tool.seen.clear()
    used, start = each.cpu_seconds(), time.perf_counter()
    deadline = start + TURN_SECONDS

    def client() -> None:
        connection = each.connect()
        try:
            while time.perf_counter() < deadline:
                begin = time.perf_counter()
                _post(connection, content)
                times.append(time.perf_counter() - begin)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=client) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return times, time.perf_counter() - start, each.cpu_seconds() - used


def _environment(contender: str, folder: Path) -> dict[str, str]:
    if contender == NO_PLUGIN:
        return {"PLUGINS_ENABLED": "false"}
    if contender != RUST:
        return {}
    rust = folder / "rust"
    (rust / "plugins_rust").mkdir(parents=True)
    (rust / "plugins_rust" / "__init__.py").write_text(RUST_MODULE)
    path = [str(rust), str(sources.original_plugins()), os.environ.get("PYTHONPATH")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, path))}


@contextlib.contextmanager
def _running(folder: Path) -> Any:
    """All gateways, which start side by side."""
    with contextlib.ExitStack() as stack:

        def start(contender: str) -> Loaded:
            own = folder / contender.replace(" ", "-")
            # No line in the log for each hit: that would be the time of the log.
            options = {"log_detections": False}
            environment = _environment(contender, own)
            server = running(own, KINDS[contender], options, environment=environment)
            return Loaded(contender, stack.enter_context(server))

        with ThreadPoolExecutor(2) as pool:
            gateways = list(pool.map(start, KINDS))
        for each in gateways:
            if each.contender == RUST:
                log = (folder / RUST / "log.txt").read_text()
                if "with Rust acceleration" not in log:
                    raise RuntimeError("the original does not run on Rust")
        yield gateways


def measure(rounds: int) -> dict[str, dict[str, Any]]:
    """The figures by size and contender: requests a second, percentiles, CPU."""
    sources.original_plugins()
    cores = sorted(os.sched_getaffinity(0))
    found = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        _running(Path(folder)) as gateways,
    ):
        os.sched_setaffinity(0, {cores[-1]})
        for each in gateways:
            each.bind(cores[0])
        for size in payloads.SIZES:
            content = json.dumps(request(payloads.arguments(size, "PII"))).encode()
            for each in gateways:
                each.tool.answer = payloads.arguments(size, "PII")
            _check(gateways, content)
            times: dict[str, list[float]] = defaultdict(list)
            wall: dict[str, float] = defaultdict(float)
            cpu: dict[str, float] = defaultdict(float)
            for _ in range(rounds):
                for each in gateways:
                    turn, elapsed, used = _turn(each, content)
                    times[each.contender] += turn
                    wall[each.contender] += elapsed
                    cpu[each.contender] += used
            found[size] = {
                name: summary(times[name])
                | {
                    "rate": len(times[name]) / wall[name],
                    "cpu": cpu[name] / len(times[name]),
                }
                for name in KINDS
            }
    os.sched_setaffinity(0, cores)
    return found
