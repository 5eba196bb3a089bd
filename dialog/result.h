// What an operation gives back when failing is expected: a value, or one sentence that says what
// was found and where. The sentence never holds a secret or a person's words. What is broken (a
// full disk, a failed statement) is an exception; what is impossible is an assert.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace kindbank {

struct Error {
  std::string message;
  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string message) {
  return tl::make_unexpected(Error{std::move(message)});
}

}  // namespace kindbank
