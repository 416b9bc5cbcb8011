/* Stands for a LibreOffice that never comes to an end; how it was called is written beside what it should have read. */
#include <stdio.h>
#include <windows.h>

int main(void) {
    FILE *told = fopen("called.txt", "w");
    fprintf(told, "%s\n", GetCommandLineA());
    fclose(told);
    Sleep(600000);
    return 0;
}
