"""The process supervisor, with real supervisor and small programs."""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from dev.layout import Layout
from dev.ports import PortTaken, require_free
from dev.program import NotReady, Program, free_ports, listening
from dev.supervisor import Supervisor

from dev import cleanup

ROOT = Path(__file__).parents[2]
VALUE = 'a "quoted" 100% value, with = in it'


def listener(name: str, port: int, **variables: str) -> Program:
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    return Program(name=name, command=command, ready=lambda: listening(port), environment=variables, ready_seconds=20)


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    with tempfile.TemporaryDirectory(prefix="mila-test-", dir="/tmp") as folder:
        (Path(folder) / ".venv").symlink_to(ROOT / ".venv")
        supervisor = Supervisor(Layout(Path(folder)))
        yield supervisor
        if supervisor.running():
            supervisor.end()
        cleanup.clear(supervisor.layout, ())


def bring_up(supervisor: Supervisor, *programs: Program) -> dict[str, int]:
    supervisor.write(programs)
    supervisor.begin()
    supervisor.start(programs)
    for program in programs:
        supervisor.await_ready(program)
    return {name: info["pid"] for name, info in supervisor.states().items()}


def test_variables_reach_a_program_as_they_are(supervisor: Supervisor) -> None:
    pids = bring_up(supervisor, listener("one", free_ports(1)[0], PLAIN="plain", JSON='["a", "b"]', PERCENT="100%"))
    variables = psutil.Process(pids["one"]).environ()
    assert (variables["PLAIN"], variables["JSON"], variables["PERCENT"]) == ("plain", '["a", "b"]', "100%")


def test_only_a_changed_program_is_restarted(supervisor: Supervisor) -> None:
    first, second = free_ports(2)
    before = bring_up(supervisor, listener("one", first), listener("two", second, BUILD="1"))
    after = bring_up(supervisor, listener("one", first), listener("two", second, BUILD="2"))
    assert after["one"] == before["one"]
    assert after["two"] != before["two"]


def test_a_killed_program_comes_back(supervisor: Supervisor) -> None:
    program = listener("one", free_ports(1)[0])
    pid = bring_up(supervisor, program)["one"]
    os.kill(pid, 9)
    psutil.Process(pid).wait(10) if psutil.pid_exists(pid) else None
    supervisor.await_ready(program)
    assert supervisor.states()["one"]["pid"] not in {0, pid}


def test_a_program_with_wrong_settings_is_reported_with_its_last_words(supervisor: Supervisor) -> None:
    command = ("sh", "-c", "echo MILA_PORT is not set; exit 78")
    with pytest.raises(NotReady, match="MILA_PORT is not set"):
        bring_up(supervisor, Program(name="one", command=command, ready=lambda: False, ready_seconds=20))


def test_programs_of_a_killed_keeper_are_found_and_ended(supervisor: Supervisor) -> None:
    port = free_ports(1)[0]
    bring_up(supervisor, listener("one", port))
    os.kill(int((supervisor.layout.folder("run") / "supervisord.pid").read_text()), 9)
    assert listening(port)
    assert cleanup.clear(supervisor.layout, ()) == 1
    assert not listening(port)


def test_a_taken_port_is_said_with_its_holder_and_its_setting(supervisor: Supervisor) -> None:
    port = free_ports(1)[0]
    pid = bring_up(supervisor, listener("one", port))["one"]
    with pytest.raises(PortTaken) as taken:
        require_free({"booking": port})
    assert f"port {port} (booking)" in str(taken.value)
    assert f"pid {pid}" in str(taken.value)
    assert "MILA_PORT_BOOKING" in str(taken.value)


def test_a_deep_checkout_gets_a_short_socket() -> None:
    with tempfile.TemporaryDirectory(prefix="mila-test-", dir="/tmp") as folder:
        deep = Path(folder) / ("deep" * 20) / ("deeper" * 10)
        deep.mkdir(parents=True)
        layout = Layout(deep)
        assert len(str(layout.socket)) < 100
        assert layout.socket.parent.stat().st_mode & 0o077 == 0
        folder_of_socket = layout.socket.parent
        layout.remove_socket()
        assert not folder_of_socket.exists()


def test_commands_survive_the_configuration(supervisor: Supervisor) -> None:
    out = supervisor.layout.root / "said"
    script = f"printf %s {shlex.quote(VALUE)} > {out} && exec sleep 60"
    bring_up(supervisor, Program(name="one", command=("sh", "-c", script), ready=out.exists, ready_seconds=20))
    assert out.read_text() == VALUE
