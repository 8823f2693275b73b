"""Why a regular expression is refused."""


class RegexError(Exception):
    """The regular expression, its flags or its replacement are not those of XPath."""

    def __init__(self, message: str, position: int | None = None) -> None:
        where = f" (character {position + 1} of the pattern)" if position is not None else ""
        super().__init__(message + where)
        self.position = position


class RegexLimitError(RegexError):
    """The regular expression, or what it does, is larger than is allowed."""
