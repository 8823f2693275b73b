"""Where the pages are served."""

from __future__ import annotations

import errno
import socket
from dataclasses import dataclass
from typing import Final

from engine.errors import PasserelleError

USUAL: Final = "127.0.0.1:8000"


class AddressRefused(PasserelleError):
    """The pages cannot be served there: choose another address with --bind."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where pages are served: a host of this machine and a port."""

    host: str
    port: int

    @classmethod
    def of(cls, text: str) -> Address:
        """Read `HOST:PORT`; an IPv6 host stands in brackets.

        Raises:
            AddressRefused: It is something else.
        """
        host, _, port = text.rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
            raise AddressRefused(f"'{text}' is no address: say HOST:PORT, such as {USUAL}")
        return cls(host.strip("[]"), int(port))

    def require_free(self) -> None:
        """Refuse an address that something else listens at, or that is not of this machine.

        Raises:
            AddressRefused: The message says which of the two.
        """
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
            family, kind, protocol, _, place = found[0]
            with socket.socket(family, kind, protocol) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind(place)
        except OSError as error:
            used = error.errno == errno.EADDRINUSE
            reason = "is in use" if used else f"cannot be used ({error.strerror})"
            raise AddressRefused(
                f"port {self.port} of {self.host} {reason}: choose another with --bind"
            ) from None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"
