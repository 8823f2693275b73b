"""Where the pages of cases are."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

area: Final = Blueprint("case", __name__, url_prefix="/cases")

ONE: Final = "/<string(length=32):case_id>"
"""The address of one case."""
