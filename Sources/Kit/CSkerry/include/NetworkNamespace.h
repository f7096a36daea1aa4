#pragma once

/// Puts the calling thread into a network namespace of its own. Returns 0 or an errno.
int skerry_new_network_namespace(void);

/// Puts the calling thread into the network namespace that `descriptor` is of. Returns 0 or an
/// errno.
int skerry_enter_network_namespace(int descriptor);
