"""The socket of a room, as docs/signalling.md says."""

from telemed.signalling.door import attend
from telemed.signalling.hub import Hub, open_hub
from telemed.signalling.probe import probe
from telemed.signalling.uploads import receive_file

__all__ = ["Hub", "attend", "open_hub", "probe", "receive_file"]
