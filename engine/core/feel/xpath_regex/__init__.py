"""Regular expressions of XPath 3.1 (functions and operators, 5.6.1), run within limits."""

from engine.core.feel.xpath_regex.errors import RegexError, RegexLimitError
from engine.core.feel.xpath_regex.pattern import Pattern, compile_pattern

__all__ = ["Pattern", "RegexError", "RegexLimitError", "compile_pattern"]
