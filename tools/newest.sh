#!/usr/bin/env bash
# Runs the worked example and the tests of what overrides a library's insides against the newest versions of everything.
# Needs uv on the path; run by kiem-thu.sh in CI, where its failure is a warning.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
environment=.venv-moi-nhat
printf '\n== newest versions\n'
wanted=$(mktemp)
trap 'rm -f -- "$wanted"' EXIT
sed -n 's/^# asked: //p' constraints.txt >"$wanted"
uv venv -q --clear "$environment"
uv pip install -q --python "$environment/bin/python" --upgrade -r "$wanted" pytest hypothesis psutil
PYTHONPATH=$PWD timeout 300 "$environment/bin/python" -m pytest -q -p no:cacheprovider \
    tests/test_example.py tests/excel/test_worksheet.py
