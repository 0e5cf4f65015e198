@echo off
rem Installs or upgrades Bancheng without a network. Usage: install.bat [folder]
chcp 65001 >nul
setlocal
set "HERE=%~dp0"
set "INTO=%~1"
if "%INTO%"=="" set "INTO=%ProgramData%\bancheng"
set "BANCHENG_DATA=%INTO%\data"
set "PYTHONUTF8=1"
set /p WANTED=<"%HERE%PYTHON_VERSION"
set /p VERSION=<"%HERE%VERSION"
py -%WANTED% --version >nul 2>&1 || (
  echo 没有装成：请先安装 Python %WANTED%，64 位，安装时勾选 py launcher。
  exit /b 1
)
if not exist "%INTO%\backups" mkdir "%INTO%\backups"
if not exist "%BANCHENG_DATA%" mkdir "%BANCHENG_DATA%"
schtasks /end /tn Bancheng >nul 2>&1
set "STAMP=%RANDOM%%RANDOM%"
set "RELEASE=%INTO%\releases\%VERSION%-%STAMP%"
if exist "%INTO%\bancheng.bat" (
  call "%INTO%\bancheng.bat" backup "%INTO%\backups\before-%VERSION%-%STAMP%.tar.gz" || (
    echo 备份没有成功，还是原来的版本。
    exit /b 1
  )
)
py -%WANTED% -m venv "%RELEASE%" || exit /b 1
"%RELEASE%\Scripts\python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --find-links "%HERE%wheels" --require-hashes -r "%HERE%requirements.txt" || exit /b 1
for %%W in ("%HERE%wheels\bancheng-*.whl") do "%RELEASE%\Scripts\python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps "%%W" || exit /b 1
"%RELEASE%\Scripts\bancheng" migrate || (
  echo 数据库没有升级成功，还是原来的版本。
  exit /b 1
)
(
  echo @echo off
  echo chcp 65001 ^>nul
  echo set "PYTHONUTF8=1"
  echo set "BANCHENG_DATA=%BANCHENG_DATA%"
  echo "%RELEASE%\Scripts\bancheng" %%*
)>"%INTO%\bancheng.bat"
echo 已装好 %VERSION%，数据在 %BANCHENG_DATA%。
echo 启动："%INTO%\bancheng.bat" serve --host 0.0.0.0
echo 开机自动启动（以管理员身份运行一次）：
echo   schtasks /create /tn Bancheng /sc onstart /ru "LOCAL SERVICE" /rl limited /tr "\"%INTO%\bancheng.bat\" serve --host 0.0.0.0"
echo   icacls "%INTO%" /grant "LOCAL SERVICE:(OI)(CI)M"
