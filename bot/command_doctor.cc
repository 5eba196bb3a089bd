// kindbank doctor: whether each channel's credentials, webhook address and clock are as they have
// to be. Nothing is sent to anybody.
#include <cstdio>

#include "bot/clock.h"
#include "bot/command.h"
#include "bot/commands.h"
#include "bot/fetch.h"

namespace kindbank::bot {
namespace {

using adapters::Channel;
using adapters::HttpResponse;

constexpr Duration clock_slack = std::chrono::seconds(20);  // Notify takes thirty

class Doctor {
 public:
  explicit Doctor(const Settings& settings) : public_url_(settings.server.public_url) {
    while (public_url_.ends_with('/')) public_url_.pop_back();
  }

  void look_at(const Channel& channel) {
    std::printf("%s (%s)\n", channel.name.c_str(), channel.adapter.c_str());
    const auto& base = channel.reached_at.empty() ? public_url_ : channel.reached_at;
    const auto hook = base.empty() ? "" : base + "/hooks/" + channel.name;
    if (channel.calls == Channel::Calls::nobody)
      say(true, "nobody calls us for it, so it needs no public address");
    else
      look_at_hook(hook);
    look_at_stop(channel);
    if (!channel.probes) return say(true, "nothing else is to be asked");
    std::optional<Duration> ahead;
    for (const auto& probe : channel.probes(hook, Clock::machine())) {
      const auto response = ask("whether " + probe.about, probe.request);
      if (!response) continue;
      const auto wrong = probe.judge(*response);
      if (wrong.empty() && probe.shows == adapters::Probe::Shows::little)
        note(probe.about);
      else
        say(wrong.empty(), wrong.empty() ? probe.about : wrong);
      if (const auto date = adapters::header(response->headers, "Date"))
        if (const auto theirs = adapters::read_http_date(*date)) ahead = Clock::machine() - *theirs;
    }
    if (ahead) look_at_clock(*ahead);
  }

  int failures() const { return failures_; }

 private:
  static void note(const std::string& what) { std::printf("  note   %s\n", what.c_str()); }

  void say(bool good, const std::string& what) {
    std::printf("  %s  %s\n", good ? "ok   " : "wrong", what.c_str());
    if (!good) ++failures_;
  }

  // Nothing where no answer came, which is said.
  std::optional<HttpResponse> ask(const std::string& what, const adapters::HttpRequest& request) {
    const auto reply = fetch_.send(request);
    if (const auto* response = std::get_if<HttpResponse>(&reply)) return *response;
    const auto& why = std::get<adapters::NoAnswer>(reply).why;
    say(false, what + ": no answer" + (why.empty() ? "" : ", " + why));
    return std::nullopt;
  }

  // What stands before us, or another program at our port, may refuse a call as we do; so an answer
  // of ours says whose it is.
  void look_at_hook(const std::string& hook) {
    if (hook.empty())
      return say(false, "server.public_url is not set, so nobody can reach us and no report comes");
    const auto response = ask(hook, {"POST", hook, {{"Content-Type", "application/json"}}, "{}"});
    if (!response) return;
    const auto name = adapters::header(response->headers, adapters::answered_by);
    const bool ours = name && hook.ends_with("/hooks/" + *name);
    say(ours, ours ? hook + " reaches us"
                   : "at " + hook + " another program answers, with " +
                         std::to_string(response->status) +
                         "; is the server running, and does what stands before it hand /hooks on?");
  }

  // No platform's API shows its opt-out settings, so what to look for is said.
  static void look_at_stop(const Channel& channel) {
    if (channel.kind == "email") return;  // nothing comes in
    std::string who = "STOP is ours alone to answer";
    if (channel.kind == "whatsapp" || channel.kind == "telegram")
      who += "; who blocks us there has stopped, too";
    if (channel.kind == "sms")
      who += "; the provider must have no opt-out of its own, which its API does not show";
    if (!channel.limits.confirmed_stops.empty())
      who =
          "the provider answers STOP itself and then lets nothing through until START; where "
          "Advanced Opt-Out is on, which its API does not show, its words must be the defaults";
    note(who);
  }

  void look_at_clock(Duration ahead) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(ahead).count();
    const bool good = std::chrono::abs(ahead) <= clock_slack;
    say(good, good ? "this machine's clock agrees with theirs"
                   : "this machine's clock is " + std::to_string(std::abs(seconds)) + " s " +
                         (seconds > 0 ? "ahead of" : "behind") + " theirs; let NTP set it");
  }

  std::string public_url_;
  Fetch fetch_;
  int failures_ = 0;
};

}  // namespace

int examine_channels(const HouseInput& input) {
  const auto read = read_house_settings(input);
  if (has_error(read.findings)) return refuse_findings(read.findings);
  const auto channels = make_channels(read.settings);
  if (!channels) return refuse(channels.error().message, exit_unusable);
  if (channels->empty()) return refuse("the settings have no channels to look at");
  Doctor doctor(read.settings);
  for (const auto& [name, channel] : *channels) doctor.look_at(channel);
  return doctor.failures() == 0 ? exit_done : exit_failed;
}

}  // namespace kindbank::bot
