"""A scanner inside the test: it finds EICAR, or says what the test asked for."""

from collections.abc import AsyncIterator

from common.scanning import Clean, Infected, Scanner, Verdict

# In two parts, so that a scanner of this machine does not find it in our sources.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeScanner(Scanner):
    """``verdict``: what every file gets from now on; None: EICAR is found, everything else is clean."""

    def __init__(self, verdict: Verdict | None = None) -> None:
        super().__init__(None)
        self.verdict = verdict

    async def scan(self, stream: AsyncIterator[bytes]) -> Verdict:
        content = b"".join([piece async for piece in stream])
        return self.verdict or (Infected("Eicar-Test-Signature") if EICAR in content else Clean())
