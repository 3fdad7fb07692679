"""The signalling protocol: every message of the sockets, in both directions, discriminated by ``type``.

This package is its one source. `make contracts` writes from it the JSON schema (libs/contracts/schemas/signalling),
the TypeScript types and checks (web/packages/call/src/protocol/generated) and the tables of docs/signalling.md.
A released message gains optional fields only; readers ignore fields and types they do not know.
"""

from telemed.domain.protocol.from_browser import (
    Accept,
    BrowserMessage,
    Bye,
    Call,
    CallMessage,
    CancelCall,
    Candidate,
    Connected,
    Decline,
    Delivered,
    Description,
    EndVisit,
    HangUp,
    LeaveCall,
    Media,
    Ping,
    Read,
    Say,
)
from telemed.domain.protocol.from_server import (
    CallAccepted,
    CallDeclined,
    CallEnded,
    CallStarted,
    ChatMessage,
    ConfirmSession,
    ErrorReply,
    FileChecked,
    Moved,
    PeerJoined,
    PeerLeft,
    PeerMedia,
    Pong,
    Ringing,
    RoomClosed,
    Welcome,
)
from telemed.domain.protocol.values import (
    CallView,
    ChatFile,
    ErrorCode,
    IceCandidate,
    IceServer,
    Message,
    OwnSeat,
    PeerSeat,
    RoomTimes,
    RoomView,
    SeatMedia,
    SessionDescription,
)

BROWSER_MESSAGES: dict[str, type[BrowserMessage]] = {
    kind.model_fields["type"].default: kind
    for kind in (
        Media, Call, CancelCall, Accept, Decline, Description, Candidate, Connected, HangUp, LeaveCall, EndVisit, Say,
        Delivered, Read, Ping, Bye,
    )
}  # fmt: skip

SERVER_MESSAGES: dict[str, type[Message]] = {
    kind.model_fields["type"].default: kind
    for kind in (
        Welcome, PeerJoined, PeerLeft, PeerMedia, Ringing, CallAccepted, CallDeclined, CallStarted, CallEnded,
        Description, Candidate, ChatMessage, FileChecked, Delivered, Read, RoomClosed, Moved, ErrorReply,
        ConfirmSession, Pong,
    )
}  # fmt: skip

__all__ = [
    "BROWSER_MESSAGES",
    "SERVER_MESSAGES",
    "Accept",
    "BrowserMessage",
    "Bye",
    "Call",
    "CallAccepted",
    "CallDeclined",
    "CallEnded",
    "CallMessage",
    "CallStarted",
    "CallView",
    "CancelCall",
    "Candidate",
    "ChatFile",
    "ChatMessage",
    "ConfirmSession",
    "Connected",
    "Decline",
    "Delivered",
    "Description",
    "EndVisit",
    "ErrorCode",
    "ErrorReply",
    "FileChecked",
    "HangUp",
    "IceCandidate",
    "IceServer",
    "LeaveCall",
    "Media",
    "Message",
    "Moved",
    "OwnSeat",
    "PeerJoined",
    "PeerLeft",
    "PeerMedia",
    "PeerSeat",
    "Ping",
    "Pong",
    "Read",
    "Ringing",
    "RoomClosed",
    "RoomTimes",
    "RoomView",
    "Say",
    "SeatMedia",
    "SessionDescription",
    "Welcome",
]
