"""`journeys explore DIR`: a finished sweep as one offline page with levers to move."""

import argparse
import json
import sys
from pathlib import Path

from experiments.cli import FINE


def answer(options: argparse.Namespace) -> int:
    """Write the page, and say where."""
    from experiments.explorer.page import NAME, page, read
    from experiments.plan import open_folder, write

    folder = Path(options.folder)
    said = read(folder)
    if options.json:
        print(json.dumps({name: value for name, value in said.items() if name != "figures"}, ensure_ascii=False))
        return FINE
    out = Path(options.out) if options.out else folder / NAME
    open_folder(str(out.parent))
    text = page(said)
    write(out, text)
    if not options.quiet:
        print(f"explorer: {out} ({len(text.encode()) / 1e6:.2f} MB)")
    if not said["complete"] and not said["hull"]:
        print("not every combination of its levers was run; settings that were not run show nothing", file=sys.stderr)
    return FINE
