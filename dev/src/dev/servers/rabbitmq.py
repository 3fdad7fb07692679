"""A private RabbitMQ node in one folder: own Erlang port mapper, own cookie, loopback only."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from dev.program import Program, listening
from dev.servers.missing import MissingPackage

# The wrapper in /usr/sbin would change the user, the folder and the logs of the node.
BINARIES = Path("/usr/lib/rabbitmq/bin")
LOOPBACK = "-kernel inet_dist_use_interface {127,0,0,1}"


def binary() -> Path:
    """The launcher of the node."""
    if not (BINARIES / "rabbitmq-server").exists():
        raise MissingPackage("rabbitmq-server")
    return BINARIES / "rabbitmq-server"


@dataclass(frozen=True, kw_only=True)
class Ports:
    amqp: int
    distribution: int
    epmd: int
    management: int
    prometheus: int

    @classmethod
    def of(cls, ports: list[int]) -> "Ports":
        amqp, distribution, epmd, management, prometheus = ports
        return cls(amqp=amqp, distribution=distribution, epmd=epmd, management=management, prometheus=prometheus)


@dataclass(frozen=True)
class Rabbitmq:
    folder: Path
    ports: Ports
    password: str
    user: str = "mila"

    @property
    def amqp_url(self) -> str:
        return f"amqp://{self.user}:{quote(self.password, safe='')}@127.0.0.1:{self.ports.amqp}/"

    @property
    def management_url(self) -> str:
        """With the user and the password: http://user:password@host:port."""
        return f"http://{self.user}:{quote(self.password, safe='')}@127.0.0.1:{self.ports.management}"

    def prepare(self) -> None:
        """Afterwards the folder holds the node's settings; its queues are kept."""
        binary()
        for name in ("mnesia", "log"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        (self.folder / "enabled_plugins").write_text("[rabbitmq_management,rabbitmq_prometheus].\n")
        configuration = self.folder / "rabbitmq.conf"
        configuration.write_text(self._configuration())
        configuration.chmod(0o600)

    def programs(self) -> tuple[Program, ...]:
        """The port mapper comes first: a node that finds none would start one nobody stops."""
        epmd = shutil.which("epmd") or "/usr/bin/epmd"
        return (
            Program(
                name="epmd",
                command=(epmd, "-port", str(self.ports.epmd), "-address", "127.0.0.1"),
                ready=lambda: listening(self.ports.epmd),
            ),
            Program(
                name="rabbitmq",
                command=(str(binary()),),
                environment=self.environment(),
                ready=self.ready,
                ready_seconds=120,
            ),
        )

    def ready(self) -> bool:
        """Both listeners open when the node is up. Nothing is said to them: it would be logged as a broken client."""
        return listening(self.ports.amqp) and listening(self.ports.management)

    def environment(self) -> dict[str, str]:
        """For the node and for rabbitmqctl."""
        paths = {
            "HOME": "",  # the cookie is written here
            "RABBITMQ_BASE": "",
            "RABBITMQ_MNESIA_BASE": "mnesia",
            "RABBITMQ_LOG_BASE": "log",
            "RABBITMQ_CONFIG_FILE": "rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": "advanced.config",
            "RABBITMQ_CONF_ENV_FILE": "none",
            "RABBITMQ_ENABLED_PLUGINS_FILE": "enabled_plugins",
            "RABBITMQ_PID_FILE": "pid",
            "RABBITMQ_FEATURE_FLAGS_FILE": "feature_flags",
            "RABBITMQ_GENERATED_CONFIG_DIR": "generated",
        }
        return {
            **{name: str(self.folder / path) for name, path in paths.items()},
            "RABBITMQ_NODENAME": "mila@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.ports.amqp),
            "RABBITMQ_DIST_PORT": str(self.ports.distribution),
            "ERL_EPMD_PORT": str(self.ports.epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": LOOPBACK,
            "RABBITMQ_CTL_ERL_ARGS": LOOPBACK,
            "RABBITMQ_LOGS": "-",
            # The launcher becomes the node instead of watching it: one pid to signal.
            "RUNNING_UNDER_SYSTEMD": "1",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
        }

    def _configuration(self) -> str:
        lines = (
            f"listeners.tcp.local = 127.0.0.1:{self.ports.amqp}",
            "management.tcp.ip = 127.0.0.1",
            f"management.tcp.port = {self.ports.management}",
            "prometheus.tcp.ip = 127.0.0.1",
            f"prometheus.tcp.port = {self.ports.prometheus}",
            f"default_user = {self.user}",
            f"default_pass = {self.password}",
            "vm_memory_high_watermark.absolute = 512MiB",
            "disk_free_limit.absolute = 200MB",
            "log.console.level = warning",
        )
        return "\n".join(lines) + "\n"
