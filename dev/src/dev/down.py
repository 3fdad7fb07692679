"""make down: stop what make up started, and only that."""

from dev import cleanup
from dev.fleet import Fleet
from dev.layout import SERVICES
from dev.progress import step
from dev.sandboxes import SANDBOXES
from dev.supervisor import Supervisor


def stop_fleet(fleet: Fleet, supervisor: Supervisor) -> bool:
    """Afterwards nothing of this checkout runs; return whether something did.

    The gateway first, so that nobody is cut off halfway; the servers last, so that services can finish.
    """
    ran = supervisor.running()
    if ran:
        with step("gateway stopped"):
            supervisor.stop(["gateway"])
        with step("services and sandboxes stopped"):
            supervisor.stop([*SERVICES, *SANDBOXES])
        with step("servers and the process supervisor stopped"):
            supervisor.stop(program.name for program in fleet.servers())
            supervisor.end()
    left = cleanup.clear(fleet.layout, (*fleet.servers(), *fleet.gateway.programs()))
    return ran or left > 0
