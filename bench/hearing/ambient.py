"""Fetches the recordings of ambient.sha256 into a folder: for evaluation alone, never shipped.

They are of github.com/rafaelmardojai/blanket, whose SOUNDS_LICENSING.md names author and licence of each: coffee-shop (stephan, public
domain), city (gezortenplotz, CC BY), train (SDLx, CC BY 3.0).
"""
import sys, urllib.request
from pathlib import Path

FROM = "https://raw.githubusercontent.com/rafaelmardojai/blanket/8b1c27aedde1d6ad8053ce5ad351a2924bcdb766/data/resources/sounds/"

for line in (Path(__file__).parent / "ambient.sha256").read_text().splitlines():
    name = line.split()[1]
    try:
        with urllib.request.urlopen(FROM + name, timeout=60) as answer:
            (Path(sys.argv[1]) / name).write_bytes(answer.read(50_000_000))
    except OSError as e:
        sys.exit(f"{FROM}{name} was not fetched: {e}")
