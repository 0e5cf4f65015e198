"""Whether this Python is the one the bundle's wheels were chosen for, and can make environments."""

import importlib.util
import sys
from pathlib import Path

wanted = Path(__file__).with_name("PYTHON_VERSION").read_text(encoding="utf-8").strip()
fits = f"{sys.version_info[0]}.{sys.version_info[1]}" == wanted
sys.exit(not fits or not all(map(importlib.util.find_spec, ("venv", "ensurepip"))))
