"""Reading form-js JSON: lenient, every problem at once."""

from engine.core.form.read.form import components_of
from engine.core.form.read.source import plain

__all__ = ["components_of", "plain"]
