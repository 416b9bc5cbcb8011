@echo off
rem The double-click for Windows that opens the window; Tong-hop.bat has the steps. Without "call": arguments stay as they are.
setlocal DisableDelayedExpansion
set "DANGVIEN_XLSX_DO=window"
if not exist "%~dp0Tong-hop.bat" goto not_unpacked
"%~dp0Tong-hop.bat" %*
:not_unpacked
chcp 65001 >nul
echo Chưa giải nén: bên cạnh tệp này không có chương trình.
echo Bấm chuột phải vào tệp zip, chọn Extract All (Giải nén tất cả), rồi chạy lại tệp này trong thư mục vừa giải nén ra.
pause
exit /b 3
