// How one platform writes things down. A Channel is a value: a few pure functions made from the
// channel's settings, that turn requests into what was said and what is to be said into requests.
// It opens no socket, asks no clock (what the time is, it is told) and keeps nothing between calls,
// so any thread may call it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/http.h"
#include "dialog/message.h"
#include "dialog/result.h"
#include "dialog/time.h"

namespace kindbank::adapters {

// Where what came is only a piece of a long text.
struct Piece {
  std::string whole;  // what the provider calls that text of this sender
  int place = 1;      // of `total`, from 1
  int total = 2;
  bool operator==(const Piece&) const = default;
};

// One message that came in.
struct Inbound {
  Address from;
  std::string provider_id;  // unique within the channel; the key of "seen before"
  Message message;
  std::string pressed;    // what a pressed button carried: "<question id>:<option key>", or ""
  bool replyable = true;  // false for a sender name or a short code
  bool repaired = false;  // the bytes were not valid UTF-8 or held NUL
  std::optional<Piece> piece{};
  // What the platform itself says where somebody opens the talk: for who stopped it is a START.
  bool opens = false;
};

// The ladder of a sent part; it is climbed, never stepped down.
enum class Rung { queued, sent, delivered, read, failed };

// A provider's later word on a part that it accepted.
struct Report {
  std::string provider_id;
  Rung rung = Rung::sent;
  std::string why;       // for `failed`: a reason that a coordinator understands
  bool stopped = false;  // the person is opted out at the provider
  enum class Again { no, later } again = Again::no;  // of `failed`: another try may reach them
  std::optional<Duration> after{};  // of `again`, where the provider says how long to wait
};

// What a webhook call held, and what to answer once all of it is committed.
struct Arrived {
  std::vector<Inbound> messages;
  std::vector<Report> reports;
  HttpResponse answer;
};

// A call that is not let in; nothing of it is kept.
struct Refused {
  HttpResponse answer;
  std::string why;  // for the log: no token, no text, no number
};

using Reading = std::variant<Arrived, Refused>;

// One part on its way out: one request, one provider id.
struct Outgoing {
  Address to;
  Message message;  // text fits the channel's limits; options only where the channel has buttons
  std::string reference;  // our own id of this part, for looking it up
  std::string question;   // the id that a pressed button carries back, or ""
  Time queued_at{};
  std::optional<Duration> silent_for{};  // since something came from there; nothing: it never did
  std::string language{};                // "pl", the person's, or "": never chosen
  std::string message_class{};           // "invitation"
  std::string message_template{};    // what the flow that says it calls its approved text, or ""
  std::vector<std::string> slots{};  // where it calls it anything: what fills that text's own slots
};

// What became of a send.
struct Sent {
  std::string provider_id;
  Rung rung = Rung::sent;  // `delivered` where accepting is delivering
  // Whether its words may be needed once more, as those of a call that nobody takes.
  enum class Words { done_with, kept } words = Words::done_with;
};
struct Later {
  std::optional<Duration> after;  // what the provider asked for
  std::string why;
};
struct Never {
  std::string why;
  bool stopped = false;
};
struct Unknown {};  // the request was written and no answer came
using Delivery = std::variant<Sent, Later, Never, Unknown>;

// Whether an earlier part is known to have that provider id, so that a text which looks the same is
// not taken for this one.
using IsTaken = std::function<bool(const std::string& provider_id)>;

// What happens to a message that we did not acknowledge: it comes again, it can be fetched from the
// provider's list, or it is lost.
enum class Redelivery { retries, pollable, none };

struct Limits {
  int buttons = 0;          // options shown as buttons; 0: numbered in the text
  std::size_t text = 1600;  // characters in one request
  bool sms = true;          // one part is one SMS (GSM-7 or UCS-2), not `text` characters
  int segments = 6;         // of an SMS in one request, at most
  // Whether a letter that GSM-7 does not have arrives, or is made a "?" by the provider.
  enum class Letters { all, gsm7 } letters = Letters::all;
  // What the provider itself answers as a STOP, and blocks all that follows; in lower case.
  std::vector<std::string> confirmed_stops;
  // Whether a talk that the bank begins needs a text which the provider approved beforehand.
  enum class Begins { freely, with_template } begins = Begins::freely;
  // Classes of messages, and what flows call theirs, that have such a text of their own; and in
  // which languages: "" for all.
  std::map<std::string, std::set<std::string>> templates;
  std::map<std::string, std::size_t> variables;  // of what flows call theirs, where it has several
  std::size_t in_template = 0;   // characters that have room in one; 0: there are none
  std::size_t body = 64 * 1024;  // bytes of a webhook call that are read at all
};

// Whether the provider itself answers this text as a STOP. It goes by the letter, a blank around it
// and capitals aside: whatever else we read as a STOP is ours to answer.
bool confirms_stop(const Limits& limits, std::string_view text);

// A page of the provider's own list of what it received for us.
struct Page {
  std::vector<Inbound> messages;
  std::string next;  // what list_more asks for, or ""
  // To be sent once all of it is kept, whatever comes of them: that a pressed button was heard.
  std::vector<HttpRequest> receipts{};
};

// A question to the platform about our own account. Nothing is sent to anybody by it.
struct Probe {
  std::string about;  // what is well where nothing is wrong: "the account is active"
  HttpRequest request;
  // What is wrong and what to do about it; "" where nothing is.
  std::function<std::string(const HttpResponse& response)> judge;
  enum class Shows { that_it_is_well, little } shows = Shows::that_it_is_well;
};

// The header by which `kindbank doctor` knows the answer to a webhook call for ours; its value is
// the channel's name.
inline constexpr auto answered_by = "X-Kindbank-Channel";

struct Channel {
  std::string name;     // as in the settings; also the path /hooks/<name>
  std::string adapter;  // "twilio"
  std::string kind;     // of the Addresses it serves: "sms"
  Limits limits;
  Redelivery redelivery = Redelivery::none;
  // Whether the platform calls us; else a public address is not needed for it.
  enum class Calls { us, nobody } calls = Calls::us;
  // Where the platform reaches us, if that is not the public address: "http://127.0.0.1:8080". Then
  // it signs no address.
  std::string reached_at{};

