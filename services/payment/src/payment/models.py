"""What payment remembers: orders, what the bank called about, refunds. Card data never comes here."""

from typing import Any
from uuid import UUID

from common.db.base import Id, Kopecks, Moment, Timestamped, TypedColumns, messaging_tables, metadata_for
from common.db.joined import joined_cabinets
from contracts.values import PaymentFailure
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, Uuid, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from payment.domain import OrderState, ReceiptKind, ReceiptState, RefundState, RegistrationState


class Base(TypedColumns, DeclarativeBase):
    """The tables of payment."""

    metadata = metadata_for("payment")


# Nothing here reads ``idempotency_keys`` any more; versions before migration 0004 still write it.
messaging_tables(Base, idempotency=True)
JOINED = joined_cabinets(Base)


class Order(Timestamped, Base):
    """What a booking costs and what became of it. One order a booking, for ever."""

    __tablename__ = "orders"

    order_id: Mapped[Id]
    booking_id: Mapped[UUID] = mapped_column(unique=True)
    patient_id: Mapped[UUID] = mapped_column(index=True)
    offering_id: Mapped[UUID | None]
    state: Mapped[OrderState]
    amount_kopecks: Mapped[Kopecks]
    expires_at: Mapped[Moment] = mapped_column(comment="when the slot's hold ends")
    order_number: Mapped[str | None] = mapped_column(Text, unique=True, comment="as the bank knows it")
    registrations: Mapped[int] = mapped_column(default=0)
    bank_order_id: Mapped[str | None] = mapped_column(Text, unique=True)
    form_url: Mapped[str | None] = mapped_column(Text)
    fiscal: Mapped[bool] = mapped_column(default=False, server_default=false(), comment="registered with a basket")
    attempt_failure: Mapped[PaymentFailure | None]
    failure: Mapped[PaymentFailure | None]
    paid_at: Mapped[Moment | None]
    refunded_at: Mapped[Moment | None]
    refunded_kopecks: Mapped[Kopecks] = mapped_column(default=0, comment="what the bank says went back, by whomever")
    promised_kopecks: Mapped[Kopecks] = mapped_column(
        default=0, server_default=text("0"), comment="what is to go back in all, as soon as it was paid"
    )
    decline_due: Mapped[bool] = mapped_column(default=False)
    checks: Mapped[int] = mapped_column(default=0)
    checked_at: Mapped[Moment | None]
    bank_silent: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="the last question had no answer"
    )
    next_check_at: Mapped[Moment | None] = mapped_column(comment="null: nothing more to ask the bank")
    claimed_until: Mapped[Moment | None] = mapped_column(comment="somebody is registering it at the bank till then")
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("amount_kopecks > 0", name="amount_positive"),
        CheckConstraint("refunded_kopecks BETWEEN 0 AND amount_kopecks", name="refunded_within_amount"),
        CheckConstraint("promised_kopecks BETWEEN 0 AND amount_kopecks", name="promised_within_amount"),
        CheckConstraint("refunded_kopecks = 0 OR paid_at IS NOT NULL", name="refunded_was_paid"),
        CheckConstraint(
            "state NOT IN ('paid', 'refunding', 'refunded') OR paid_at IS NOT NULL", name="paid_states_have_a_payment"
        ),
        CheckConstraint(
            "state <> 'refunded' OR (refunded_kopecks > 0 AND refunded_kopecks >= promised_kopecks)",
            name="refunded_owes_nothing",
        ),
        Index("ix_orders_next_check_at", "next_check_at", postgresql_where="next_check_at IS NOT NULL"),
    )


class Registration(Timestamped, Base):
    """A number an order was or may be known by at the bank. Written before the bank is asked, so none is forgotten.

    The one that is open is checked through its order; all others on their own, until nobody can pay them.
    """

    __tablename__ = "registrations"

    registration_id: Mapped[Id]
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.order_id"))
    number: Mapped[int]
    order_number: Mapped[str] = mapped_column(Text, unique=True, comment="as the bank knows it")
    bank_order_id: Mapped[str | None] = mapped_column(Text, unique=True)
    state: Mapped[RegistrationState]
    checks: Mapped[int] = mapped_column(default=0)
    next_check_at: Mapped[Moment | None] = mapped_column(comment="null: nothing more to ask the bank")

    __table_args__ = (
        UniqueConstraint("order_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        Index("ix_registrations_one_open", "order_id", unique=True, postgresql_where="state = 'open'"),
        Index("ix_registrations_next_check_at", "next_check_at", postgresql_where="next_check_at IS NOT NULL"),
    )


class Offering(Base):
    """A copy of what catalog published: what a receipt says was bought."""

    __tablename__ = "offerings"

    offering_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    service_code: Mapped[str] = mapped_column(Text)
    service_title: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Callback(Base):
    """A genuine call of the bank. First a row, then an effect; the same call twice is one row, kept for 90 days."""

    __tablename__ = "callbacks"

    callback_id: Mapped[Id]
    fingerprint: Mapped[str] = mapped_column(Text, unique=True)
    received_at: Mapped[Moment]
    bank_order_id: Mapped[str | None] = mapped_column(Text, index=True)
    operation: Mapped[str | None] = mapped_column(Text)
    genuine: Mapped[bool]
    parameters: Mapped[dict[str, Any]]
    handled_at: Mapped[Moment | None]

    __table_args__ = (
        Index("ix_callbacks_waiting", "received_at", postgresql_where="handled_at IS NULL"),
        Index("ix_callbacks_handled_at", "handled_at", postgresql_where="handled_at IS NOT NULL"),
    )


class Refund(Timestamped, Base):
    """Money to return: ``amount_kopecks`` in all, however it is returned. Its parts carry ids made of its own."""

    __tablename__ = "refunds"

    refund_id: Mapped[Id]
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.order_id"), unique=True)
    amount_kopecks: Mapped[Kopecks]
    state: Mapped[RefundState]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[Moment]
    delayed_at: Mapped[Moment | None] = mapped_column(comment="when people were told that it takes long")
    done_at: Mapped[Moment | None]

    __table_args__ = (
        CheckConstraint("amount_kopecks > 0", name="amount_positive"),
        Index("ix_refunds_due", "next_attempt_at", postgresql_where="state = 'due'"),
    )


class Receipt(Timestamped, Base):
    """A fiscal receipt the law wants for money that came or went; its bank's id keeps two rows from being one paper."""

    __tablename__ = "receipts"

    receipt_id: Mapped[Id]
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.order_id"), index=True)
    kind: Mapped[ReceiptKind]
    amount_kopecks: Mapped[Kopecks]
    state: Mapped[ReceiptState]
    bank_receipt_id: Mapped[str | None] = mapped_column(Text, unique=True)
    document_number: Mapped[str | None] = mapped_column(Text)
    drive_number: Mapped[str | None] = mapped_column(Text)
    document_sign: Mapped[str | None] = mapped_column(Text)
    issued_at: Mapped[Moment | None]
    url: Mapped[str | None] = mapped_column(Text)
    checks: Mapped[int] = mapped_column(default=0)
    next_check_at: Mapped[Moment | None] = mapped_column(comment="null: nothing more to ask the bank")

    __table_args__ = (
        CheckConstraint("amount_kopecks > 0", name="amount_positive"),
        Index("ix_receipts_next_check_at", "next_check_at", postgresql_where="next_check_at IS NOT NULL"),
    )
