"""Whether the process is up, and whether it can work: for whoever watches it."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify

from webui.account import visitor

area = Blueprint("health", __name__)


@area.get("/health")
def health() -> Response:
    """The process answers; nothing else is asked, so that a slow database does not kill it."""
    return jsonify(status="up")


@area.get("/ready")
def ready() -> Response:
    """The database answers, and has the schema that this code needs; else 503."""
    if not visitor.executor().ready():
        abort(503)
    return jsonify(status="ready")
