// What is said, in either direction, and to which mailbox.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kindbank {

// One mailbox: "sms:+447400123456", "sim:+447700900001", "telegram:42". The channel is only the
// route it was last reached by. Two members may share an Address; a member may have several.
struct Address {
  std::string kind;
  std::string handle;

  std::string text() const { return kind + ":" + handle; }
  bool operator==(const Address&) const = default;
  auto operator<=>(const Address&) const = default;
};

// Nothing where there is no kind ([a-z][a-z0-9]*) or no handle.
std::optional<Address> read_address(std::string_view text);

// One thing that can be chosen: `key` is what is remembered, `label` is what a person reads.
struct Option {
  std::string key;
  std::string label;
  bool operator==(const Option&) const = default;
};

struct Attachment {
  std::string url;
  std::string content_type;
  bool operator==(const Attachment&) const = default;
};

struct Message {
  std::string text;  // valid UTF-8 without NUL
  std::string rich;  // out: instead, where there is room for more than one SMS; "": the same
  std::vector<Option> options;  // out: what can be pressed or numbered
  // `words`: the text itself says what to answer ("Reply YES or NO"), so options are only buttons.
  enum class Listing { numbers, words } listing = Listing::numbers;
  std::vector<Attachment> attachments;  // in: by reference, never fetched by the dialog
  bool operator==(const Message&) const = default;
};

// The message as a phone without buttons shows it: "When? 1 Today 2 Any time".
std::string numbered(const Message& message);

// The message as a channel with room for more shows it.
Message rich_of(Message message);

}  // namespace kindbank
