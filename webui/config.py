"""What the pages need to be told before they can be served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024
SHORTEST_KEY: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class WebConfig:
    """Settings of one web process.

    Attributes:
        secret_key: Signs cookies and form tokens: at least 32 characters, from outside the code.
        old_secret_keys: Keys that still verify what they signed, while one is replaced.
        https: Whether browsers reach the pages by HTTPS. Only a machine of one's own does not.
        hosts: The names under which the pages are served; empty accepts any.
        language: A language of `translations`, or `pseudo`, the test language.
        time_zone: The zone of the clocks on the walls, an IANA name.
        programme: The programme's own name, shown beside the product's.
        shortcuts: Whether keyboard shortcuts are on until somebody switches them off.
        trusted_proxies: How many proxies of one's own stand before the pages; what they say of
            the browser's address, scheme and host is believed, and of nobody else.
        demo: Whether this is a demonstration: everybody may sign in as anybody of its cast, and
            each page says that its data is invented. Never where real people work.
        style_guide: Whether `/style-guide` is served; never where real people work.
        largest_upload: Bytes of one request, files included.
        most_form_parts: Fields and files of one form.

    Raises:
        ValueError: A key is too short.
    """

    secret_key: str
    old_secret_keys: tuple[str, ...] = ()
    https: bool = True
    hosts: tuple[str, ...] = ()
    language: str = "en"
    time_zone: str = "UTC"
    programme: str = ""
    shortcuts: bool = True
    trusted_proxies: int = 0
    demo: bool = False
    style_guide: bool = False
    largest_upload: int = 21 * MEGABYTE
    most_form_parts: int = 1_000

    def __post_init__(self) -> None:
        for key in (self.secret_key, *self.old_secret_keys):
            if len(key) < SHORTEST_KEY:
                raise ValueError(
                    f"a secret key has {len(key)} characters, {SHORTEST_KEY} are needed: "
                    "make one with `python -c 'import secrets; print(secrets.token_hex())'`"
                )
