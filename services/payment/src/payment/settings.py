"""What payment is configured with."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, ClassVar

from common.settings import Origin, ServiceSettings
from pydantic import AfterValidator, Field, IPvAnyNetwork, SecretStr

TAX_TYPES = frozenset({0, 1, 2, 4, 6, 7, 10, 11, 12, 13, 14, 15})


def _known_tax(tax_type: int) -> int:
    if tax_type not in TAX_TYPES:
        raise ValueError("not a tax type of the bank's table")
    return tax_type


class Settings(ServiceSettings):
    """The bank: where it is, who we are there, and how its callbacks are proved to be its own.

    ``alfabank_url`` is the base of the REST interface, ``alfabank_public_url`` the only origin a payment page may have.
    ``callback_networks`` are the addresses its callbacks come from (CIDR; none given: any).
    ``alfabank_ca_file`` holds the certificates the bank's TLS is trusted by when the system's do not include them.
    ``tax_system`` and ``tax_type`` are the seller's, by the bank's numbers (0 ОСН … 5 патент; 0 without VAT);
    ``receipt_email`` takes the receipts of payers who have given no address.
    """

    name: ClassVar[str] = "payment"

    alfabank_url: str
    alfabank_public_url: Origin
    alfabank_user: str
    alfabank_password: SecretStr
    alfabank_callback_secret: SecretStr
    alfabank_ca_file: Path | None = None
    callback_url: str | None = None
    callback_networks: tuple[IPvAnyNetwork, ...] = ()
    tax_system: Annotated[int, Field(ge=0, le=5)]
    tax_type: Annotated[int, AfterValidator(_known_tax)]
    receipt_email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=40)]

    def is_callback_network(self, address: str) -> bool:
        """Whether the bank may call from this address. What is no address is allowed only where any is."""
        if not self.callback_networks:
            return True
        try:
            caller = ip_address(address)
        except ValueError:
            return False
        return any(caller in network for network in self.callback_networks)
