"""What goes out of Mila: letters and pushes, one at a time, each obeying the person at the moment it leaves."""

from notify.actions.delivery.letters import deliver_due_letter
from notify.actions.delivery.outcome import DeliveryContext, Gateways
from notify.actions.delivery.pushes import deliver_due_push

__all__ = ["DeliveryContext", "Gateways", "deliver_due_letter", "deliver_due_push"]
