@echo off
rem The double-click on Windows: consolidates the newest workspace, or the folder dropped on this file, and opens the
rem result. The first run makes a private environment in .venv beside this file; only the libraries go in there, the
rem program runs from this folder, so that replacing the folder's files is all that an update takes.
rem Jumps instead of blocks in parentheses, because a path with a parenthesis would end a block.
setlocal EnableExtensions DisableDelayedExpansion
chcp 65001 >nul
set "HERE=%~dp0"
set "LOG=%HERE%tong-hop.log"
set "VENV=%HERE%.venv"
set "PYTHON=%VENV%\Scripts\python.exe"
set "STAMP=%VENV%\setup.cfg.installed"
set "FOLDER=%~f1"
if "%~1"=="" set "FOLDER=%HERE%workbooks"
set "DANGVIEN_XLSX_LOG=%LOG%"
set "PYTHONUTF8=1"
cd /d "%HERE%"

if not exist "%PYTHON%" goto prepare
fc /b "%HERE%setup.cfg" "%STAMP%" >nul 2>nul
if errorlevel 1 goto prepare

:run
"%PYTHON%" -m dangvien_xlsx launch "%FOLDER%"
set "CODE=%ERRORLEVEL%"
if %CODE% LEQ 1 exit /b %CODE%
echo Chưa tổng hợp được: xem dòng báo ở trên.
goto failed

:prepare
set "TEST=import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
set BASE="%HERE%python\python.exe"
if not exist "%HERE%python\python.exe" goto launcher
%BASE% -c "%TEST%" >nul 2>nul
if not errorlevel 1 goto found
:launcher
set BASE=py -3
%BASE% -c "%TEST%" >nul 2>nul
if not errorlevel 1 goto found
set BASE=python
%BASE% -c "%TEST%" >nul 2>nul
if not errorlevel 1 goto found
set "CODE=3"
echo Máy chưa có Python 3.11 trở lên.
echo Cài Python từ Microsoft Store hoặc từ python.org, chọn "Install for me only": không cần quyền quản trị. Rồi chạy lại.
goto failed

:found
echo Lần đầu chạy: đang chuẩn bị, mất vài phút...
set "CODE=3"
%BASE% -m venv "%VENV%" >>"%LOG%" 2>&1
if errorlevel 1 goto noenvironment
set "SOURCE="
if exist "%HERE%wheels\" set SOURCE=--no-index --find-links "%HERE%wheels"
rem The list of libraries stands in setup.cfg and nowhere else.
"%PYTHON%" -c "import configparser; s = configparser.ConfigParser(); s.read('setup.cfg', encoding='utf-8'); print(s['options']['install_requires'].strip())" >"%VENV%\requirements.txt" 2>>"%LOG%"
if errorlevel 1 goto nolibraries
"%PYTHON%" -m pip install --disable-pip-version-check --no-input %SOURCE% -r "%VENV%\requirements.txt" >>"%LOG%" 2>&1
if errorlevel 1 goto nolibraries
copy /y "%HERE%setup.cfg" "%STAMP%" >nul
goto run

:noenvironment
echo Không tạo được môi trường trong thư mục .venv cạnh chương trình.
goto failed

:nolibraries
echo Không cài được thư viện: kiểm tra mạng, hoặc để các gói vào thư mục wheels cạnh chương trình, rồi chạy lại.

:failed
echo Chi tiết ghi ở: "%LOG%"
pause
exit /b %CODE%
