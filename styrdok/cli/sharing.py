"""What ``serve --share`` is told: where to listen, by which names, with which TLS, behind which proxy."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from styrdok.errors import UsageProblem
from styrdok.sentence import Sentence
from styrdok.vocabulary import Role

if TYPE_CHECKING:
    from styrdok.web.office.door import Office

_EVERYWHERE, _HERE = "0.0.0.0", "127.0.0.1"
_ALONE = frozenset({_HERE, "localhost", "::1"})


@dataclass(frozen=True)
class Sharing:
    """How a desk is shared."""

    host: str | None = None
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None
    proxies: tuple[str, ...] = ()
    user_header: str = ""

    @property
    def listen_at(self) -> str:
        """The address to listen at."""
        return self.host or (_HERE if self.proxies else _EVERYWHERE)

    @property
    def shown_name(self) -> str:
        """The first name by which browsers reach the desk."""
        import socket

        if self.names:
            return self.names[0]
        return socket.getfqdn() if self.listen_at in (_EVERYWHERE, "::") else self.listen_at

    @property
    def tls(self) -> Mapping[str, str]:
        """What the server is told of TLS."""
        if self.certificate is None or self.key is None:
            return {}
        return {"ssl_certfile": str(self.certificate), "ssl_keyfile": str(self.key)}

    def check_unused(self) -> None:
        """Raise :class:`~styrdok.errors.UsageProblem` when something is told that only sharing has a use for."""
        if self != Sharing():
            raise UsageProblem(
                Sentence.of("Valen för ett kontor gäller bara med --share."),
                Sentence.of("Lägg till --share, eller ta bort dem."),
            )

    def office(self, registry: Path) -> "Office":
        """The office, when all that it needs is there. Raises :class:`~styrdok.errors.UsageProblem`."""
        import socket

        from styrdok.accounts.store import Accounts, accounts_beside
        from styrdok.web.office.door import Office, Proxy

        self._check()
        accounts = Accounts(accounts_beside(registry))
        if not any(account.role is Role.ADMINISTRATOR for account in accounts.everyone()):
            accounts.close()
            raise UsageProblem(
                Sentence.of("Det finns ingen administratör än."),
                Sentence.of("Lägg till en med styrdok accounts add NAMN --role administrator."),
            )
        known = {socket.gethostname(), socket.getfqdn(), *self.names, *([self.host] if self.host else [])}
        names = frozenset(name.casefold() for name in known)
        encrypted = self.certificate is not None or bool(self.proxies)
        return Office(accounts, encrypted, names, Proxy(self.proxies, self.user_header))

    def _check(self) -> None:
        from ipaddress import ip_network

        if (self.certificate is None) != (self.key is None):
            raise UsageProblem(
                Sentence.of("Certifikat och nyckel hör ihop."), Sentence.of("Ange både --certificate och --key.")
            )
        for path in filter(None, (self.certificate, self.key)):
            if not path.is_file():
                raise UsageProblem(
                    Sentence.of("Det finns ingen fil {path}.", path=str(path)), Sentence.of("Kontrollera namnet.")
                )
        for proxy in self.proxies:
            try:
                ip_network(proxy, strict=False)
            except ValueError as problem:
                raise UsageProblem(
                    Sentence.of("”{proxy}” är ingen adress.", proxy=proxy),
                    Sentence.of("Skriv den som 10.0.0.5 eller 10.0.0.0/24."),
                ) from problem
        if self.user_header and not self.proxies:
            raise UsageProblem(
                Sentence.of("--user-header gäller bara bakom en proxy."),
                Sentence.of("Ange proxyns adress med --proxy."),
            )
        if self.certificate is None and not self.proxies and self.listen_at not in _ALONE:
            raise UsageProblem(
                Sentence.of("Utan TLS skulle lösenord gå läsbara över nätet."),
                Sentence.of("Ange --certificate och --key, eller --proxy för en omvänd proxy som har TLS."),
            )
