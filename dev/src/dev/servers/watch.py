"""Wait until a test run is gone, then clear what it left."""

import sys
from contextlib import suppress
from pathlib import Path

import psutil

from dev.servers.shared import SharedServers

if __name__ == "__main__":
    with suppress(psutil.NoSuchProcess):
        psutil.Process(int(sys.argv[1])).wait()
    SharedServers(Path(sys.argv[2])).end()
