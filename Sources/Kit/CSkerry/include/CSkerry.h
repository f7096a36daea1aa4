#pragma once

#include <sys/types.h>

#include "NetworkNamespace.h"
#include "SHA256.h"

/// Starts a new session in the child (it survives its parent's terminal and process group).
#define SKERRY_SPAWN_SESSION 1
/// Puts the child into a process group of its own, so that a terminal's Ctrl-C does not reach it.
#define SKERRY_SPAWN_GROUP 2

/// Starts `path` with `argv` and `envp`; the three descriptors become its standard streams, all
/// others are closed, signal handlers and the mask are reset.
///
/// Returns the pid, or a negative errno when the fork or the exec failed.
pid_t skerry_spawn(const char *path, char *const argv[], char *const envp[], const int streams[3],
                   int flags);
