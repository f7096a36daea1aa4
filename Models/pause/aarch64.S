// See x86_64.S.
    .globl _start
_start:
    sub sp, sp, #32
    mov x9, #1                      // SIG_IGN
    str x9, [sp]
    str xzr, [sp, #8]
    str xzr, [sp, #16]
    str xzr, [sp, #24]
    mov x0, #17                     // SIGCHLD
    mov x1, sp
    mov x2, xzr
    mov x3, #8
    mov x8, #134                    // rt_sigaction
    svc #0
    mov x9, #0x4002                 // SIGTERM and SIGINT
    str x9, [sp]
    mov x0, xzr                     // SIG_BLOCK
    mov x1, sp
    mov x2, xzr
    mov x3, #8
    mov x8, #135                    // rt_sigprocmask
    svc #0
wait:
    mov x0, sp
    mov x1, xzr
    mov x2, xzr
    mov x3, #8
    mov x8, #137                    // rt_sigtimedwait
    svc #0
    tbnz x0, #63, wait              // interrupted
    mov x0, xzr
    mov x8, #94                     // exit_group
    svc #0
