"""Runs pythonw without a console and without any stream, waits for it, and prints its exit code."""

import subprocess
import sys
from pathlib import Path

assert sys.platform == "win32"
program = Path(sys.executable).with_name("pythonw.exe")
done = subprocess.run([program, *sys.argv[1:]], creationflags=subprocess.DETACHED_PROCESS, timeout=200, check=False)
print(done.returncode, flush=True)
