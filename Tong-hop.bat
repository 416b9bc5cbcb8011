@echo off
rem The double-click for Windows: consolidates the newest workspace, or the folder dropped on it, and opens the result.
rem Bat-dau.bat comes here too, to open the window. It serves the bundle, with Python inside, and a copy of the sources,
rem where the same steps as in tong-hop.sh are done, see there for the reasons. No block in parentheses and no delayed
rem expansion: a folder's name may hold ( ) and !. No "call" with arguments: it would expand a % in a name once more.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "LOG=%~dp0tong-hop.log"
set "PROGRAM=%~dp0chuong-trinh\"
set "FOLDER=%~dp0workbooks"
if not "%~1"=="" set "FOLDER=%~f1"
type nul 2>nul >>"%LOG%" || set "LOG=%TEMP%\tong-hop.log"
set "DANGVIEN_XLSX_LOG=%LOG%"

rem A 32-bit program on a 64-bit Windows sees x86 as well, and the second variable.
if not "%PROCESSOR_ARCHITECTURE%"=="x86" goto unpacked
if not defined PROCESSOR_ARCHITEW6432 goto bits
:unpacked
rem Explorer runs a file inside a zip from a folder of its own, alone.
if exist "%PROGRAM%dangvien_xlsx\__main__.py" goto bundle
set "PROGRAM=%~dp0"
if exist "%PROGRAM%dangvien_xlsx\__main__.py" goto sources
goto not_unpacked

:bundle
set "PYTHON=%PROGRAM%python\python.exe"
set "PYTHONW=%PROGRAM%python\pythonw.exe"
if not exist "%PYTHON%" goto blocked
"%PYTHON%" -I -c "import ctypes" >>"%LOG%" 2>&1
if errorlevel 1 goto blocked
goto run

:sources
set "VENV=%~dp0.venv"
set "PYTHON=%~dp0.venv\Scripts\python.exe"
set "PYTHONW=%~dp0.venv\Scripts\pythonw.exe"
set "STAMP=%~dp0.venv\da-cai-2.txt"
set "UNFINISHED=%~dp0.venv\dang-cai"
if not exist "%PYTHON%" goto install
if exist "%UNFINISHED%" goto install
if not exist "%STAMP%" goto install
fc /b "%HERE%constraints.txt" "%STAMP%" >nul 2>nul
if errorlevel 1 goto install

:run
rem -I and the program's own path: no variable and no file of the current folder says what is run.
if "%DANGVIEN_XLSX_DO%"=="window" goto window
"%PYTHON%" -I "%PROGRAM%dangvien_xlsx\__main__.py" launch "%FOLDER%"
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="0" goto end
if "%CODE%"=="1" goto end
goto not_done

:window
"%PYTHON%" -I -c "import tkinter" >>"%LOG%" 2>&1
if errorlevel 1 goto blocked
start "" "%PYTHONW%" -I "%PROGRAM%dangvien_xlsx\__main__.py" window "%FOLDER%"
set "CODE=0"
goto end

:install
echo Lần đầu chạy: đang chuẩn bị, mất vài phút…
if not exist "%PYTHON%" goto find
if not exist "%STAMP%" goto find
if exist "%UNFINISHED%" goto find
goto packages

:find
set "EMBEDDED="
set "CHECK=import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15) or sys.maxsize < 2**32)"
set BASE="%HERE%python\python.exe"
if not exist "%HERE%python\python.exe" goto find_py
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set "EMBEDDED=1"
:find_py
set BASE=py -3
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set BASE=py -3.14
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set BASE=py -3.13
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set BASE=py -3.12
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set BASE=py -3.11
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set BASE=python
%BASE% -I -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
if defined EMBEDDED goto embedded
goto no_python

:make
%BASE% -I -m venv --clear "%VENV%" >>"%LOG%" 2>&1
if errorlevel 1 goto not_installed

:packages
echo.>"%UNFINISHED%"
set SOURCE=
if exist "%HERE%wheels\" set SOURCE=--no-index --find-links "%HERE%wheels"
set OPTIONS=--no-input --disable-pip-version-check --require-hashes --only-binary :all:
"%PYTHON%" -I -m pip install %OPTIONS% %SOURCE% -r "%HERE%constraints.txt" >>"%LOG%" 2>&1
if errorlevel 1 goto not_installed
copy /y "%HERE%constraints.txt" "%STAMP%" >nul
if errorlevel 1 goto not_installed
del "%UNFINISHED%"
goto run

:bits
set "CODE=3"
echo Máy này chạy Windows 32-bit, chương trình cần Windows 64-bit. Hãy dùng một máy khác.
goto pause

:not_unpacked
set "CODE=3"
echo Chưa giải nén: bên cạnh tệp này không có chương trình.
echo Bấm chuột phải vào tệp zip, chọn Extract All (Giải nén tất cả), rồi chạy lại tệp này trong thư mục vừa giải nén ra.
echo Nếu tệp này đã bị chép riêng ra chỗ khác, hãy chạy nó ở đúng thư mục của chương trình.
goto pause

:blocked
set "CODE=3"
echo Windows hoặc phần mềm diệt virus đang chặn hay đã xoá một phần của chương trình.
echo Xoá thư mục này, bấm chuột phải vào tệp zip, chọn Properties, đánh dấu Unblock (Bỏ chặn), OK, rồi giải nén lại.
echo Nếu vẫn bị chặn (Smart App Control, chính sách của cơ quan), đưa nhật ký dưới đây cho người phụ trách máy tính.
goto hold

:embedded
set "CODE=3"
echo Thư mục python cạnh tệp này là bản Python rút gọn hoặc không dùng được: bản đó không tự cài thêm được gì.
echo Hãy dùng gói dangvien-xlsx-windows (giải nén là chạy), hoặc chép vào đó một Python 3.11 đến 3.14 đầy đủ, 64-bit.
goto hold

:no_python
set "CODE=3"
echo Máy chưa có Python 3.11 đến 3.14 (64-bit). Không cần quyền quản trị:
echo dùng gói dangvien-xlsx-windows, giải nén là chạy, không phải cài gì;
echo hoặc mở Microsoft Store, tìm Python 3.12, bấm Cài đặt, rồi chạy lại tệp này.
goto hold

:not_installed
set "CODE=3"
echo Chưa chuẩn bị xong. Kiểm tra mạng và ổ đĩa còn chỗ rồi chạy lại;
echo nếu máy không có mạng, chép thư mục wheels vào cạnh tệp này.
goto hold

:not_done
rem 4551: Smart App Control lets Python start and then refuses one of its libraries.
if not "%CODE%"=="3" goto not_done_said
"%PYTHON%" -I -c "import lxml.etree, pandas, python_calamine" >>"%LOG%" 2>&1
if errorlevel 1 goto blocked
:not_done_said
echo Chưa làm xong; lý do ở ngay trên.

:hold
echo Nhật ký: "%LOG%"
:pause
pause

:end
exit /b %CODE%
