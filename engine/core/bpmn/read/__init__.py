"""From XML to the model: lenient where it can be, every problem with its element."""

from engine.core.bpmn.read.processes import read

__all__ = ["read"]
