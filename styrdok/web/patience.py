"""How long the page waits for a browser that has begun to say something: a connection left half open is closed."""

from asyncio import TimerHandle, Transport
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_OWED = (h11.IDLE, h11.SEND_BODY)
"""States in which it is the browser's turn to speak."""


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, but the head of a request must be whole, and a body go on, within some seconds."""

    seconds = 20.0

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._clock: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait for more where more is owed; drops of a head gain no time, parts of a body do."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._clock is None and self.conn.their_state in _OWED:
            self._clock = self.loop.call_later(self.seconds, self._give_up)

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _give_up(self) -> None:
        self._clock = None
        if self.conn.their_state in _OWED and not self.transport.is_closing():
            self.transport.abort()
