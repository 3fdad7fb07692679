"""HTTP of medcard."""

from common import files_host

from medcard.routes import conclusions, documents, preparations, shared, shares

PUBLISHED = (documents.router, conclusions.router, preparations.router, shares.router, shared.router, files_host.router)
