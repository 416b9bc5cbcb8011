#!/usr/bin/env bash
# The double-click for Linux and macOS: consolidates the newest workspace, or the folder dropped on it, and opens the result.
#
# The first run makes the private environment .venv beside this file. Only the dependencies go into it; the program itself
# runs from this folder, so replacing the folder's code by a newer version takes effect at once, and nothing has to be built.
# If a folder wheels/ lies beside this file, the dependencies come from it and no internet is needed. What is installed is
# pinned by constraints.txt, with hashes, and nothing is built. bat-dau.sh comes here too, to open the window.
set -u
unset code

here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd) || exit 3
log=$here/tong-hop.log
environment=$here/.venv
python=$environment/bin/python
program=$here/dangvien_xlsx/__main__.py
# The stamp is a copy of the constraints.txt that was installed: comparing is exact and costs a millisecond. Its name
# carries the launcher's version: raise it to make every environment install anew.
stamp=$environment/da-cai-2.txt
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
        # What is pinned has wheels for these versions alone; a 32-bit Python finds none.
        "$candidate" -I -c 'import ensurepip, os, sys, venv
good = (3, 11) <= sys.version_info < (3, 15) and sys.maxsize > 2**32
print(os.path.realpath(sys.executable)) if good else sys.exit(1)' 2>>"$log" && return
    done
    return 1
}

install() {
    local base source=()
    # An interrupted installation can look complete to pip, so it starts from nothing; a finished one of an older version
    # is brought up to date in place, which needs no internet when nothing new is wanted.
    if [ ! -x "$python" ] || [ ! -f "$stamp" ] || [ -f "$unfinished" ]; then
        base=$(find_python) || stop 3 'Máy chưa có Python 3.11 đến 3.14 (64-bit, kèm venv). Không cần quyền quản trị: tải Miniforge ở conda-forge.org/download, cài vào thư mục cá nhân, mở cửa sổ mới rồi chạy lại. Có quyền quản trị trên Debian, Ubuntu: sudo apt install python3-venv.'
        "$base" -I -m venv --clear "$environment" >>"$log" 2>&1 || return
    fi
    : >"$unfinished" || return
    if [ -d "$here/wheels" ]; then source=(--no-index --find-links "$here/wheels"); fi
    # ${source[@]+…}: the bash 3.2 of macOS calls an empty array unset.
    "$python" -I -m pip install --no-input --disable-pip-version-check --require-hashes --only-binary :all: \
        ${source[@]+"${source[@]}"} -r "$here/constraints.txt" >>"$log" 2>&1 || return
    cp -- "$here/constraints.txt" "$stamp" && rm -f -- "$unfinished"
}

# A folder of its own: another person of this computer could have laid a link at any name that can be guessed.
if ! : 2>/dev/null >>"$log"; then log=$(mktemp -d)/tong-hop.log; fi
folder=$here/workbooks
if [ $# -gt 0 ]; then
    case $1 in
        /*) folder=$1 ;;
        *) folder=$PWD/$1 ;;
    esac
fi
if [ ! -x "$python" ] || [ -f "$unfinished" ] || ! cmp -s -- "$here/constraints.txt" "$stamp"; then
    echo 'Lần đầu chạy: đang chuẩn bị, mất vài phút…' >&2
    install || stop 3 'Chưa chuẩn bị xong. Kiểm tra mạng và ổ đĩa còn chỗ rồi chạy lại; nếu máy không có mạng, chép thư mục wheels vào cạnh tệp này.'
fi

# -I and the program's own path: no variable and no file of the current folder says what is run.
export DANGVIEN_XLSX_LOG=$log
case ${DANGVIEN_XLSX_DO:-launch} in
    window) "$python" -I "$program" window "$folder" || code=$? ;;
    *) "$python" -I "$program" launch "$folder" || code=$? ;;
esac
if [ "${code:-0}" -gt 1 ]; then stop "$code" 'Chưa làm xong; lý do ở ngay trên.'; fi
exit "${code:-0}"
