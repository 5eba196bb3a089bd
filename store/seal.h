// What the ledger knows of people is written sealed: names, numbers, words. Sealing is XChaCha20-
// Poly1305 with a fresh nonce; looking something up goes by a keyed hash. Both are base64 text,
// since SQLite and PostgreSQL share no binary type. The keys are derived from the town's one master
// key.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "dialog/result.h"

namespace kindbank::store {

constexpr std::size_t key_bytes = 32;
using Key = std::array<unsigned char, key_bytes>;

// A key file holds 64 hexadecimal digits and perhaps a line end.
Result<Key> read_key_file(const std::string& path);
// Writes a new random key, readable by its owner alone. Fails where the file exists.
Result<Key> make_key_file(const std::string& path);

// 32 hexadecimal digits that tell one content from another; no key, no secret.
std::string content_hash(std::string_view text);

// Ciphertext as it stands in a column.
struct Sealed {
  std::string text;
  bool operator==(const Sealed&) const = default;
};

class Sealer {
 public:
  explicit Sealer(const Key& master);

  Sealed seal(std::string_view plain) const;
  // Throws std::runtime_error where the key is not the one it was sealed with, or the text was
  // touched.
  std::string open(const Sealed& sealed) const;
  // The same text gives the same hash under the same key; nothing else can be told from it.
  std::string lookup(std::string_view plain) const;
  std::string lookup_hex(std::string_view plain) const;  // for files that people read

 private:
  std::array<unsigned char, 32> keyed_hash(std::string_view plain) const;

  Key seal_key_;
  Key lookup_key_;
};

}  // namespace kindbank::store
