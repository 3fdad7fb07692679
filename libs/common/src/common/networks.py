"""Whom limits count by where a request comes from."""

from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network


def network(address: str) -> str:
    """What one subscriber has: an IPv4 address (also one written in IPv6), or the /64 around an IPv6 address."""
    with suppress(ValueError):
        found = ip_address(address.partition("%")[0])
        if isinstance(found, IPv6Address):
            return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
        return str(found)
    return address
