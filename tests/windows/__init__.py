"""The bundle for Windows, run under Wine: a stage of its own, ``./kiem-thu.sh --windows``."""
