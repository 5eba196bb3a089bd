#include "store/seal.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <vector>

namespace kindbank::store {
namespace {

static_assert(key_bytes == crypto_kdf_KEYBYTES);
static_assert(key_bytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(key_bytes == crypto_generichash_KEYBYTES);

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int base64_kind = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;

using Bytes = std::vector<unsigned char>;

void start_sodium() {
  static const int started = sodium_init();
  if (started < 0) throw std::runtime_error("libsodium does not start");
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(const unsigned char* bytes, std::size_t size) {
  std::string text(sodium_base64_encoded_len(size, base64_kind), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, base64_kind);
  text.pop_back();  // the NUL that libsodium writes
  return text;
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
  Bytes bytes(sealed.text.size() + 1);  // never empty: libsodium wants a place to write to
  std::size_t size = 0;
  const char* end = nullptr;
  const int bad = sodium_base642bin(bytes.data(), bytes.size(), sealed.text.data(),
                                    sealed.text.size(), nullptr, &size, &end, base64_kind);
  if (bad != 0 || end != sealed.text.data() + sealed.text.size() || size < nonce_bytes + tag_bytes)
    throw std::runtime_error("a sealed text is damaged");

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
