"""How much one request may send."""

from __future__ import annotations

from flask import Flask, request

from webui.config import MEGABYTE, WebConfig


def install(app: Flask, config: WebConfig) -> None:
    """Read large bodies only where there may be files in them, and no text without an end."""
    app.config.update(
        MAX_CONTENT_LENGTH=config.largest_upload,
        MAX_FORM_PARTS=config.most_form_parts,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
    )

    # The two limits of forms hold for those with files only: the rest is read in one piece.
    def limit() -> None:
        if request.mimetype != "multipart/form-data":
            request.max_content_length = min(MEGABYTE, config.largest_upload)

    app.before_request(limit)
