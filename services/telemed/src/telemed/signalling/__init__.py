"""The sockets of rooms and of connection checks; docs/signalling.md is the contract."""

from telemed.signalling.handshake import accept
from telemed.signalling.hub import Hub, open_hub
from telemed.signalling.probe import probe
from telemed.signalling.uploads import receive_file

__all__ = ["Hub", "accept", "open_hub", "probe", "receive_file"]
