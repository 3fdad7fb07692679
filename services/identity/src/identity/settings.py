"""Settings of identity."""

import base64
import binascii
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from common.auth import Permission
from common.settings import Address, ServiceSettings
from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator


def _data_key(value: SecretStr) -> SecretStr:
    try:
        length = len(base64.b64decode(value.get_secret_value(), validate=True))
    except binascii.Error:
        length = 0
    if length != 32:
        raise ValueError("must be 32 bytes in base64")
    return value


class Settings(ServiceSettings):
    """Gosuslugi, the secrets of the other services, and the key of data at rest."""

    name: ClassVar[str] = "identity"

    esia_public_url: Address = Field(description="Where the browser meets Gosuslugi")
    esia_url: Address = Field(description="Where this server meets Gosuslugi")
    esia_issuer: str = Field(description="iss of its tokens, to the last slash")
    esia_client_id: str = Field(default="MILA", description="Our mnemonic at Gosuslugi")
    esia_certificates_dir: Path = Field(
        description="Folder of *.pem and *.cer that sign its tokens; read again when changed"
    )
    esia_signer: Literal["gost", "remote", "development"] = Field(description="How requests to Gosuslugi are signed")
    esia_key_file: Path | None = Field(default=None, validate_default=True)
    esia_certificate_file: Path | None = Field(default=None, validate_default=True)
    esia_certificate_hash: str | None = Field(
        default=None, pattern="^[0-9A-F]{64}$", description="Of our certificate; otherwise computed from its file"
    )
    esia_remote_signer_url: str | None = Field(default=None, validate_default=True)
    staff_idle_minutes: int = Field(default=45, gt=0, le=720, description="Staff log in again after so long unseen")
    service_secrets: dict[str, SecretStr] = Field(description="Name of a service to its secret")
    service_permissions: dict[str, frozenset[Permission]] = Field(description="Name of a service to what it may do")
    data_key: Annotated[SecretStr, AfterValidator(_data_key)] = Field(description="Encrypts personal data at rest")

    @field_validator("esia_key_file", "esia_certificate_file")
    @classmethod
    def _needed_to_sign_here(cls, value: Path | None, info: ValidationInfo) -> Path | None:
        if value is None and info.data.get("esia_signer") in ("gost", "development"):
            raise ValueError("is needed by this ESIA_SIGNER")
        return value

    @field_validator("esia_remote_signer_url")
    @classmethod
    def _needed_to_sign_there(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and info.data.get("esia_signer") == "remote":
            raise ValueError("is needed by ESIA_SIGNER=remote")
        return value
