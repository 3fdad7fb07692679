"""The environment a manifest gives to a service: its settings load from it, and every variable is one of them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module

from common.settings import ServiceSettings


def settings_of(service: str) -> type[ServiceSettings]:
    found: type[ServiceSettings] = import_module(f"{service}.settings").Settings
    return found


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Exactly these MILA_ variables, whatever the machine has."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("MILA_")]:
        del os.environ[name]
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def loaded(service: str, variables: Mapping[str, str]) -> ServiceSettings:
    """The service's settings as the process would see them; ends with exit code 78 and the names when one is wrong."""
    with environment(variables):
        return settings_of(service).load()


def meaningless(service: str, variables: Mapping[str, str]) -> set[str]:
    """Variables that look like settings and are none of this service's: a slip of the pen."""
    fields = {field.upper() for field in settings_of(service).model_fields}
    own = {f"MILA_{service.upper()}_{field}" for field in fields} | {f"MILA_{field}" for field in fields}
    return {name for name in variables if name.startswith("MILA_")} - own
