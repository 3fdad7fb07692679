"""What a developer may change, and how a wrong value is said."""

from pathlib import Path

import pytest
from dev.settings import PORTS, Settings, WrongSetting


def test_a_file_moves_a_port_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("# mine\nMILA_PORT_GATEWAY=9090\nMILA_PORT_ESIA='9091'\n")
    monkeypatch.setenv("MILA_PORT_ESIA", "9092")
    settings = Settings.load(tmp_path)
    assert settings.patient_origin == "http://localhost:9090"
    assert settings.ports["esia"] == 9092
    assert settings.ports["booking"] == PORTS["booking"]


def test_a_port_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILA_PORT_SMTP", "mail")
    with pytest.raises(WrongSetting, match="MILA_PORT_SMTP"):
        Settings.load(tmp_path)


def test_lent_servers_need_no_ports_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILA_POSTGRES_URL", "postgresql://a:b@127.0.0.1/postgres")
    monkeypatch.setenv("MILA_RABBITMQ_URL", "amqp://a:b@127.0.0.1/")
    own = Settings.load(tmp_path).own_ports()
    assert not [name for name in own if name.startswith(("postgres", "rabbitmq"))]
    assert "gateway" in own
    assert "booking" in own


def test_every_port_is_in_the_example(tmp_path: Path) -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text()
    for name, port in PORTS.items():
        assert f"# MILA_PORT_{name.upper()}={port}\n" in example
