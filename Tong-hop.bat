@echo off
rem The double-click for Windows: consolidates the newest workspace, or the folder dropped on it, and opens the result.
rem The same steps as tong-hop.sh, see there for the reasons. No block in parentheses and no delayed expansion:
rem a folder's name may hold ( ) and !. No "call" with arguments either: it would expand a % in a name once more.
setlocal DisableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "LOG=%~dp0tong-hop.log"
set "VENV=%~dp0.venv"
set "PYTHON=%~dp0.venv\Scripts\python.exe"
set "STAMP=%~dp0.venv\da-cai-1.cfg"
set "UNFINISHED=%~dp0.venv\dang-cai"
set "FOLDER=%~dp0workbooks"
if not "%~1"=="" set "FOLDER=%~f1"
set "PYTHONHOME="
set "PYTHONSAFEPATH="
rem Not "cd": a shared folder \\server\name cannot be the current one.
set "PYTHONPATH=%~dp0"
set "DANGVIEN_XLSX_LOG=%LOG%"

if not exist "%PYTHON%" goto install
if exist "%UNFINISHED%" goto install
if not exist "%STAMP%" goto install
fc /b "%HERE%setup.cfg" "%STAMP%" >nul 2>nul
if errorlevel 1 goto install

:run
"%PYTHON%" -m dangvien_xlsx launch "%FOLDER%"
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="0" goto end
if "%CODE%"=="1" goto end
goto not_done

:install
echo Lần đầu chạy: đang chuẩn bị, mất vài phút…
if not exist "%PYTHON%" goto find
if not exist "%STAMP%" goto find
if exist "%UNFINISHED%" goto find
goto packages

:find
set "CHECK=import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"
set BASE="%HERE%python\python.exe"
if exist "%HERE%python\python.exe" goto make
set BASE=py -3
%BASE% -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
set BASE=python
%BASE% -c "%CHECK%" >>"%LOG%" 2>&1
if not errorlevel 1 goto make
goto no_python

:make
%BASE% -m venv --clear "%VENV%" >>"%LOG%" 2>&1
if errorlevel 1 goto not_installed

:packages
echo.>"%UNFINISHED%"
set "READ=import configparser, sys; s = configparser.RawConfigParser(); s.read(sys.argv[1], encoding='utf-8')"
set "READ=%READ%; print(s['options']['install_requires'])"
"%PYTHON%" -c "%READ%" "%HERE%setup.cfg" >"%VENV%\requirements.txt" 2>>"%LOG%"
if errorlevel 1 goto not_installed
set SOURCE=
if exist "%HERE%wheels\" set SOURCE=--no-index --find-links "%HERE%wheels"
"%PYTHON%" -m pip install --no-input --disable-pip-version-check %SOURCE% -r "%VENV%\requirements.txt" >>"%LOG%" 2>&1
if errorlevel 1 goto not_installed
copy /y "%HERE%setup.cfg" "%STAMP%" >nul
if errorlevel 1 goto not_installed
del "%UNFINISHED%"
goto run

:no_python
set "CODE=3"
echo Máy chưa có Python 3.11 trở lên. Không cần quyền quản trị:
echo mở Microsoft Store, tìm Python 3.12, bấm Cài đặt, rồi chạy lại tệp này;
echo hoặc nhờ người khác chép cả thư mục Python vào cạnh tệp này, đặt tên là python.
goto hold

:not_installed
set "CODE=3"
echo Chưa chuẩn bị xong. Kiểm tra mạng và ổ đĩa còn chỗ rồi chạy lại;
echo nếu máy không có mạng, chép thư mục wheels vào cạnh tệp này.
goto hold

:not_done
echo Chưa tổng hợp được; lý do ở ngay trên.

:hold
echo Nhật ký: "%LOG%"
pause

:end
exit /b %CODE%
