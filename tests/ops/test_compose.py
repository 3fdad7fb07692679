"""docker-compose.yml says what the settings ask for, and all its parts mean the same addresses and the same secrets."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from alfabank_sandbox.settings import Settings as BankSettings
from clamav_sandbox.settings import Settings as ClamavSettings
from dev.environment import SERVICE_PERMISSIONS
from dev.layout import SERVICES
from dev.settings import PORTS
from esia_sandbox.settings import Settings as EsiaSettings
from mailbox_sandbox.settings import Settings as MailboxSettings
from ops.manifests import environment, loaded, meaningless
from pydantic import SecretStr

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
VARIABLE = re.compile(r"\$\$|\$\{(\w+)(?::-([^}]*))?\}")


def services(**given: str) -> dict[str, Any]:
    """The services as compose would start them with these variables in .env."""

    def filled(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: filled(value) for key, value in node.items()}
        if isinstance(node, list):
            return [filled(value) for value in node]
        return VARIABLE.sub(value, node) if isinstance(node, str) else node

    def value(match: re.Match[str]) -> str:
        return "$" if match[0] == "$$" else given.get(match[1]) or match[2]

    read: dict[str, Any] = filled(yaml.safe_load(COMPOSE.read_text())["services"])
    return read


def variables_in_use() -> set[str]:
    return {match[1] for match in VARIABLE.finditer(COMPOSE.read_text()) if match[1]}


FLEET = services()


def test_the_file_keeps_to_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_secret_has_a_default_for_one_machine() -> None:
    assert [match[0] for match in VARIABLE.finditer(COMPOSE.read_text()) if match[1] and match[2] is None] == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_given_all_it_needs_and_nothing_else(service: str) -> None:
    result = FLEET[service]["environment"]
    settings = loaded(service, result)
    assert meaningless(service, result) == set()
    assert settings.port == PORTS[service]
    assert settings.host == "0.0.0.0"
    assert settings.identity_url == f"http://identity:{PORTS['identity']}"


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_starts_after_all_migrations_and_is_migrated_with_its_own_settings(service: str) -> None:
    assert FLEET[service]["command"] == [service, "all"]
    migration = FLEET[f"migrate-{service}"]
    assert migration["command"] == [service, "migrate"]
    assert migration["environment"] == FLEET[service]["environment"]
    assert set(migration["depends_on"]) == {"postgres", "rabbitmq"}
    waits = FLEET[service]["depends_on"]
    assert {f"migrate-{other}" for other in SERVICES} <= set(waits)
    assert {wait["condition"] for name, wait in waits.items() if name.startswith("migrate-")} == {
        "service_completed_successfully"
    }


def fresh() -> dict[str, Any]:
    """The fleet with the secrets of deploy/docker/secrets.sh: each is another one, so a mix-up shows."""
    printed = subprocess.run([ROOT / "deploy/docker/secrets.sh"], capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in printed.splitlines())


def test_fresh_secrets_replace_every_default() -> None:
    not_secret = {"MILA_LOG_LEVEL", "MILA_LOGIN_RATE", "MILA_TURN_URLS", "MILA_TURN_EXTERNAL_IP", "MILA_SCANNER_URL"}
    not_secret |= {f"MILA_PAYMENT_{name}" for name in ("TAX_SYSTEM", "TAX_TYPE", "RECEIPT_EMAIL")}
    made = fresh()
    assert set(made) == variables_in_use() - not_secret
    assert len(set(made.values())) == len(made)
    assert "local-" not in yaml.safe_dump(services(**made))


def test_both_sides_of_every_secret_are_given_the_same() -> None:
    fleet = services(**fresh())
    result = {service: fleet[service]["environment"] for service in SERVICES}
    for service in SERVICES:
        address = urlsplit(result[service][f"MILA_{service.upper()}_DATABASE_URL"])
        assert (address.username, address.path, address.hostname) == (service, f"/{service}", "postgres")
        assert address.password == fleet["postgres"]["environment"][f"MILA_{service.upper()}_DATABASE_PASSWORD"]
        broker = urlsplit(result[service]["MILA_RABBITMQ_URL"])
        assert broker.username == fleet["rabbitmq"]["environment"]["RABBITMQ_DEFAULT_USER"]
        assert broker.password == fleet["rabbitmq"]["environment"]["RABBITMQ_DEFAULT_PASS"]
        loaded(service, result[service])
    known = json.loads(result["identity"]["MILA_IDENTITY_SERVICE_SECRETS"])
    own = {service: result[service][f"MILA_{service.upper()}_SERVICE_SECRET"] for service in SERVICES}
    assert known == own | {"demo": fleet["demo"]["environment"]["MILA_DEMO_SERVICE_SECRET"]}
    assert json.loads(result["identity"]["MILA_IDENTITY_SERVICE_PERMISSIONS"]) == SERVICE_PERMISSIONS
    for name in ("MILA_PAYMENT_ALFABANK_PASSWORD", "MILA_PAYMENT_ALFABANK_CALLBACK_SECRET"):
        assert result["payment"][name] == fleet["prepare"]["environment"][name]
    secret = result["telemed"]["MILA_TELEMED_TURN_SECRET"]
    assert f"--static-auth-secret={secret}" in fleet["coturn"]["command"]


def test_the_sandboxes_are_given_all_they_need() -> None:
    result = {name: FLEET[name]["environment"] for name in ("esia", "bank", "mailbox")}
    with environment(result["esia"] | result["bank"] | result["mailbox"]):
        esia, bank, mailbox = EsiaSettings(), BankSettings(), MailboxSettings()
    with environment(FLEET["clamav"]["environment"]):
        clamav = ClamavSettings()
    assert FLEET["medcard"]["environment"]["MILA_SCANNER_URL"] == f"tcp://clamav:{clamav.scan_port}"
    assert (esia.port, bank.port, mailbox.port, mailbox.smtp_port) == tuple(
        PORTS[name] for name in ("esia", "bank", "mailbox", "smtp")
    )
    identity, payment = FLEET["identity"]["environment"], FLEET["payment"]["environment"]
    assert esia.public_url == identity["MILA_IDENTITY_ESIA_PUBLIC_URL"]
    assert esia.issuer == identity["MILA_IDENTITY_ESIA_ISSUER"]
    assert identity["MILA_IDENTITY_ESIA_CERTIFICATES_DIR"] == f"{esia.state_dir}/certificates"
    assert bank.public_url == payment["MILA_PAYMENT_ALFABANK_PUBLIC_URL"]
    assert isinstance(bank.admin_token, SecretStr)


def test_everything_is_published_on_loopback_only() -> None:
    published = {name: port for name, one in FLEET.items() for port in one.get("ports", ())}
    assert {port.split(":")[0] for port in published.values()} == {"127.0.0.1"}
    outside = {name: int(port.split(":")[1]) for name, port in published.items()}
    assert outside == {
        "gateway": PORTS["gateway"],
        "esia": PORTS["esia"],
        "bank": PORTS["bank"],
        "mailbox": PORTS["mailbox"],
        "prometheus": 9090,
        "grafana": 3000,
    }


def test_the_gateway_finds_every_service() -> None:
    result = FLEET["gateway"]["environment"]
    for service in SERVICES:
        assert result[f"{service.upper()}_ADDRESS"] == f"{service}:{PORTS[service]}"
    assert re.fullmatch(result["PATIENT_HOSTS"].removeprefix("~"), "localhost")
    callback = urlsplit(FLEET["payment"]["environment"]["MILA_PAYMENT_CALLBACK_URL"])
    assert callback.port == PORTS["gateway"]
    assert re.fullmatch(result["PATIENT_HOSTS"].removeprefix("~"), str(callback.hostname))


def test_what_is_mounted_and_built_from_the_project_is_there() -> None:
    mounted = {
        ROOT / volume.split(":")[0]
        for one in FLEET.values()
        for volume in one.get("volumes", ())
        if volume.startswith("./")
    }
    built = {ROOT / one["build"]["dockerfile"] for one in FLEET.values() if "build" in one}
    assert len(built) == 3
    assert [str(path) for path in mounted | built if not path.exists()] == []


def test_our_own_containers_may_do_nothing_they_need_not() -> None:
    own = {name: one for name, one in FLEET.items() if "build" in one}
    for name, one in own.items():
        assert (one["read_only"], one["cap_drop"]) == (True, ["ALL"]), name
        assert "no-new-privileges:true" in one["security_opt"], name
