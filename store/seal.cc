#include "store/seal.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <vector>

namespace kindbank::store {
namespace {

static_assert(key_bytes == crypto_kdf_KEYBYTES);
static_assert(key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(key_bytes == crypto_generichash_KEYBYTES);

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr char base64_letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

using Bytes = std::vector<unsigned char>;

// Chance is drawn in this process, from a key that the system gave: each text that is sealed takes
// a nonce, and asking the system for each is a call into it.
void start_sodium() {
  static const int started =
      randombytes_set_implementation(&randombytes_internal_implementation) | sodium_init();
  if (started < 0) throw std::runtime_error("libsodium does not start");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// Base64 without padding. libsodium's own takes the same time for every text, which only a secret
// needs: what is written here is ciphertext and hashes, and it is written and read in every turn.
std::string to_base64(const unsigned char* bytes, std::size_t size) {
  std::string text((size * 4 + 2) / 3, '\0');
  char* out = text.data();
  std::size_t i = 0;
  for (; i + 3 <= size; i += 3) {
    const auto bits =
        std::uint32_t{bytes[i]} << 16U | std::uint32_t{bytes[i + 1]} << 8U | bytes[i + 2];
    *out++ = base64_letters[bits >> 18];
    *out++ = base64_letters[(bits >> 12) & 63];
    *out++ = base64_letters[(bits >> 6) & 63];
    *out++ = base64_letters[bits & 63];
  }
  if (i == size) return text;
  const auto bits =
      std::uint32_t{bytes[i]} << 16U | (i + 1 < size ? std::uint32_t{bytes[i + 1]} << 8U : 0U);
  *out++ = base64_letters[bits >> 18];
  *out++ = base64_letters[(bits >> 12) & 63];
  if (i + 1 < size) *out = base64_letters[(bits >> 6) & 63];
  return text;
}

constexpr auto base64_values = [] {
  std::array<signed char, 256> values{};
  values.fill(-1);
  for (int i = 0; i < 64; ++i)
    values[static_cast<unsigned char>(base64_letters[i])] = static_cast<signed char>(i);
  return values;
}();

// Nothing where another letter stands in it, or bits are left over that no writer writes.
std::optional<Bytes> from_base64(std::string_view text) {
  const auto value = [&](std::size_t at) -> std::int32_t {
    return base64_values[static_cast<unsigned char>(text[at])];
  };
  Bytes bytes(text.size() * 3 / 4);
  auto* out = bytes.data();
  std::size_t i = 0;
  for (; i + 4 <= text.size(); i += 4) {
    const auto bits = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3);
    if (bits < 0) return std::nullopt;
    *out++ = static_cast<unsigned char>(bits >> 16);
    *out++ = static_cast<unsigned char>(bits >> 8);
    *out++ = static_cast<unsigned char>(bits);
  }
  const auto left = text.size() - i;
  if (left == 0) return bytes;
  if (left == 1) return std::nullopt;
  const auto bits = (value(i) << 18) | (value(i + 1) << 12) | (left == 3 ? value(i + 2) << 6 : 0);
  if (bits < 0 || (bits & (left == 3 ? 0xFF : 0xFFFF)) != 0) return std::nullopt;
  *out++ = static_cast<unsigned char>(bits >> 16);
  if (left == 3) *out = static_cast<unsigned char>(bits >> 8);
  return bytes;
}

std::string to_hex(const unsigned char* bytes, std::size_t size) {
  std::string text(size * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

Key derive(const Key& master, std::uint64_t number) {
  Key key;
  crypto_kdf_derive_from_key(key.data(), key.size(), number, "kindbank", master.data());
  return key;
}

}  // namespace

Result<Key> read_key_file(const std::string& path) {
  start_sodium();
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail("the key file " + path + " cannot be read");
  std::string text(2 * key_bytes + 3, '\0');  // one more than may be there
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();

  Key key;
  std::size_t size = 0;
  const char* end = nullptr;
  const int bad =
      sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &size, &end);
  const bool whole = bad == 0 && size == key.size() && end == text.data() + text.size();
  sodium_memzero(text.data(), text.size());
  if (!whole) return fail("the key file " + path + " does not hold 64 hexadecimal digits");
  return key;
}

Result<Key> make_key_file(const std::string& path) {
  start_sodium();
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return fail("the key file " + path + " cannot be made: " + std::strerror(errno));
  Key key;
  randombytes_buf(key.data(), key.size());
  std::string text = to_hex(key.data(), key.size()) + "\n";
  const bool written = ::write(file, text.data(), text.size()) == std::ssize(text);
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  sodium_memzero(text.data(), text.size());
  if (!written || !synced) {
    ::unlink(path.c_str());
    return fail("the key file " + path + " cannot be written");
  }
  return key;
}

std::string content_hash(std::string_view text) {
  start_sodium();
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, bytes_of(text), text.size(), nullptr, 0);
  return to_hex(hash, sizeof hash);
}

Sealer::Sealer(const Key& master) {
  start_sodium();
  seal_key_ = derive(master, 1);
  lookup_key_ = derive(master, 2);
}

Sealed Sealer::seal(std::string_view plain) const {
  Bytes bytes(nonce_bytes + plain.size() + tag_bytes);
  randombytes_buf(bytes.data(), nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes.data() + nonce_bytes, nullptr, bytes_of(plain),
                                             plain.size(), nullptr, 0, nullptr, bytes.data(),
                                             seal_key_.data());
  return {to_base64(bytes.data(), bytes.size())};
}

std::string Sealer::open(const Sealed& sealed) const {
  const auto read = from_base64(sealed.text);
  if (!read || read->size() < nonce_bytes + tag_bytes)
    throw std::runtime_error("a sealed text is damaged");
  const Bytes& bytes = *read;
  const auto size = bytes.size();

  std::string plain(size - nonce_bytes - tag_bytes, '\0');
  const int forged = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, bytes.data() + nonce_bytes,
      size - nonce_bytes, nullptr, 0, bytes.data(), seal_key_.data());
  if (forged != 0) throw std::runtime_error("a sealed text does not open with this key");
  return plain;
}

std::array<unsigned char, 32> Sealer::keyed_hash(std::string_view plain) const {
  std::array<unsigned char, 32> hash;
  crypto_generichash(hash.data(), hash.size(), bytes_of(plain), plain.size(), lookup_key_.data(),
                     lookup_key_.size());
  return hash;
}

std::string Sealer::lookup(std::string_view plain) const {
  const auto hash = keyed_hash(plain);
  return to_base64(hash.data(), hash.size());
}

std::string Sealer::lookup_hex(std::string_view plain) const {
  const auto hash = keyed_hash(plain);
  return to_hex(hash.data(), hash.size());
}

}  // namespace kindbank::store
