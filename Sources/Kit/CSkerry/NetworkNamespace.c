#define _GNU_SOURCE
#include "NetworkNamespace.h"

#include <errno.h>
#include <sched.h>

int skerry_new_network_namespace(void) { return unshare(CLONE_NEWNET) == 0 ? 0 : errno; }

int skerry_enter_network_namespace(int descriptor) {
    return setns(descriptor, CLONE_NEWNET) == 0 ? 0 : errno;
}
