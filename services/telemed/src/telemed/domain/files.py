"""Files of the chat; their types and names are decided by common.files."""

from enum import StrEnum

MAX_BYTES = 20 * 1024 * 1024
# A browser may show these inline; everything else is downloaded.
SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"})


class FileState(StrEnum):
    """Whether a file may be opened: only one that the scanner found clean."""

    READY = "ready"
    CHECKING = "checking"
    REFUSED = "refused"
