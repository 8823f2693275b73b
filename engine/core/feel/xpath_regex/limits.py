"""How much a regular expression may use."""

from typing import Final

PATTERN_LENGTH: Final = 1_000
NESTING: Final = 50
REPEAT: Final = 1_000
REPEAT_PRODUCT: Final = 10_000
TEXT_LENGTH: Final = 1_000_000
SECONDS: Final = 0.05
