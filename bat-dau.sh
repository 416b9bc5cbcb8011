#!/usr/bin/env bash
# The double-click for Linux and macOS that opens the window; tong-hop.sh has the steps.
DANGVIEN_XLSX_DO=window exec "$(dirname -- "${BASH_SOURCE[0]}")/tong-hop.sh" "$@"
