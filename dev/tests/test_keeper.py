"""The process keeper, with real supervisor and small programs."""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from dev.keeper import Keeper
from dev.layout import Layout
from dev.ports import PortTaken, require_free
from dev.program import NotReady, Program, free_ports, listening

from dev import stale

ROOT = Path(__file__).parents[2]
VALUE = 'a "quoted" 100% value, with = in it'


def listener(name: str, port: int, **variables: str) -> Program:
    command = (sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1")
    return Program(name=name, command=command, ready=lambda: listening(port), environment=variables, ready_seconds=20)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    with tempfile.TemporaryDirectory(prefix="mila-test-", dir="/tmp") as folder:
        (Path(folder) / ".venv").symlink_to(ROOT / ".venv")
        keeper = Keeper(Layout(Path(folder)))
        yield keeper
        if keeper.running():
            keeper.end()
        stale.clear(keeper.layout, ())


def bring_up(keeper: Keeper, *programs: Program) -> dict[str, int]:
    keeper.write(programs)
    keeper.begin()
    keeper.start(programs)
    for program in programs:
        keeper.await_ready(program)
    return {name: info["pid"] for name, info in keeper.states().items()}


def test_variables_reach_a_program_as_they_are(keeper: Keeper) -> None:
    pids = bring_up(keeper, listener("one", free_ports(1)[0], PLAIN="plain", JSON='["a", "b"]', PERCENT="100%"))
    variables = psutil.Process(pids["one"]).environ()
    assert (variables["PLAIN"], variables["JSON"], variables["PERCENT"]) == ("plain", '["a", "b"]', "100%")


def test_only_a_changed_program_is_started_anew(keeper: Keeper) -> None:
    first, second = free_ports(2)
    before = bring_up(keeper, listener("one", first), listener("two", second, BUILD="1"))
    after = bring_up(keeper, listener("one", first), listener("two", second, BUILD="2"))
    assert after["one"] == before["one"]
    assert after["two"] != before["two"]


def test_a_killed_program_comes_back(keeper: Keeper) -> None:
    program = listener("one", free_ports(1)[0])
    pid = bring_up(keeper, program)["one"]
    os.kill(pid, 9)
    psutil.Process(pid).wait(10) if psutil.pid_exists(pid) else None
    keeper.await_ready(program)
    assert keeper.states()["one"]["pid"] not in {0, pid}


def test_a_program_with_wrong_settings_is_reported_with_its_last_words(keeper: Keeper) -> None:
    command = ("sh", "-c", "echo MILA_PORT is not set; exit 78")
    with pytest.raises(NotReady, match="MILA_PORT is not set"):
        bring_up(keeper, Program(name="one", command=command, ready=lambda: False, ready_seconds=20))


def test_programs_of_a_killed_keeper_are_found_and_ended(keeper: Keeper) -> None:
    port = free_ports(1)[0]
    bring_up(keeper, listener("one", port))
    os.kill(int((keeper.layout.folder("run") / "supervisord.pid").read_text()), 9)
    assert listening(port)
    assert stale.clear(keeper.layout, ()) == 1
    assert not listening(port)


def test_a_taken_port_is_said_with_its_holder_and_its_setting(keeper: Keeper) -> None:
    port = free_ports(1)[0]
    pid = bring_up(keeper, listener("one", port))["one"]
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


def test_commands_survive_the_configuration(keeper: Keeper) -> None:
    out = keeper.layout.root / "said"
    script = f"printf %s {shlex.quote(VALUE)} > {out} && exec sleep 60"
    bring_up(keeper, Program(name="one", command=("sh", "-c", script), ready=out.exists, ready_seconds=20))
    assert out.read_text() == VALUE
