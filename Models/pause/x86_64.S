// The first process of a sandbox: ignores SIGCHLD so that the kernel reaps orphans, then waits for
// SIGTERM or SIGINT, which are blocked because pid 1 is never sent signals it has no handler for.
    .intel_syntax noprefix
    .globl _start
_start:
    sub rsp, 32
    mov qword ptr [rsp], 1          // struct sigaction: SIG_IGN, no flags, restorer or mask
    mov qword ptr [rsp + 8], 0
    mov qword ptr [rsp + 16], 0
    mov qword ptr [rsp + 24], 0
    mov edi, 17                     // SIGCHLD
    mov rsi, rsp
    xor edx, edx
    mov r10d, 8
    mov eax, 13                     // rt_sigaction
    syscall
    mov qword ptr [rsp], 0x4002     // SIGTERM and SIGINT
    xor edi, edi                    // SIG_BLOCK
    mov rsi, rsp
    xor edx, edx
    mov r10d, 8
    mov eax, 14                     // rt_sigprocmask
    syscall
wait:
    mov rdi, rsp
    xor esi, esi
    xor edx, edx
    mov r10d, 8
    mov eax, 128                    // rt_sigtimedwait
    syscall
    test eax, eax
    js wait                         // interrupted
    xor edi, edi
    mov eax, 231                    // exit_group
    syscall
