"""make down: stop what make up started, and only that."""

from dev import stale
from dev.fleet import Fleet
from dev.keeper import Keeper
from dev.layout import SERVICES
from dev.progress import step
from dev.standins import STANDINS


def stop_fleet(fleet: Fleet, keeper: Keeper) -> bool:
    """Afterwards nothing of this checkout runs; return whether something did.

    The door first, so that nobody is cut off halfway; the servers last, so that services can finish.
    """
    ran = keeper.running()
    if ran:
        with step("gateway stopped"):
            keeper.stop(["gateway"])
        with step("services and stand-ins stopped"):
            keeper.stop([*SERVICES, *STANDINS])
        with step("servers and the process keeper stopped"):
            keeper.stop(program.name for program in fleet.servers())
            keeper.end()
    left = stale.clear(fleet.layout, (*fleet.servers(), *fleet.gateway.programs()))
    return ran or left > 0
