"""The style guide on this machine: `python -m tools.style_guide [PORT]`."""

from __future__ import annotations

import secrets
import sys
from typing import Final

from werkzeug.serving import make_server

from webui import WebConfig, create_app

PORT: Final = 8090


def main(arguments: list[str]) -> None:
    """Serve it to this machine alone, with a key that is forgotten afterwards."""
    port = int(arguments[0]) if arguments else PORT
    app = create_app(WebConfig(secret_key=secrets.token_hex(), https=False, style_guide=True))
    server = make_server("127.0.0.1", port, app, threaded=True)
    print(f"http://127.0.0.1:{server.server_port}/style-guide, until Ctrl+C", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
