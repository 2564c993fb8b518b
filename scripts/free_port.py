#!/usr/bin/env python3
"""Says in a sentence that a port is taken, and which one is free: `free_port.py 8000`."""

from __future__ import annotations

import socket
import sys


def is_free(port: int) -> bool:
    """Whether a server can listen on `port` of this machine."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def main() -> str | None:
    """The sentence, which ends the process with an error; None if the port is free."""
    port = int(sys.argv[1])
    if is_free(port):
        return None
    free = next((other for other in range(port + 1, port + 100) if is_free(other)), 8100)
    return f"Port {port} is in use. Choose another one: make demo PORT={free}"


if __name__ == "__main__":
    sys.exit(main())
