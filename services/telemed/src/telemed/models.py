"""The tables of telemed: rooms with two seats, calls, chat messages, files."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from common.db.base import Id, Moment, Timestamped, TypedColumns, messaging_tables, metadata_for
from common.db.joined import joined_cabinets
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from telemed.domain.files import FileState
from telemed.domain.rooms import SILENT_AFTER, CallEnd, CallState, CloseReason, MessageKind, Role, came_at, time_in


class Base(TypedColumns, DeclarativeBase):
    """The tables of telemed."""

    metadata = metadata_for("telemed")


messaging_tables(Base)
JOINED = joined_cabinets(Base)


class Room(Timestamped, Base):
    """The room of one booking. Every change of it locks this row, so changes have one order."""

    __tablename__ = "rooms"

    booking_id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID]
    doctor_id: Mapped[UUID]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    booking_version: Mapped[int] = mapped_column(default=0, comment="of the last fact of the booking that was heeded")
    version: Mapped[int] = mapped_column(default=1, comment="grows with every change that people are told of")
    last_seq: Mapped[int] = mapped_column(default=0, comment="of the chat: gap-free")
    started_at: Mapped[Moment | None] = mapped_column(comment="both ends connected for the first time")
    closed_at: Mapped[Moment | None]
    close_reason: Mapped[CloseReason | None]
    calling_told_at: Mapped[Moment | None] = mapped_column(comment="DoctorCalling, at most once a minute")
    patient_came_at: Mapped[Moment | None] = mapped_column(comment="first present at the time of the visit")
    doctor_came_at: Mapped[Moment | None]
    doctor_present: Mapped[timedelta] = mapped_column(
        default=timedelta(), server_default=text("'0'"), comment="since the start, without the stay that goes on"
    )
    both_present: Mapped[timedelta] = mapped_column(
        default=timedelta(), server_default=text("'0'"), comment="since the start, without the stay that goes on"
    )

    __table_args__ = (
        Index("ix_rooms_patient_id", "patient_id"),
        CheckConstraint("(closed_at IS NULL) = (close_reason IS NULL)", name="closed_for_a_reason"),
        Index("ix_rooms_open", "ends_at", postgresql_where="closed_at IS NULL"),
    )

    def note_arrival(self, seat: "Seat", *, until: datetime) -> None:
        """The person who has held the seat until then has come, if that was at the time of the visit."""
        if seat.socket_id is None or seat.entered_at is None:
            return
        came = came_at(self.starts_at, since=seat.entered_at, until=until)
        if seat.role is Role.PATIENT:
            self.patient_came_at = self.patient_came_at or came
        else:
            self.doctor_came_at = self.doctor_came_at or came

    def note_stay(self, seat: "Seat", peer: "Seat", *, at: datetime) -> None:
        """The stay in the seat is over. Time with the peer counts when the first of both stays ends, so only once."""
        until = seat.held_until(at)
        self.note_arrival(seat, until=until)
        if seat.present_since is not None:
            if seat.role is Role.DOCTOR:
                waited_until = min(until, self.ends_at)  # the room stays open longer than the visit
                self.doctor_present += time_in(self.starts_at, since=seat.present_since, until=waited_until)
            if peer.present_since is not None:
                since, both_until = max(seat.present_since, peer.present_since), min(until, peer.held_until(at))
                self.both_present += time_in(self.starts_at, since=since, until=both_until)
        seat.present_since = None

    def forget_presence(self) -> None:
        """The visit has another time: nobody was there yet."""
        self.patient_came_at = self.doctor_came_at = None
        self.doctor_present = self.both_present = timedelta()


class Seat(Base):
    """One of the two seats. ``socket_id`` holds it; a newer socket of the same person takes it."""

    __tablename__ = "seats"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.booking_id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(Text, default="", comment="from the token, at the first visit")
    socket_id: Mapped[UUID | None] = mapped_column(unique=True)
    session_id: Mapped[UUID | None] = mapped_column(comment="of identity, with which the socket was opened")
    confirmed_at: Mapped[Moment | None] = mapped_column(comment="that session was last known to hold")
    entered_at: Mapped[Moment | None] = mapped_column(comment="a quick return does not begin anew")
    present_since: Mapped[Moment | None] = mapped_column(comment="the stay that is not yet counted")
    seen_at: Mapped[Moment | None] = mapped_column(comment="heartbeat of the process that holds the socket")
    left_at: Mapped[Moment | None]
    media: Mapped[dict[str, Any] | None]
    delivered_seq: Mapped[int] = mapped_column(default=0)
    read_seq: Mapped[int] = mapped_column(default=0)
    unread_since: Mapped[Moment | None] = mapped_column(comment="the oldest message of the other seat not read")
    missed_told_at: Mapped[Moment | None] = mapped_column(comment="ChatMessageMissed, once until all is read")

    __table_args__ = (
        CheckConstraint("read_seq <= delivered_seq", name="read_is_delivered"),
        Index("ix_seats_taken", "seen_at", postgresql_where="socket_id IS NOT NULL"),
        Index("ix_seats_session_id", "session_id", postgresql_where="socket_id IS NOT NULL"),
        Index("ix_seats_unread", "unread_since", postgresql_where="missed_told_at IS NULL"),
    )

    def held_until(self, at: datetime) -> datetime:
        """Until when the seat was held for certain: a process without a sign for 45 s may have died with the last."""
        return at if self.seen_at is None or at - self.seen_at < SILENT_AFTER else self.seen_at


class EndedSession(Base):
    """A session that ended before its time. Its last tokens live for a minute more and open nothing here."""

    __tablename__ = "ended_sessions"

    session_id: Mapped[UUID] = mapped_column(primary_key=True)
    ended_at: Mapped[Moment] = mapped_column(index=True)


class Call(Base):
    """A call by the doctor. A room has at most one that is not over."""

    __tablename__ = "calls"

    call_id: Mapped[Id]
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.booking_id"))
    state: Mapped[CallState]
    rang_at: Mapped[Moment]
    accepted_at: Mapped[Moment | None]
    patient_connected_at: Mapped[Moment | None]
    doctor_connected_at: Mapped[Moment | None]
    connected_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    end_reason: Mapped[CallEnd | None]

    __table_args__ = (
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_at_some_time"),
        Index("ix_calls_booking_id_rang_at", "booking_id", "rang_at"),
        Index("uq_calls_live", "booking_id", unique=True, postgresql_where="state <> 'ended'"),
        Index("ix_calls_ringing", "rang_at", postgresql_where="state = 'ringing'"),
    )

    def end(self, reason: CallEnd, at: datetime) -> None:
        """It is over."""
        self.state, self.end_reason, self.ended_at = CallState.ENDED, reason, at


class File(Timestamped, Base):
    """A file in storage under ``<booking>/<file>``. Its row comes first, its message last: none is lost track of."""

    __tablename__ = "files"

    file_id: Mapped[Id]
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.booking_id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    content_type: Mapped[str] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(default=False, comment="has its message")
    sha256: Mapped[str | None] = mapped_column(Text, comment="of the stored bytes; none for the oldest files")
    state: Mapped[FileState] = mapped_column(default=FileState.READY, server_default=FileState.READY)
    scan_asked_at: Mapped[Moment | None] = mapped_column(comment="the scanner had no verdict then")

    __table_args__ = (
        Index("ix_files_abandoned", "created_at", postgresql_where="NOT shown"),
        Index("ix_files_checking", "scan_asked_at", postgresql_where="state = 'checking'"),
    )


class Message(Base):
    """A chat message. ``client_id`` is chosen by the browser: a repeated message is stored once."""

    __tablename__ = "messages"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.booking_id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    message_id: Mapped[UUID] = mapped_column(unique=True)
    client_id: Mapped[UUID]
    author: Mapped[Role]
    kind: Mapped[MessageKind]
    text: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.file_id"), unique=True)
    sent_at: Mapped[Moment]

    __table_args__ = (
        CheckConstraint("(kind = 'file') = (file_id IS NOT NULL)", name="file_of_a_file"),
        CheckConstraint("(kind = 'text') = (text IS NOT NULL)", name="text_of_a_text"),
        UniqueConstraint("booking_id", "author", "client_id"),
    )


class Rating(Base):
    """The rating of the connection by the person on one seat, from one to five."""

    __tablename__ = "ratings"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("rooms.booking_id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    stars: Mapped[int]
    rated_at: Mapped[Moment]

    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="one_to_five"),)
