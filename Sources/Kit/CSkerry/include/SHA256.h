#pragma once

#include <stddef.h>
#include <stdint.h>

/// Takes `count` blocks of 64 bytes into the eight words of a SHA-256 (FIPS 180-4, section 6.2).
/// Padding is the caller's. Uses the processor's SHA instructions where it has them.
void skerry_sha256_blocks(uint32_t state[8], const uint8_t *blocks, size_t count);

/// The same without special instructions, for comparison.
void skerry_sha256_blocks_portable(uint32_t state[8], const uint8_t *blocks, size_t count);
