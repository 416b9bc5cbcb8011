#!/usr/bin/env bash
# The double-click for Linux and macOS: consolidates the newest workspace, or the folder dropped on it, and opens the result.
#
# The first run makes the private environment .venv beside this file. Only the dependencies go into it; the program itself
# runs from this folder, so replacing the folder's code by a newer version takes effect at once, and nothing has to be built.
# If a folder wheels/ lies beside this file, the dependencies come from it and no internet is needed.
set -u

here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd) || exit 3
log=$here/tong-hop.log
environment=$here/.venv
python=$environment/bin/python
# The stamp is a copy of the setup.cfg that was installed: comparing is exact and costs a millisecond. Its name carries
# the launcher's version: raise it to make every environment install anew.
stamp=$environment/da-cai-1.cfg
unfinished=$environment/dang-cai

stop() { # stop CODE SENTENCE: a plain sentence, the log's place, and the window stays open
    printf '%s\n' "$2" "Nhật ký: $log" >&2
    hold
    exit "$1"
}

hold() {
    if [ -t 0 ]; then read -r -p 'Bấm Enter để đóng cửa sổ. ' _; fi
}

find_python() { # prints the path of a Python that can make an environment
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do
        # The real path, not a link: after an upgrade of the system it is gone, and the environment is made anew.
        "$candidate" -c 'import ensurepip, os, sys, venv
sys.exit(1) if sys.version_info < (3, 11) else print(os.path.realpath(sys.executable))' 2>>"$log" && return
    done
    return 1
}

install() {
    local base source=()
    # An interrupted installation can look complete to pip, so it starts from nothing; a finished one of an older version
    # is brought up to date in place, which needs no internet when nothing new is wanted.
    if [ ! -x "$python" ] || [ ! -f "$stamp" ] || [ -f "$unfinished" ]; then
        base=$(find_python) || stop 3 'Máy chưa có Python 3.11 trở lên (kèm venv). Không cần quyền quản trị: tải Miniforge ở conda-forge.org/download, cài vào thư mục cá nhân, mở cửa sổ mới rồi chạy lại. Có quyền quản trị trên Debian, Ubuntu: sudo apt install python3-venv.'
        "$base" -m venv --clear "$environment" >>"$log" 2>&1 || return
    fi
    : >"$unfinished" || return
    "$python" -c 'import configparser, sys
settings = configparser.RawConfigParser()
settings.read(sys.argv[1], encoding="utf-8")
print(settings["options"]["install_requires"])' "$here/setup.cfg" >"$environment/requirements.txt" 2>>"$log" || return
    if [ -d "$here/wheels" ]; then source=(--no-index --find-links "$here/wheels"); fi
    # ${source[@]+…}: the bash 3.2 of macOS calls an empty array unset.
    "$python" -m pip install --no-input --disable-pip-version-check ${source[@]+"${source[@]}"} \
        -r "$environment/requirements.txt" >>"$log" 2>&1 || return
    cp -- "$here/setup.cfg" "$stamp" && rm -f -- "$unfinished"
}

if ! : 2>/dev/null >>"$log"; then log=${TMPDIR:-/tmp}/tong-hop.log; fi
folder=$here/workbooks
if [ $# -gt 0 ]; then
    case $1 in
        /*) folder=$1 ;;
        *) folder=$PWD/$1 ;;
    esac
fi
unset PYTHONPATH PYTHONHOME PYTHONSAFEPATH
# From this folder "python -m" finds the package, whatever signs the path has; PYTHONPATH would break at a colon.
cd -- "$here" || exit 3

if [ ! -x "$python" ] || [ -f "$unfinished" ] || ! cmp -s -- setup.cfg "$stamp"; then
    echo 'Lần đầu chạy: đang chuẩn bị, mất vài phút…' >&2
    install || stop 3 'Chưa chuẩn bị xong. Kiểm tra mạng và ổ đĩa còn chỗ rồi chạy lại; nếu máy không có mạng, chép thư mục wheels vào cạnh tệp này.'
fi

DANGVIEN_XLSX_LOG=$log "$python" -m dangvien_xlsx launch "$folder"
code=$?
if [ "$code" -gt 1 ]; then stop "$code" 'Chưa tổng hợp được; lý do ở ngay trên.'; fi
exit "$code"
