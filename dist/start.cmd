@start "gongkai" /d "%~dp0." "%~dp0gongkai.exe"
