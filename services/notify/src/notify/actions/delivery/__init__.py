"""What goes out of Mila: letters and pushes, one at a time, each obeying the person at the moment it leaves."""

from notify.actions.delivery.letters import deliver_due_letter
from notify.actions.delivery.office import Office, Outside
from notify.actions.delivery.pushes import deliver_due_push

__all__ = ["Office", "Outside", "deliver_due_letter", "deliver_due_push"]
