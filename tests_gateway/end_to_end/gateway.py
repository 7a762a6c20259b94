"""A real gateway and a real tool behind it, each in a process or thread of its own."""

import contextlib
import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import yaml

from tests_gateway import sources

OURS = "piigo.gateway.PIIFilterPlugin"
ORIGINAL = "plugins.pii_filter.pii_filter.PIIFilterPlugin"
HOOKS = ["prompt_pre_fetch", "prompt_post_fetch", "tool_pre_invoke", "tool_post_invoke"]
START_SECONDS = 90
# Should the tests be killed, their gateways end by themselves.
BOUNDED = ["timeout", "--kill-after=10", "600", sys.executable, "-m"]
TOOL = "tool"


def free_port() -> int:
    """A port of the loopback interface that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Tool:
    """A REST tool: keeps the arguments that it gets, answers with `answer`."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.answer: Any = {"ok": True}
        tool = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                tool.seen.append(json.loads(self.rfile.read(length)))
                body = json.dumps(tool.answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Write no log."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/tool"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop to serve."""
        self._server.shutdown()
        self._server.server_close()


class Gateway:
    """A running gateway, with the tool registered."""

    def __init__(self, port: int, log: Path, tool: Tool) -> None:
        self.log = log
        self.tool = tool
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False
        )

    def register_tool(self) -> None:
        """Make the tool known to the gateway."""
        tool = {
            "name": TOOL,
            "url": self.tool.url,
            "description": "of a test",
            "integration_type": "REST",
            "request_type": "POST",
            "input_schema": {"type": "object", "properties": {}},
        }
        answer = self.http.post("/tools", json={"tool": tool})
        assert answer.status_code in (200, 201), answer.text

    def call_tool(self, arguments: Any) -> dict[str, Any]:
        """The gateway's JSON-RPC answer to `tools/call`."""
        return dict(self.http.post("/rpc", json=request(arguments)).json())

    def metrics(self) -> str:
        """What the metrics endpoint shows."""
        answer = self.http.get("/metrics/prometheus", follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return str(answer.text)


def request(arguments: Any) -> dict[str, Any]:
    """A JSON-RPC request that calls the tool."""
    parameters = {"name": TOOL, "arguments": arguments}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": parameters}


@contextlib.contextmanager
def running(
    folder: Path,
    kind: str,
    options: dict[str, Any] | None = None,
    *,
    workers: int = 0,
    environment: dict[str, str] | None = None,
) -> Iterator[Gateway]:
    """A gateway with a plugin of this kind.

    It is served by uvicorn; or with `workers` by gunicorn with preload, and Go started
    in the process that the workers are forked from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plugins = folder / "plugins.yaml"
    plugins.write_text(yaml.safe_dump(_plugins(kind, options or {})))
    port = free_port()
    env = {
        **os.environ,
        "AUTH_REQUIRED": "false",
        "SSRF_PROTECTION_ENABLED": "false",
        "PLUGINS_ENABLED": "true",
        "PLUGIN_CONFIG_FILE": str(plugins),
        "DATABASE_URL": f"sqlite:///{folder}/gateway.db",
        "LOG_LEVEL": "WARNING",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PYTHONPATH": os.pathsep.join(_import_path()),
        **(environment or {}),
    }
    log = folder / "log.txt"
    tool = Tool()
    with log.open("w") as output:
        server = subprocess.Popen(
            _command(port, workers),
            cwd=folder,
            env=env,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    gateway = Gateway(port, log, tool)
    try:
        _wait(gateway, server)
        gateway.register_tool()
        yield gateway
    finally:
        gateway.http.close()
        _stop(server)
        tool.close()


def _import_path() -> Iterator[str]:
    yield str(sources.original_plugins())
    yield str(sources.CACHE.parent.parent)
    if path := os.environ.get("PYTHONPATH"):
        yield path


def _plugins(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    plugin = {
        "name": "PIIFilterPlugin",
        "kind": kind,
        "description": "of a test",
        "author": "",
        "version": "1",
        "hooks": HOOKS,
        "tags": [],
        "mode": "enforce",
        "priority": 50,
        "conditions": [],
        "config": options,
    }
    settings = {"plugin_timeout": 30, "fail_on_plugin_error": True}
    return {"plugins": [plugin], "plugin_dirs": [], "plugin_settings": settings}


def _command(port: int, workers: int) -> list[str]:
    if not workers:
        where = "mcpgateway.main:app"
        uvicorn = [*BOUNDED, "uvicorn", where, "--host", "127.0.0.1"]
        return [*uvicorn, "--port", str(port), "--log-level", "warning"]
    where = "tests_gateway.end_to_end.started:app"
    gunicorn = [*BOUNDED, "gunicorn", where, "--preload"]
    gunicorn += ["--worker-class", "uvicorn.workers.UvicornWorker"]
    gunicorn += ["--workers", str(workers), "--bind", f"127.0.0.1:{port}"]
    return [*gunicorn, "--timeout", "60", "--graceful-timeout", "5"]


def _wait(gateway: Gateway, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(httpx.HTTPError):
            if gateway.http.get("/health").json()["status"] == "healthy":
                return
        time.sleep(0.2)
    raise AssertionError(f"no gateway: {gateway.log.read_text()[-4000:]}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the gateway to stop, and see to it that none of its processes is left."""
    server.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(15)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(15)
