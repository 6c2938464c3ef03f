"""What a command works with: the place, the services when it needs them, who acts, and output."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import Texts, load_texts
from shamay_desktop.system.folders import Home, find_home
from shamay_desktop.system.temporary_folder import TemporaryFolder
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.office.passwords import sign_in
from shamay_desktop.usecases.services import Services


@dataclass(slots=True)
class CommandContext:
    """Opened lazily: `fields` needs no database, and `doctor` must run where nothing works."""

    place: Place
    texts: Texts
    as_json: bool
    email: str | None
    password: str | None
    _services: Services | None = None
    _scratch: Services | None = None
    _closers: list[Callable[[], None]] = field(default_factory=list)

    @property
    def services(self) -> Services:
        """The services, with the database at this program's schema."""
        if self._services is None:
            self._services = self.bare_services()
            self._services.database.upgrade()
        return self._services

    def bare_services(self) -> Services:
        """The services as they are built; the database's schema is not touched."""
        services = build_services(self.place)
        self._closers.append(services.close)
        self._start_log()
        return services

    def scratch_services(self) -> Services:
        """Services of a home that is made for this command and goes with it: nothing is kept."""
        if self._scratch is None:
            folder = TemporaryFolder()
            home = Home(folder.path / "home")
            self._scratch = build_services(Place(home, models=self.place.home.models))
            self._closers += [folder.remove, self._scratch.close]
        return self._scratch

    def actor(self) -> Actor:
        """Who acts: the local office's owner, or `--user` with the password.

        Raises Refused(`user_needed`, `password_needed`, `sign_in_failed`).
        """
        if self.email is None:
            return local_actor(self.services)
        password = self.password or self.services.secrets.get(f"password:{self.email}")
        if password is None:
            raise Refused("password_needed", user=self.email)
        return sign_in(self.services, self.email, password)

    def answer(self, document: Json, lines: Callable[[], "list[str]"]) -> None:
        """Print the one JSON document, or lines for a person."""
        if self.as_json:
            sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
        else:
            sys.stdout.writelines(strip_marks(line) + "\n" for line in lines())
        sys.stdout.flush()

    def say(self, line: str) -> None:
        """A message or progress, on stderr."""
        sys.stderr.write(strip_marks(line) + "\n")

    def progress(self, done: int, total: int) -> None:
        """Progress of files, shown to a person only."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{done}/{total} " + ("\n" if done == total else ""))

    def page_progress(self, name: str, done: int, total: int) -> None:
        """Progress of a paper's pages, on stderr, shown to a person only."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{name}: {done}/{total} " + ("\n" if done == total else ""))

    def log_bug(self) -> None:
        """The exception that is being handled, to the log, and to stderr for a developer."""
        logging.getLogger("shamay_desktop").exception("bug")
        if os.environ.get("SHAMAY_DEBUG"):
            raise  # noqa: PLE0704 — called from an except block only

    def close(self) -> None:
        """Close what was opened."""
        while self._closers:
            self._closers.pop()()

    def _start_log(self) -> None:
        from shamay_desktop.system.logging import start_logging

        self._closers.append(start_logging(self.place.home.logs))


def place_of(asked: argparse.Namespace) -> Place:
    """The home and database that the arguments or the environment name."""
    home = find_home(getattr(asked, "home", None), os.environ)
    url = getattr(asked, "database", None) or os.environ.get("SHAMAY_DATABASE_URL")
    return Place(home, url or None)


def language_of(asked: argparse.Namespace) -> Language:
    """The language of messages: the argument's, else Hebrew."""
    return Language(getattr(asked, "lang", None) or Language.HE.value)


def open_context(asked: argparse.Namespace) -> CommandContext:
    """The context of a command; nothing is opened yet."""
    variable = getattr(asked, "login_password_env", None)
    return CommandContext(
        place=place_of(asked),
        texts=load_texts(language_of(asked)),
        as_json=getattr(asked, "json", False),
        email=getattr(asked, "user", None),
        password=os.environ.get(variable) if variable else None,
    )
