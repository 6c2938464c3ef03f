"""Opening the window: the frame first, the services behind it in a thread."""

import argparse

from shamay_desktop.bootstrap import build_services
from shamay_desktop.cli.context import language_of, place_of
from shamay_desktop.usecases.services import Services


def open_window(asked: argparse.Namespace) -> int:
    """Show the window until it is closed; returns the exit code."""
    from shamay_desktop.ui.application import run_window

    place = place_of(asked)

    def prepare() -> Services:
        services = build_services(place)
        services.database.upgrade()
        return services

    return run_window(prepare, language_of(asked))
