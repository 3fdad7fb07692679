"""What several of medcard's routes need: who knows names, and a file as an answer."""

from typing import Annotated

from common.errors import Unavailable
from common.files import content_disposition
from common.files_host import FilesHost, KeptFile
from common.http import ContextDep
from common.identity import IdentityClient
from common.scanning import FileChecking, FileInfected
from common.storage import FileDamaged, FileMissing
from fastapi import Depends
from fastapi.responses import Response

from medcard.actions.documents import OpenFile
from medcard.domain import AccessAction

# A file that can be opened is whole and checked; otherwise it is answered why not.
UNREADABLE = (FileChecking, FileInfected, FileDamaged, FileMissing)
PDF = "application/pdf"
NOTHING = "default-src 'none'"
PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    # A file runs nothing, loads nothing and is of no origin, should somebody open its address directly.
    "Content-Security-Policy": f"sandbox; {NOTHING}",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# In a sandbox a browser's own viewer of PDFs does not start.
SHOWN_PDF = PRIVATE | {"Content-Security-Policy": NOTHING}


async def identity_client(context: ContextDep) -> IdentityClient:
    """Who knows names."""
    if context.identity is None:
        raise Unavailable
    return context.identity


Identity = Annotated[IdentityClient, Depends(identity_client)]


def file_answer(files: FilesHost, opened: OpenFile, purpose: AccessAction) -> Response:
    """The file in pieces, to be shown or kept, or the way to the host of files."""
    document = opened.document
    inline = purpose is not AccessAction.DOWNLOADED
    contained = SHOWN_PDF if inline and document.file_type == PDF else PRIVATE
    headers = contained | {"Content-Disposition": content_disposition(document.file_name, inline=inline)}
    kept = KeptFile(
        key=document.file_key, sha256=document.file_sha256, content_type=document.file_type, headers=headers
    )
    return files.answer(kept, opened.pieces)
