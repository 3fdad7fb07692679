"""Alfa-Bank's internet acquiring."""

from payment.gateways.alfabank.adapter import AlfaBank
from payment.gateways.alfabank.checksum import checksum

__all__ = ["AlfaBank", "checksum"]
