/* Stands for a Python on a clerk's computer: writes down how it was called, as UTF-8, and ends as it is told to. */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

int main(void) {
    char called[4096];
    const char *answer = getenv("TOLD_EXIT_CODE");
    FILE *told = fopen(getenv("TOLD_FILE"), "a");
    WideCharToMultiByte(CP_UTF8, 0, GetCommandLineW(), -1, called, sizeof called, NULL, NULL);
    fprintf(told, "%s\n", called);
    fclose(told);
    return answer ? atoi(answer) : 1;
}
