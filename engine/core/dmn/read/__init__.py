"""From XML to the model: lenient where it can be, every problem with its element."""

from engine.core.dmn.read.library import Library, Unit, read_library

__all__ = ["Library", "Unit", "read_library"]
