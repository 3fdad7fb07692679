from typing import ClassVar

import pytest
from common.settings import ServiceSettings
from pydantic import SecretStr

GOOD = {
    "MILA_DATABASE_URL": "postgresql://shared:hush@127.0.0.1/x",
    "MILA_RABBITMQ_URL": "amqp://u:hush@127.0.0.1/",
    "MILA_IDENTITY_URL": "http://127.0.0.1:8101/",
    "MILA_PUBLIC_ORIGINS": '["http://localhost:8080", "http://doctor.localhost:8080"]',
    "MILA_PATIENT_ORIGIN": "http://localhost:8080",
    "MILA_DOCTOR_ORIGIN": "http://doctor.localhost:8080",
    "MILA_STORAGE_URL": "file:///tmp/x",
    "MILA_PORT": "8199",
}


class Settings(ServiceSettings):
    name: ClassVar[str] = "booking"

    hold_minutes: int
    api_key: SecretStr | None = None


@pytest.fixture
def variables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in {**GOOD, "MILA_BOOKING_HOLD_MINUTES": "15"}.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_the_services_own_variable_wins_over_the_fleets(variables: pytest.MonkeyPatch) -> None:
    variables.setenv("MILA_BOOKING_DATABASE_URL", "postgresql://own:hush@127.0.0.1/booking")
    variables.setenv("MILA_HOLD_MINUTES", "99")
    settings = Settings.load()
    assert settings.database_url.get_secret_value() == "postgresql://own:hush@127.0.0.1/booking"
    assert settings.hold_minutes == 15
    assert settings.identity_url == "http://127.0.0.1:8101"
    assert settings.public_origins == ("http://localhost:8080", "http://doctor.localhost:8080")


def test_every_missing_or_wrong_variable_has_its_line_and_the_exit_code_is_78(
    variables: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    variables.delenv("MILA_BOOKING_HOLD_MINUTES")
    variables.delenv("MILA_RABBITMQ_URL")
    variables.setenv("MILA_PORT", "lots-hush")
    variables.setenv("MILA_PATIENT_ORIGIN", "http://localhost:8080/path")
    with pytest.raises(SystemExit) as left:
        Settings.load()
    lines = capsys.readouterr().err.splitlines()
    assert left.value.code == 78
    assert [line.split(":")[0] for line in lines] == [
        "MILA_BOOKING_HOLD_MINUTES (or MILA_HOLD_MINUTES)",
        "MILA_BOOKING_PATIENT_ORIGIN (or MILA_PATIENT_ORIGIN)",
        "MILA_BOOKING_PORT (or MILA_PORT)",
        "MILA_BOOKING_RABBITMQ_URL (or MILA_RABBITMQ_URL)",
    ]
    assert lines[0].endswith("is not set")
    assert "hush" not in "".join(lines)


def test_broken_json_is_named_and_not_shown(variables: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    variables.setenv("MILA_PUBLIC_ORIGINS", "http://hush:1")
    with pytest.raises(SystemExit):
        Settings.load()
    said = capsys.readouterr().err
    assert "public_origins" in said.lower()
    assert "hush" not in said


def test_secrets_are_never_shown(variables: pytest.MonkeyPatch) -> None:
    variables.setenv("MILA_BOOKING_API_KEY", "hush")
    assert "hush" not in repr(Settings.load())
    assert "hush" not in str(Settings.load())


def test_an_empty_variable_is_an_absent_one(variables: pytest.MonkeyPatch) -> None:
    variables.setenv("MILA_OTLP_ENDPOINT", "")
    assert Settings.load().otlp_endpoint is None
