#!/usr/bin/env bash
# The double-click on Linux and macOS: consolidates the newest workspace, or the folder given, and opens the result.
# The first run makes a private environment in .venv beside this file; only the libraries go in there, the program runs
# from this folder, so that replacing the folder's files is all that an update takes.
set -u
start=$PWD
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
log="$here/tong-hop.log"
environment="$here/.venv"
stamp="$environment/setup.cfg.installed"
python="$environment/bin/python"

stop() {
  printf '%s\n' "$1" "Chi tiết ghi ở: $log" >&2
  [ -t 0 ] && read -r -p "Nhấn Enter để đóng cửa sổ. " _
  exit "$2"
}

prepare() {
  local base="" candidate
  for candidate in "$here/python/bin/python3" python3.14 python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      base=$candidate
      break
    fi
  done
  [ -n "$base" ] || stop "Máy chưa có Python 3.11 trở lên (kèm venv). Cài Python rồi chạy lại." 3
  echo "Lần đầu chạy: đang chuẩn bị, mất vài phút…"
  "$base" -m venv "$environment" >>"$log" 2>&1 || stop "Không tạo được môi trường trong .venv." 3
  local source=()
  [ -d "$here/wheels" ] && source=(--no-index --find-links "$here/wheels")
  # The list of libraries stands in setup.cfg and nowhere else.
  "$python" -c 'import configparser, sys
settings = configparser.ConfigParser()
settings.read(sys.argv[1], encoding="utf-8")
print(settings["options"]["install_requires"].strip())' "$here/setup.cfg" >"$environment/requirements.txt" 2>>"$log" &&
    "$python" -m pip install --disable-pip-version-check --no-input ${source[@]+"${source[@]}"} \
      -r "$environment/requirements.txt" >>"$log" 2>&1 ||
    stop "Không cài được thư viện: kiểm tra mạng, hoặc để các gói vào thư mục wheels cạnh chương trình, rồi chạy lại." 3
  cp "$here/setup.cfg" "$stamp"
}

if [ ! -x "$python" ] || ! cmp -s "$here/setup.cfg" "$stamp"; then
  prepare
fi

folder=${1:-"$here/workbooks"}
case $folder in
/*) ;;
*) folder="$start/$folder" ;;
esac

cd "$here" || exit 3
export DANGVIEN_XLSX_LOG="$log"
"$python" -m dangvien_xlsx launch "$folder"
code=$?
[ "$code" -le 1 ] || stop "Chưa tổng hợp được: xem dòng báo ở trên." "$code"
exit "$code"
