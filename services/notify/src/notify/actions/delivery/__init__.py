"""Sending letters and pushes, one at a time, by the consent and preferences of the moment each is sent."""

from notify.actions.delivery.attempts import DeliveryContext, Gateways
from notify.actions.delivery.letters import deliver_due_letter
from notify.actions.delivery.pushes import deliver_due_push

__all__ = ["DeliveryContext", "Gateways", "deliver_due_letter", "deliver_due_push"]
