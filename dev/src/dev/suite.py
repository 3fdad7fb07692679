"""make test, make journeys and make saga: what is run, in which order, with which servers."""

import os
import subprocess
import sys
from dataclasses import dataclass

from dev import packages
from dev.down import stop_fleet
from dev.errors import CliError
from dev.fleet import Fleet
from dev.layout import SERVICES
from dev.program import clean_environment
from dev.progress import say
from dev.supervisor import Supervisor
from dev.up import Up

NO_TESTS = 5  # pytest found none of the kind asked for
PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
# Branches, with the floor of pyproject.toml; the table of every file is for `coverage report`.
COVERAGE = ["--cov", "--cov-report="]
# These kill servers, so they run alone.
ALONE = "resilience"
# A network namespace with nothing but loopback: what runs in it can reach nobody, and its ports clash with nobody's.
ISOLATED = "JOURNEYS_ISOLATED"
# Browsers that see loopback alone believe themselves offline, so a cable that leads nowhere is plugged in.
CABLE = "ip link add link0 type veth peer name link1 && ip addr add 192.0.2.9/24 dev link0 && ip link set link0 up"
ENTER = f'ip link set lo up && {{ {CABLE} && ip link set link1 up; true; }} && {ISOLATED}=1 exec "$@"'
IN_A_NAMESPACE = ["unshare", "--net", "--", "bash", "-c", ENTER, "isolated"]


@dataclass(frozen=True)
class Suite:
    fleet: Fleet

    def test(self, service: str) -> int:
        """All tests but the journeys, or those of one service. Exit code 1 when one failed."""
        packages.require_servers(self.fleet.layout, self.fleet.settings)
        if service and service not in SERVICES:
            raise CliError(f"service= must be one of {', '.join(SERVICES)}")
        if service:
            return self._pytest(f"services/{service}")
        codes = [
            self._web(),
            self._pytest("-m", ALONE),
            self._pytest(*PARALLEL, *COVERAGE, "-m", f"not journey and not {ALONE}"),
        ]
        return 0 if not any(codes) else 1

    def journeys(self, arguments: list[str]) -> int:
        """Stories in a real browser, through the fleet that runs or one of their own."""
        packages.require_browser(self.fleet.layout)
        return self._with_fleet("journeys", arguments, "tests/journeys", "-m", "journey")

    def saga(self, arguments: list[str]) -> int:
        """Many payments while programs are killed and the bank misbehaves; then the ledger must balance."""
        return self._with_fleet("saga", arguments, "tests/saga", "-m", "saga", "-s")

    def _with_fleet(self, command: str, arguments: list[str], *pytest: str) -> int:
        """Tests of a whole fleet: of the one that runs, or of their own.

        Their own fleet sees nothing but loopback where the machine allows it, and ends with the tests.
        """
        packages.require_servers(self.fleet.layout, self.fleet.settings)
        supervisor = Supervisor(self.fleet.layout)
        if supervisor.running():
            Up(self.fleet, supervisor).run()
            return self._pytest(*pytest, *arguments)
        if (
            ISOLATED not in os.environ
            and subprocess.run([*IN_A_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0
        ):
            return self._run(*IN_A_NAMESPACE, sys.executable, "-m", "dev", command, "--", *arguments)
        try:
            Up(self.fleet, supervisor).run()
            return self._pytest(*pytest, *arguments)
        finally:
            stop_fleet(self.fleet, supervisor)

    def _pytest(self, *arguments: str) -> int:
        code = self._run(sys.executable, "-m", "pytest", *arguments)
        return 0 if code == NO_TESTS and ALONE in arguments else code

    def _web(self) -> int:
        if not any((self.fleet.layout.root / "web").glob("*/*/src/**/*.test.ts*")):
            return 0
        return self._run("npm", "test", "--prefix", "web")

    def _run(self, *command: str) -> int:
        say(f"· {' '.join(command)}")
        return subprocess.run(command, cwd=self.fleet.layout.root, env=clean_environment(), check=False).returncode
