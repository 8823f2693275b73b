"""The headers of every answer: what a browser may load, and what it may keep."""

from __future__ import annotations

import re
from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from webui.config import WebConfig

CONTENT_SECURITY_POLICY: Final = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # bpmn-js keeps its arrows in its styles
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
PERMISSIONS: Final = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
HASHED: Final = re.compile(r"/build/.+-[0-9A-Z]{8}\.\w+$")
TWO_YEARS: Final = 63_072_000
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": the check of a form's origin reads it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in PERMISSIONS),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES: Final = frozenset({"same-origin", "none"})


def install(app: Flask, config: WebConfig) -> None:
    """Let every answer carry the headers, refusals and files included."""

    def add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if config.https:
            value = f"max-age={TWO_YEARS}; includeSubDomains"
            response.headers.setdefault("Strict-Transport-Security", value)
        response.headers["Cache-Control"] = _keeping(response.status_code)
        return response

    app.after_request(add)


def refuse_other_sites() -> None:
    """Refuse what another site's page sends; browsers say where a request comes from."""
    origin = request.headers.get("Sec-Fetch-Site", "none")
    if request.method not in SAFE_METHODS and origin not in OWN_PAGES:
        raise BadRequest(f"{request.method} from another site")


def _keeping(status: int) -> str:
    """Pages show people's data and are never kept; a built file's name changes with its content."""
    if request.endpoint != "static" or status >= 400:
        return "no-store"
    if HASHED.search(request.path):
        return "public, max-age=31536000, immutable"
    return "no-cache"
