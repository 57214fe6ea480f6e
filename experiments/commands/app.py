"""`journeys app`: levers in a browser, answered by real runs within seconds; on this machine alone."""

import argparse
import gc
import os
import secrets
import signal
import socket
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from experiments.cli import FINE, WRONG_INPUT
from scenarios.problems import InputError, Problem

if TYPE_CHECKING:
    from experiments.app.settings import Settings

HOST = "127.0.0.1"
FIRST_PORT, PORTS = 8501, 50
FIRST_COMER, AHEAD = "whoever comes first", 15.0
"""Who wants the first draws lived before the address is told, and for how many seconds at most that is waited for."""
OPTIONS = {
    "server.address": HOST, "server.headless": "true", "server.fileWatcherType": "none", "server.runOnSave": "false",
    "browser.gatherUsageStats": "false", "browser.serverAddress": HOST, "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none", "server.maxUploadSize": "1", "theme.base": "light",
    "theme.primaryColor": "#12436D", "runner.magicEnabled": "false", "server.enableCORS": "true",
    "server.enableXsrfProtection": "true", "global.developmentMode": "false", "logger.level": "error",
    "logger.enableRich": "false",  # it would write what goes wrong to standard output, which is closed
    "server.showEmailPrompt": "false",
}  # fmt: skip


def answer(options: argparse.Namespace) -> int:
    """Check what is asked, and serve the page."""
    if find_spec("streamlit") is None:
        sentence = "needs the extra 'app': pip install 'survivor-journeys[app]'"
        raise InputError([Problem(Path("journeys app"), None, None, "", sentence)])
    from experiments.app.settings import Settings
    from experiments.pool import cores

    sweep = str(Path(options.sweep).resolve()) if options.sweep else ""
    if sweep:
        from experiments.app.stored import answers

        if isinstance(wrong := answers(sweep), str):
            print(wrong, file=sys.stderr)
            return WRONG_INPUT
    free_port(options.port)
    how = Settings(secrets.token_urlsafe(32), sweep, options.people, options.draws, options.workers or cores())
    serve(how, options.port)
    return FINE


def serve(how: "Settings", asked: int | None = None) -> None:
    """Serve the page until the process is told to stop; workers start first, before anybody opens it.

    The port is chosen last, as another app may have taken one meanwhile.
    """
    from experiments.app.asking import likely
    from experiments.app.engine import ROUNDS, engine

    running = engine(how.workers)
    try:
        print("loading the model ...", file=sys.stderr, flush=True)
        (ahead,) = running.want(FIRST_COMER, [likely(how)], patient=True)
        import_module("experiments.app.page")  # with all that it needs, so that nobody waits for it
        from streamlit.web.cli import main

        until = monotonic() + AHEAD
        while not ahead.finished and ahead.draws < ROUNDS[0] and monotonic() < until:
            running.want(FIRST_COMER, [likely(how)], patient=True)
            sleep(0.1)
        gc.freeze()  # the server looks through everything for garbage after every click, and what is loaded stays
        os.environ.update(how.environment())
        port = free_port(asked)
        address = f"http://{HOST}:{port}/?token={how.token}"
        print(f"open {address}\n(Ctrl-C ends it; nothing leaves this machine)", flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the server would print an address without the token
        _end_with_the_terminal()
        flags = [f"--{name}={value}" for name, value in {**OPTIONS, "server.port": str(port)}.items()]
        page = Path(__file__).parents[1] / "app" / "page.py"
        main(["run", str(page), *flags], "streamlit", standalone_mode=False)
    finally:
        running.close()


def _end_with_the_terminal() -> None:
    """Let the server end in order when its terminal is closed, as it does at SIGTERM, unless that is to be ignored."""
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM))


def free_port(asked: int | None = None) -> int:
    """Return a port that nobody listens at, the one asked for if any is. Raises InputError if there is none."""
    for port in [asked] if asked else range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as tried:
            if tried.connect_ex((HOST, port)):
                return port
    taken = f"{asked} is" if asked else f"every port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is"
    raise InputError([Problem(Path("command line"), None, None, "--port", f"{taken} taken; name another")])
