"""make test and make journeys: what is run, in which order, with which servers."""

import subprocess
import sys
from dataclasses import dataclass

from dev import packages
from dev.fleet import Fleet
from dev.keeper import Keeper
from dev.layout import SERVICES
from dev.program import clean_environment
from dev.progress import say
from dev.trouble import Trouble
from dev.up import Up

NO_TESTS = 5  # pytest found none of the kind asked for
PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
# These kill servers or measure time, so they run alone.
ALONE = "resilience or bench"


@dataclass(frozen=True)
class Suite:
    fleet: Fleet

    def test(self, service: str) -> int:
        """All tests but the journeys, or those of one service. Exit code 1 when one failed."""
        packages.require_servers(self.fleet.layout, self.fleet.settings)
        if service and service not in SERVICES:
            raise Trouble(f"service= must be one of {', '.join(SERVICES)}")
        if service:
            return self._pytest(f"services/{service}")
        codes = [
            self._web(),
            self._pytest("-m", ALONE),
            self._pytest(*PARALLEL, "-m", f"not journey and not ({ALONE})"),
        ]
        return 0 if not any(codes) else 1

    def journeys(self, arguments: list[str]) -> int:
        """Stories in a real browser through the running fleet, which is started when it is not."""
        packages.require_browser(self.fleet.layout)
        Up(self.fleet, Keeper(self.fleet.layout)).run()
        return self._pytest("tests/journeys", "-m", "journey", *arguments)

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
