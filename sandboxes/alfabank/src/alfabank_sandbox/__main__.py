"""`python -m alfabank_sandbox`."""

from .server import make_server
from .settings import load

if __name__ == "__main__":
    make_server(load()).run()
