"""The REST calls of the gateway: POST forms in, JSON out, the verdict inside."""

from .routes import router

__all__ = ["router"]
