"""The moment between the last commit of a request and its answer, where a test lets us die."""

from __future__ import annotations

from flask import Flask, Response, request

from engine.failpoint import Point, reach
from webui.headers import SAFE_METHODS


def install(app: Flask) -> None:
    """Be at the point when the answer to a request that may change something is ready.

    What is installed first looks at an answer last.
    """

    def be_there(response: Response) -> Response:
        if request.method not in SAFE_METHODS:
            reach(Point.BEFORE_ANSWER)
        return response

    app.after_request(be_there)
