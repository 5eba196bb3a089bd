// A TLS server whose certificate nobody vouches for.
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>

#include "bot/fetch.h"
#include "tests/bot/raw_socket.h"

namespace kindbank::bot {
namespace {

template <auto Release>
struct Free {
  template <class Thing>
  void operator()(Thing* thing) const {
    Release(thing);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Context = std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Free<SSL_free>>;

// Signed by itself, for 127.0.0.1.
Context self_signed() {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  auto* name = X509_get_subject_name(certificate.get());
  const auto* text = reinterpret_cast<const unsigned char*>("127.0.0.1");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  auto* alternative = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "IP:127.0.0.1");
  X509_add_ext(certificate.get(), alternative, -1);
  X509_EXTENSION_free(alternative);
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  Context context(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_use_certificate(context.get(), certificate.get());
  SSL_CTX_use_PrivateKey(context.get(), key.get());
  return context;
}

}  // namespace

TEST_CASE("a certificate nobody vouches for is refused before the request leaves") {
  const auto context = self_signed();
  std::atomic<int> bytes = 0;
  RawServer server([&](Wire& wire) {
    const Session session(SSL_new(context.get()));
    SSL_set_fd(session.get(), wire.socket());
    char byte = 0;
    if (SSL_accept(session.get()) == 1) bytes = SSL_read(session.get(), &byte, 1);
  });
  FetchOptions options;
  options.reach = FetchOptions::Reach::loopback_only;
  Fetch fetch(options);
  const auto reply = fetch.send({"POST", "https" + server.url().substr(4), {}, "secret"});
  REQUIRE(std::holds_alternative<adapters::NoAnswer>(reply));
  CHECK(std::get<adapters::NoAnswer>(reply).written == adapters::NoAnswer::Written::no);
  CHECK(bytes <= 0);
}

}  // namespace kindbank::bot
