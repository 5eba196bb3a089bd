// The parts of a turn one by one: the engine, the gate, the arithmetic of texts, signatures, the
// web front's head, stored talks, and the loading of flows. A figure is of one core.
//
//   bench_micro [--benchmark_filter=respond]
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/signature.h"
#include "adapters/twilio_hook.h"
#include "bank/actions.h"
#include "bot/library.h"
#include "bot/web_head.h"
#include "bot/zone.h"
#include "dialog/conversation.h"
#include "dialog/gate.h"
#include "dialog/load.h"
#include "dialog/read_datetime.h"
#include "dialog/read_need.h"
#include "dialog/respond.h"
#include "dialog/sms.h"
#include "dialog/understand.h"
#include "store/seal.h"

namespace {

using namespace kindbank;

const std::string checkout = KINDBANK_SOURCE_DIR;
const Time now = from_millis(1'795'600'800'000);

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

const bot::Library& library() {
  static const auto read = [] {
    bank::Town town;
    town.bank = "Bank of Kindness";
    town.town = "Stevenage";
    town.run_by = "the council";
    if (auto zone = bot::load_zone("Europe/London")) town.zone = std::move(*zone);
    return bot::read_library({checkout + "/flows", checkout + "/config/areas.yaml"},
                             std::move(town));
  }();
  return read;
}

dialog::Known member() {
  dialog::Known known;
  known.facts = {{"bank", "Bank of Kindness"}, {"town", "Stevenage"},
                 {"run_by", "the council"},    {"name", "Ash"},
                 {"area", "Old Town"},         {"number", "7"}};
  known.member = 7;
  return known;
}

dialog::Heard heard(const std::string& text) {
  return {text, {}, dialog::read_gate(library().words, text)};
}

dialog::Turn answer(const dialog::Conversation& talk, const dialog::Event& event) {
  return dialog::respond(library().flows, library().words, talk, member(), event, now);
}

// The talks in which the texts of the ask flow are heard, each after the one before.
struct Said {
  dialog::Conversation talk;
  dialog::Heard heard;
};

const std::vector<Said>& walk() {
  static const auto walked = [] {
    std::vector<Said> all;
    dialog::Conversation talk;
    for (const auto* text : {"HELP", "1", "2", "3"}) {
      all.push_back({talk, heard(text)});
      talk = answer(talk, all.back().heard).conversation;
    }
    return all;
  }();
  return walked;
}

// One call a turn; what is heard was gated before, as the service does.
void respond(benchmark::State& state) {
  const auto& said = walk();
  const auto known = member();
  std::size_t next = 0;
  for (auto _ : state) {
    const auto& one = said[next++ % said.size()];
    benchmark::DoNotOptimize(
        dialog::respond(library().flows, library().words, one.talk, known, one.heard, now));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(respond);

void gate(benchmark::State& state, const std::string& text) {
  const auto& words = library().words;
  for (auto _ : state) benchmark::DoNotOptimize(dialog::read_gate(words, text));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(gate, digit, std::string("2"));
BENCHMARK_CAPTURE(gate, sentence,
                  std::string("hi could someone pick up my shopping on friday please, my knee is "
                              "bad and the bus does not come any more"));

void when_read(benchmark::State& state, const std::string& text) {
  const auto zone = bot::load_zone("Europe/London").value();
  const auto& words = library().words.measures_of("en").time;
  for (auto _ : state) benchmark::DoNotOptimize(dialog::read_datetime(words, text, now, zone));
}
BENCHMARK_CAPTURE(when_read, short_answer, std::string("tues half 2 pls"));
BENCHMARK_CAPTURE(when_read, longest_text, [] {
  std::string text;
  while (text.size() < 1600) text += "wednesdey ";
  return text;
}());

// Said over and over: of 1,600 characters, which the gate hears and a need is read in, and as long
// as an answer is still read.
struct Longest {
  std::string text;
  std::string answer;
};

Longest repeated(const std::string& piece) {
  Longest longest;
  while (longest.text.size() + piece.size() <= 1600) longest.text += piece;
  auto& answer = longest.answer;
  const auto gaps = std::count(piece.begin(), piece.end(), ' ');
  for (std::ptrdiff_t said = gaps;
       answer.size() + piece.size() <= dialog::longest_answer && said <= dialog::most_answer_gaps;
       said += gaps)
    answer += piece;
  return longest;
}

const Longest& longest(const std::string& name) {
  static const std::map<std::string, Longest> texts = {
      {"words", repeated("wednesdey ")},
      {"sentence",
       repeated("can someone take my mum to the doctors on tuesday at half 2 yes but ")},
      {"letters", repeated("a")},
      {"blanks", repeated("a ")},
      {"digits", repeated("1 2 ")},
      {"emoji", repeated("\xF0\x9F\x91\x8D")},
      {"accents", repeated("\xC5\xBC\xC3\xB3\xC5\x82w ")},
      {"crisis", repeated("i can not go on my want to ")},
      {"courtesies", repeated("please ")},
      {"stops", repeated("stop ")},
      {"innocent", repeated("cut my finger on purpose ")},
      // The worst of some eight thousand texts that are made of the word lists.
      {"initials", repeated("h ")},
      {"figures", repeated("1:30 ")},
      {"slips", repeated("fieqare daugqter tomoqrows witqout thurqdays ninqeen digqing ")},
      {"about_me", repeated("im not hes ok im am i ")},
      {"put_right", repeated("no i cant ")},
      {"lead_ins", repeated("yeah im the name da ")},
      {"cups", repeated("cup of tea and milk from the shop ")},
      {"devanagari", repeated("\xE0\xA4\x95\xE0\xA5\x8D\xE0\xA4\xB7 ")},
      {"marks", repeated("a\xCC\x81\xCC\x82\xCC\x83 ")}};
  return texts.at(name);
}

void understood(benchmark::State& state, dialog::Expect expect, const std::string& text) {
  const auto zone = bot::load_zone("Europe/London").value();
  const dialog::Hearing hearing{library().words, "en", nullptr, now, &zone};
  dialog::Asked asked{expect, {}, {}, "Is that right?"};
  if (expect == dialog::Expect::choice)
    asked.choices = library().flows.current("ask")->find("what")->choices;
  for (auto _ : state) benchmark::DoNotOptimize(dialog::understand(hearing, asked, text));
  state.SetItemsProcessed(state.iterations());
}

void need_read(benchmark::State& state, const std::string& text) {
  const auto zone = bot::load_zone("Europe/London").value();
  const dialog::Hearing hearing{library().words, "en", nullptr, now, &zone};
  for (auto _ : state) benchmark::DoNotOptimize(dialog::read_need(hearing, text));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(need_read, ordinary, std::string("can sum1 take my mum 2 the docs tues 2pm pls"));

void register_readers() {
  const std::vector<std::pair<dialog::Expect, std::string>> ordinary = {
      {dialog::Expect::choice, "gardening please"}, {dialog::Expect::yes_no, "yeah go on then"},
      {dialog::Expect::name, "my names jo smith"},  {dialog::Expect::number, "a couple i think"},
      {dialog::Expect::minutes, "hour and a half"}, {dialog::Expect::datetime, "tues half 2 pls"},
      {dialog::Expect::postcode, "its sg1 3aa"},    {dialog::Expect::phone, "07700 900123"},
      {dialog::Expect::code, "k4t7 please"}};
  const std::vector<std::string> worst = {
      "words",    "sentence",   "letters",  "blanks",   "digits",     "emoji",   "accents",
      "crisis",   "courtesies", "stops",    "innocent", "initials",   "figures", "slips",
      "about_me", "put_right",  "lead_ins", "cups",     "devanagari", "marks"};
  const auto name = [](std::string_view what, std::string_view text) {
    return std::string(what) + "/" + std::string(text);
  };
  for (const auto& [expect, text] : ordinary) {
    const auto kind = std::string("understood/") + std::string(dialog::expect_name(expect));
    benchmark::RegisterBenchmark(name(kind, "ordinary").c_str(), understood, expect, text);
    for (const auto& one : worst)
      benchmark::RegisterBenchmark(name(kind, one).c_str(), understood, expect,
                                   longest(one).answer);
  }
  for (const auto& one : worst) {
    benchmark::RegisterBenchmark(name("need_read", one).c_str(), need_read, longest(one).text);
    benchmark::RegisterBenchmark(name("gate", one).c_str(), gate, longest(one).text);
  }
}

void talk_written_and_read(benchmark::State& state) {
  const auto& talk = walk().back().talk;
  for (auto _ : state)
    benchmark::DoNotOptimize(dialog::read_conversation(dialog::write_conversation(talk)));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(talk_written_and_read);

void sealed_and_opened(benchmark::State& state) {
  const store::Sealer sealer(store::Key{});
  const auto talk = dialog::write_conversation(walk().back().talk);
  for (auto _ : state) benchmark::DoNotOptimize(sealer.open(sealer.seal(talk)));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(sealed_and_opened);

void looked_up(benchmark::State& state) {
  const store::Sealer sealer(store::Key{});
  for (auto _ : state) benchmark::DoNotOptimize(sealer.lookup("sms:+447400123456"));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(looked_up);

void sms_counted(benchmark::State& state, const std::string& text) {
  for (auto _ : state) benchmark::DoNotOptimize(dialog::count_sms(text));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(sms_counted, gsm7, std::string(150, 'a'));
BENCHMARK_CAPTURE(sms_counted, ucs2, std::string(147, 'a') + "\xC5\x82");

void sms_split(benchmark::State& state) {
  std::string text;
  while (text.size() < 900) text += "a neighbour near you can help, ";
  for (auto _ : state) benchmark::DoNotOptimize(dialog::split_sms(text, 3));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(sms_split);

const std::string url = "https://kind.example.org/hooks/sms";
const std::string token = "an auth token of no account";

adapters::HttpRequest call() {
  const adapters::Fields fields = {{"AccountSid", "AC0123456789abcdef0123456789abcdef"},
                                   {"ApiVersion", "2010-04-01"},
                                   {"Body", "this week please"},
                                   {"From", "+447400123456"},
                                   {"FromCity", ""},
                                   {"FromCountry", "GB"},
                                   {"FromState", ""},
                                   {"FromZip", ""},
                                   {"MessageSid", "SM0123456789abcdef0123456789abcdef"},
                                   {"NumMedia", "0"},
                                   {"NumSegments", "1"},
                                   {"SmsMessageSid", "SM0123456789abcdef0123456789abcdef"},
                                   {"SmsSid", "SM0123456789abcdef0123456789abcdef"},
                                   {"SmsStatus", "received"},
                                   {"To", "+447400111222"},
                                   {"ToCity", ""},
                                   {"ToCountry", "GB"},
                                   {"ToState", ""},
                                   {"ToZip", ""}};
  std::string text = url;
  for (const auto& [name, value] : fields) text += name + value;  // written in their order
  return {"POST",
          "/hooks/sms",
          {{"Content-Type", "application/x-www-form-urlencoded"},
           {"X-Twilio-Signature", adapters::base64_encode(adapters::hmac_sha1(token, text))}},
          adapters::write_form(fields)};
}

void signed_call_read(benchmark::State& state) {
  adapters::TwilioAccount account;
  account.account_sid = "AC0123456789abcdef0123456789abcdef";
  account.auth_token = token;
  const auto request = call();
  if (!std::holds_alternative<adapters::Arrived>(adapters::read_twilio(account, request, url)))
    state.SkipWithError("the call was refused");
  for (auto _ : state) benchmark::DoNotOptimize(adapters::read_twilio(account, request, url));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(signed_call_read);

void signature_alone(benchmark::State& state) {
  const auto text = url + call().body;
  for (auto _ : state) benchmark::DoNotOptimize(adapters::hmac_sha1(token, text));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(signature_alone);

void head_read(benchmark::State& state) {
  const std::string head =
      "POST /hooks/sms HTTP/1.1\r\nHost: kind.example.org\r\nUser-Agent: TwilioProxy/1.1\r\n"
      "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nContent-Length: 420\r\n"
      "X-Twilio-Signature: QMtj+0lEqSkp7SVuYx62pQsT46w=\r\nAccept: */*\r\n\r\n";
  for (auto _ : state) benchmark::DoNotOptimize(bot::read_head(head));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(head_read);

void flow_loaded(benchmark::State& state) {
  const auto text = read_file(checkout + "/flows/ask.yaml");
  const auto signatures = bank::signatures();
  for (auto _ : state)
    benchmark::DoNotOptimize(dialog::read_flow(text, "ask.yaml", signatures, bank::common_facts()));
}
BENCHMARK(flow_loaded)->Unit(benchmark::kMicrosecond);

void library_loaded(benchmark::State& state) {
  for (auto _ : state)
    benchmark::DoNotOptimize(
        bot::read_library({checkout + "/flows", checkout + "/config/areas.yaml"}, bank::Town{}));
}
BENCHMARK(library_loaded)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int count, char** words) {
  register_readers();
  benchmark::Initialize(&count, words);
  if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
