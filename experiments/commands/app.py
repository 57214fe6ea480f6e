"""`journeys app`: levers in a browser, answered by real runs within seconds; on this machine alone."""

import argparse
import os
import secrets
import socket
import sys
from importlib.util import find_spec
from pathlib import Path

from scenarios.problems import InputError, Problem

HOST = "127.0.0.1"
FIRST_PORT, PORTS = 8501, 50
OPTIONS = {
    "server.address": HOST, "server.headless": "true", "server.fileWatcherType": "none", "server.runOnSave": "false",
    "browser.gatherUsageStats": "false", "browser.serverAddress": HOST, "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none", "server.maxUploadSize": "1", "theme.base": "light",
    "theme.primaryColor": "#12436D", "runner.magicEnabled": "false", "server.enableCORS": "true",
    "server.enableXsrfProtection": "true", "global.developmentMode": "false", "logger.level": "error",
    "server.showEmailPrompt": "false",
}  # fmt: skip


def answer(options: argparse.Namespace) -> int:
    """Check what is asked, and become the server."""
    if find_spec("streamlit") is None:
        sentence = "needs the extra 'app': pip install 'survivor-journeys[app]'"
        raise InputError([Problem(Path("journeys app"), None, None, "", sentence)])
    from experiments.app.settings import Settings
    from experiments.pool import cores

    if options.sweep:
        from experiments.explorer.page import read

        read(Path(options.sweep))  # says now what is wrong with it
    port = options.port or free_port()
    how = Settings(secrets.token_urlsafe(32), str(Path(options.sweep).resolve()) if options.sweep else "",
                   options.people, options.draws, options.workers or cores())  # fmt: skip
    print(f"open http://{HOST}:{port}/?token={how.token}\n(Ctrl-C ends it; nothing leaves this machine)", flush=True)
    words = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).parents[1] / "app" / "page.py")]
    words += [f"--{name}={value}" for name, value in {**OPTIONS, "server.port": str(port)}.items()]
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    sys.stdout.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the server would print an address without the token
    os.execve(sys.executable, words, {**os.environ, **how.environment(), "PYTHONPATH": path})


def free_port() -> int:
    """Return a port that nobody listens at. Raises InputError if all are taken."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS):
        with socket.socket() as tried:
            if tried.connect_ex((HOST, port)):
                return port
    sentence = f"every port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is taken; name another"
    raise InputError([Problem(Path("command line"), None, None, "--port", sentence)])
