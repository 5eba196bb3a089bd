// kindbank chat: the whole bot in a terminal.
#include <algorithm>
#include <iostream>

#include "adapters/channel.h"
#include "adapters/local_call.h"
#include "adapters/phone.h"
#include "bot/command.h"
#include "bot/commands.h"
#include "bot/kept_ledger.h"
#include "bot/recorder.h"
#include "bot/replay.h"
#include "bot/seed.h"
#include "bot/terminal.h"
#include "bot/transcript.h"

namespace kindbank::bot {
namespace {

constexpr const char* shipped_town = "example";

// "asker" is sim:asker.
std::optional<Address> read_phone(const std::string& text) {
  const bool is_whole = text.find(':') != std::string::npos;
  return adapters::read_mailbox(is_whole ? text : "sim:" + text);
}

// Whether time may be moved on: only where nobody out there would be texted before their time.
bool is_all_simulated(const Settings& settings) {
  for (const auto& channel : settings.channels) {
    const auto base = channel.values.find("api_base");
    const bool here = base == channel.values.end() ? channel.adapter == "sim"
                                                   : adapters::is_loopback_url(base->second);
    if (!here) return false;
  }
  return true;
}

class Chat {
 public:
  enum class Time { moves, stands };

  Chat(Rehearsal& rehearsal, const Zone& zone, Time time, Recorder* recorder)
      : rehearsal_(rehearsal), zone_(zone), time_(time), recorder_(recorder) {}

  // False, having said why, where nobody can speak as that.
  bool speak_as(const std::string& text) {
    const auto phone = read_phone(text);
    if (!phone)
      return complain("'" + on_one_line(text) +
                      "' is no phone; write a name without blanks like asker, or an address like "
                      "sms:+447400123456");
    if (rehearsal_.is_real(phone->kind))
      return complain("a channel really reaches " + phone->kind +
                      ": addresses, so that the answers would not come here");
    if (recorder_ != nullptr && (phone->kind != "sim" || !is_actor(phone->handle)))
      return complain("in a recording phones are names like asker: a to z, 0 to 9 and _");
    phone_ = *phone;
    return true;
  }

  void run() {
    if (is_terminal())
      std::cout << "It is " << say_day_and_hour(zone_.to_local(rehearsal_.now()))
                << ". /as NAME takes another phone, /wait 2d lets time pass, /quit ends.\n";
    while (const auto line = read_line(phone_name(phone_) + "> ")) {
      if (*line == "/quit") return;
      if (line->starts_with("/")) {
        obey(*line);
      } else if (!line->empty()) {
        if (recorder_ != nullptr) recorder_->says(phone_, *line);
        received(rehearsal_.text(phone_, *line));
      }
    }
  }

 private:
  bool complain(const std::string& why) {
    refuse(why);
    return false;
  }

  void received(const std::vector<Received>& all) {
    if (recorder_ != nullptr) recorder_->shows(all);
    show(all);
  }

  void obey(const std::string& line) {
    const auto space = std::min(line.find(' '), line.size());
    const auto word = line.substr(0, space);
    const auto rest = on_one_line(line.substr(space));
    if (word == "/as") {
      speak_as(rest);
    } else if (word == "/wait") {
      wait(rest);
    } else {
      complain("there is /as NAME, /wait 2d and /quit");
    }
  }

  void wait(const std::string& text) {
    const auto span = read_duration(text);
    if (!span) {
      complain("write how long like 20m, 24h or 2d");
      return;
    }
    if (time_ == Time::stands) {
      complain("time cannot be moved on a ledger with real channels");
      return;
    }
    if (recorder_ != nullptr) recorder_->waits(text);
    received(rehearsal_.wait(*span));
    std::cout << "(It is " << say_day_and_hour(zone_.to_local(rehearsal_.now())) << ".)"
              << std::endl;
  }

  Rehearsal& rehearsal_;
  const Zone& zone_;
  Time time_;
  Recorder* recorder_;
  Address phone_{"sim", "you"};
};

int run(Chat& chat, const ChatOptions& options) {
  if (!chat.speak_as(options.as)) return exit_unusable;
  chat.run();
  return exit_done;
}

void report_to_stderr(Rehearsal& rehearsal) {
  rehearsal.turns().report = [](const std::string& what) { refuse(what); };
}

int chat_on_throw_away(const House& house, const ChatOptions& options) {
  const auto seed = read_town(towns_folder(house.settings), shipped_town);
  if (!seed) return refuse(seed.error().message);
  const auto& zone = house.library.town.zone;
  const auto clock = house.settings.clock_start.value_or(Transcript{}.clock);
  Rehearsal rehearsal(house.library, zone.to_utc(clock));
  report_to_stderr(rehearsal);
  plant_town(rehearsal, house.library.town, seed->people);
  std::optional<Recorder> recorder;
  if (options.record) {
    auto opened = Recorder::open(*options.record, shipped_town, clock);
    if (!opened) return refuse(opened.error().message);
    recorder.emplace(std::move(*opened));
  }
  Chat chat(rehearsal, zone, Chat::Time::moves, recorder ? &*recorder : nullptr);
  const auto code = run(chat, options);
  if (recorder && !recorder->is_sound())
    return refuse("the recording could not be written to the end");
  return code;
}

int chat_on_kept(House& house, const ChatOptions& options) {
  auto ledger =
      KeptLedger::open(house, "stop it first, or leave --config out to talk to a throw-away town");
  if (!ledger) return refuse(ledger.error().message);
  if (!(*ledger)->stranded().empty()) return refuse_findings((*ledger)->stranded());
  auto rehearsal = (*ledger)->rehearse();
  report_to_stderr(rehearsal);
  const auto time = is_all_simulated(house.settings) ? Chat::Time::moves : Chat::Time::stands;
  Chat chat(rehearsal, house.library.town.zone, time, nullptr);
  return run(chat, options);
}

}  // namespace

int chat(const HouseInput& input, const ChatOptions& options) {
  auto house = read_house(input);
  if (house.has_errors()) return refuse_findings(house.findings);
  if (!input.config) return chat_on_throw_away(house, options);
  if (!options.record) return chat_on_kept(house, options);
  std::cerr
      << "kindbank: a recorded talk is a test: it plays in the example town, and the ledger of "
         "the settings is left alone\n";
  return chat_on_throw_away(house, options);
}

}  // namespace kindbank::bot