  // `url` is the public address that the caller used: the configured public_url and the raw target.
  // `now` is the world's time, for what is signed with it, however far a simulator has gone ahead.
  std::function<Reading(const HttpRequest& request, const std::string& url, Time now)> read;
  std::function<HttpRequest(const Outgoing& part, Time now)> write;
  std::function<Delivery(const Outgoing& part, const HttpReply& reply)> outcome;

  // Of a channel whose answers are said in the answer to the call itself, as on the phone: that
  // answer. What is not said there leaves by `write`, soon after.
  std::function<HttpResponse(const HttpRequest& call, const std::vector<Outgoing>& said)> speak;

  // Beside `speak`: says that what was said is kept and that we ring back, and ends the call.
  std::function<HttpResponse(const HttpRequest& call)> hang_up;

  // Empty where the provider offers no such thing.
  std::function<HttpRequest(const Outgoing& part, Time now)> look_up;
  // Later{}: it never arrived, send it again. What is taken is another part's.
  std::function<Delivery(const Outgoing& part, const HttpReply& reply, const IsTaken& is_taken)>
      found;
  // For `kindbank doctor`. `hook` is where the platform should call, or "" where nobody can.
  std::function<std::vector<Probe>(const std::string& hook, Time now)> probes;
  std::function<HttpRequest(Time since, Time now)> list;
  std::function<HttpRequest(const std::string& next, Time now)> list_more;
  // In place of list, where the platform hands on what came in to whoever asks and forgets what
  // they have: asked with the Page's `next` once all of the page is kept, "" at first. It may
  // answer only when something comes.
  std::function<HttpRequest(const std::string& after, Time now)> list_after;
  // Nothing from before `since` and the channel's lookback, where the provider's own list goes on.
  std::function<Result<Page>(const HttpReply& reply, Time since)> listed;
};

// What a channel that talks says around the texts, in one language.
struct SpokenLanguage {
  std::string tag = "en-GB";  // in which it is said, and an answer is heard
  std::string key;            // "For {choice} press {key}."
  std::string person;         // "For a person press 0."
  std::string goodbye;
  std::string hidden;  // to who hides their number
  std::string kept;    // where it could only be put aside
};
// By the language's code; English is among them.
using SpokenLanguages = std::map<std::string, SpokenLanguage, std::less<>>;

// A channel's settings as plain text, secrets read from their files already.
struct ChannelSettings {
  std::string name;
  std::string adapter;
  std::map<std::string, std::string> values;  // "account_sid" -> "AC..."
  std::string public_url;                     // "https://kind.example.org", or "" on loopback
  SpokenLanguages spoken{};                   // as the words and the languages' files have it
};

// One key that an adapter understands.
struct SettingKey {
  std::string_view name;
  enum class Need { required, optional } need = Need::required;
  enum class Kind { open, secret } kind = Kind::open;
};

// One row a platform.
struct Adapter {
  std::string_view name;
  std::vector<SettingKey> keys;  // besides `adapter` and `api_base`, which all have
  Result<Channel> (*make)(const ChannelSettings& settings);
};

// All that this build speaks; the one place where an adapter is named.
const std::vector<Adapter>& adapters();

}  // namespace kindbank::adapters
