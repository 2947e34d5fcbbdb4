//! The sums of all files of a package, and how to compare them with what Windows has.

/// Lines that `sha256sum -c` and the programs beside it read; the files are sorted.
pub fn sums(files: &[(String, String)]) -> Vec<u8> {
    let lines = files.iter().map(|(name, sum)| format!("{sum} *{name}\n"));
    lines.collect::<String>().into_bytes()
}

/// A batch file for Windows 7 and later, which asks `certutil`, a part of the system, for
/// each sum. It is ASCII: a batch file is read in the system's own code page.
pub fn verify_cmd() -> Vec<u8> {
    let text = "@echo off
setlocal enabledelayedexpansion
cd /d \"%~dp0\"
set bad=0
set all=0
for /f \"usebackq tokens=1,* delims=*\" %%a in (\"sha256.txt\") do (
  set want=%%a
  set want=!want: =!
  set name=%%b
  set name=!name:/=\\!
  set got=
  if exist \"!name!\" (
    for /f \"skip=1 delims=\" %%h in ('certutil -hashfile \"!name!\" SHA256') do if not defined got set got=%%h
    set got=!got: =!
  )
  set /a all+=1
  if /i not \"!got!\"==\"!want!\" (
    set /a bad+=1
    echo DIFFERENT: !name!
  )
)
echo files: %all%  different or missing: %bad%
if %bad%==0 echo OK
pause
exit /b %bad%
";
    text.replace('\n', "\r\n").into_bytes()
}
