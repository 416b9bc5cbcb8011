"""Holds a file open as Excel does: others may read it, nobody may write or replace it. Runs under Windows' Python."""

import ctypes
import sys
import time
from ctypes import wintypes

_READ_AND_WRITE, _OTHERS_READ, _EXISTING, _USUAL = 0xC0000000, 1, 3, 0x80

assert sys.platform == "win32"
kernel = ctypes.WinDLL("kernel32", use_last_error=True)
kernel.CreateFileW.restype = wintypes.HANDLE
handle = kernel.CreateFileW(sys.argv[1], _READ_AND_WRITE, _OTHERS_READ, None, _EXISTING, _USUAL, None)
print("held" if handle != wintypes.HANDLE(-1).value else ctypes.get_last_error(), flush=True)
time.sleep(float(sys.argv[2]))
