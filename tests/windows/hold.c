/* Keeps a file open as a virus scanner or an office program does: nobody else
 * may read, replace or remove it meanwhile.
 *
 *     hold.exe FILE MILLISECONDS
 */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

int wmain(int count, wchar_t **words)
{
    if (count != 3)
        return 2;
    HANDLE file = CreateFileW(words[1], GENERIC_READ, 0, NULL, OPEN_EXISTING, 0, NULL);
    if (file == INVALID_HANDLE_VALUE)
        return 1;
    puts("held");
    fflush(stdout);
    Sleep(_wtoi(words[2]));
    CloseHandle(file);
    return 0;
}
