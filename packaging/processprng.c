// Debian's wine lacks bcryptprimitives.dll, from which Go asks for random bytes. This
// one serves tests of wheels under wine; nothing of it is in a wheel.

#include <windows.h>

#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) {
    return RtlGenRandom(bytes, (ULONG)count);
}
