"""The whole fleet as data: which programs there are, in the order they need each other."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import httpx

from dev.environment import Environment
from dev.keys import secret
from dev.layout import SERVICES, Layout
from dev.program import Program
from dev.sandboxes import REGISTERED, SANDBOXES, SOURCES, Sandboxes
from dev.servers import Coturn, Nginx, Ports, Postgres, Rabbitmq
from dev.settings import Settings

LIBRARIES = ("libs/common/src", "libs/contracts/src")
READY_TIMEOUT = httpx.Timeout(3, connect=1)


@dataclass(frozen=True)
class Fleet:
    layout: Layout
    settings: Settings

    @cached_property
    def postgres(self) -> Postgres | None:
        """Ours, unless a server was lent to us."""
        return None if self.settings.postgres_url else Postgres(self.layout.postgres, self.settings.ports["postgres"])

    @cached_property
    def rabbitmq(self) -> Rabbitmq | None:
        if self.settings.rabbitmq_url:
            return None
        names = ("", "_distribution", "_epmd", "_management", "_prometheus")
        ports = Ports.of([self.settings.ports[f"rabbitmq{name}"] for name in names])
        return Rabbitmq(self.layout.folder("rabbitmq"), ports, secret(self.layout.folder("keys"), "rabbitmq"))

    @cached_property
    def gateway(self) -> Nginx:
        ports = self.settings.ports
        web = self.layout.root / "web" / "apps"
        values = {f"{name.upper()}_ADDRESS": f"127.0.0.1:{ports[name]}" for name in SERVICES}
        values |= {
            "PATIENT_HOSTS": r"~^(localhost|127\.0\.0\.1)$",
            "DOCTOR_HOSTS": "doctor.localhost",
            "FILES_HOST": "files.localhost",
            "PATIENT_ROOT": str(web / "patient" / "dist"),
            "DOCTOR_ROOT": str(web / "doctor" / "dist"),
            "LOGIN_RATE": self.settings.login_rate,
        }
        template = self.layout.root / "gateway" / "nginx.conf.template"
        return Nginx(self.layout.folder("nginx"), template, values, ports["gateway"], ports["gateway_status"])

    @cached_property
    def coturn(self) -> Coturn:
        keys = self.layout.folder("keys")
        return Coturn(self.layout.folder("coturn"), self.settings.ports["turn"], secret(keys, "turn"))

    @cached_property
    def environment(self) -> Environment:
        """Readable once the servers are prepared: their administrators' passwords are made then."""
        postgres_url = self.postgres.admin_url if self.postgres else str(self.settings.postgres_url)
        rabbitmq_url = self.rabbitmq.amqp_url if self.rabbitmq else str(self.settings.rabbitmq_url)
        return Environment(self.layout, self.settings, rabbitmq_url, postgres_url, self.coturn.urls)

    @cached_property
    def sandboxes(self) -> Sandboxes:
        return Sandboxes(self.environment)

    def servers(self) -> tuple[Program, ...]:
        own = [server.programs() for server in (self.postgres, self.rabbitmq) if server]
        return tuple(program for programs in own for program in programs)

    def services(self) -> tuple[Program, ...]:
        return tuple(self._service(name) for name in SERVICES)

    def sandboxes_and_gateway(self) -> tuple[Program, ...]:
        """The sandboxes, the relay and the gateway: they need no database of ours."""
        build = self.layout.fingerprint(".mila/nginx/nginx.conf")
        gateway = [self._with_build(program, build) for program in self.gateway.programs()]
        return (*(self._sandbox(name) for name in SANDBOXES), *self.coturn.programs(), *gateway)

    def programs(self) -> tuple[Program, ...]:
        return (*self.servers(), *self.sandboxes_and_gateway(), *self.services())

    def _service(self, name: str) -> Program:
        program = Program(
            name=name,
            command=(sys.executable, "-m", "common", name, "all"),
            environment=self.environment.service(name),
            ready=answers(f"{self.settings.url(name)}/readyz/worker"),
            ready_seconds=120,
        )
        return self._with_build(program, self.layout.fingerprint(*LIBRARIES, f"services/{name}/src"))

    def _sandbox(self, name: str) -> Program:
        program = Program(
            name=name,
            command=(sys.executable, "-m", SANDBOXES[name]),
            environment=self.sandboxes.variables(name),
            ready=answers(f"{self.settings.url(name)}/readyz"),
        )
        return self._with_build(program, self.layout.fingerprint(SOURCES[name], *REGISTERED[name]))

    def _with_build(self, program: Program, build: str) -> Program:
        """The supervisor restarts a program when its variables change: so the sources become one."""
        return Program(**{**program.__dict__, "environment": {**program.environment, "MILA_BUILD": build}})


def answers(url: str) -> Callable[[], bool]:
    """Whether a readiness address says yes at this moment."""

    def ready() -> bool:
        try:
            return httpx.get(url, timeout=READY_TIMEOUT, trust_env=False).is_success
        except httpx.HTTPError:
            return False

    return ready
