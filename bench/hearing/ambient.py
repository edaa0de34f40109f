"""Fetches the recordings of ambient.sha256 into a folder: for evaluation alone, never shipped.

They are of github.com/sumpygump/ambient, whose package says MIT; where each was recorded it does not say.
"""
import sys, urllib.request
from pathlib import Path

FROM = "https://raw.githubusercontent.com/sumpygump/ambient/fcc36a41a8c75293943a3971dd6155faf3b459f9/sounds/town/"

for line in (Path(__file__).parent / "ambient.sha256").read_text().splitlines():
    name = line.split()[1]
    try:
        with urllib.request.urlopen(FROM + name, timeout=60) as answer:
            (Path(sys.argv[1]) / name).write_bytes(answer.read(50_000_000))
    except OSError as e:
        sys.exit(f"{FROM}{name} was not fetched: {e}")
