#define _GNU_SOURCE
#include "CSkerry.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Only async-signal-safe calls are allowed here: the parent has many threads.
static void run_child(const char *path, char *const argv[], char *const envp[],
                      const int streams[3], int flags, int report) {
    if ((flags & SKERRY_SPAWN_SESSION) != 0) setsid();
    if ((flags & SKERRY_SPAWN_GROUP) != 0) setpgid(0, 0);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    // Each stream is first moved above the standard range, so that no dup2 overwrites another one.
    int moved[3];
    for (int stream = 0; stream < 3; stream++) {
        moved[stream] = fcntl(streams[stream], F_DUPFD_CLOEXEC, 3);
        if (moved[stream] < 0) goto failed;
    }
    for (int stream = 0; stream < 3; stream++) {
        if (dup2(moved[stream], stream) < 0) goto failed;
    }
    syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */);
    execve(path, argv, envp);
failed:;
    int error = errno;
    ssize_t ignored = write(report, &error, sizeof error);
    (void)ignored;
    _exit(127);
}

pid_t skerry_spawn(const char *path, char *const argv[], char *const envp[], const int streams[3],
                   int flags) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return -errno;
    pid_t child = fork();
    if (child == 0) {
        run_child(path, argv, envp, streams, flags, report[1]);
    }
    int fork_error = errno;
    close(report[1]);
    if (child < 0) {
        close(report[0]);
        return -fork_error;
    }
    int child_error = 0;
    ssize_t count;
    do {
        count = read(report[0], &child_error, sizeof child_error);
    } while (count < 0 && errno == EINTR);
    close(report[0]);
    if (count == sizeof child_error) {
        waitpid(child, NULL, 0);
        return -child_error;
    }
    return child;
}
