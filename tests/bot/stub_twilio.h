// A provider on this machine for tests of what goes out: it takes texts as Twilio does, keeps them
// in a list, and does at each text what the test told it to.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "adapters/twilio.h"
#include "bot/web.h"

namespace kindbank::bot {

inline adapters::Channel twilio_at(const std::string& api_base) {
  adapters::ChannelSettings settings;
  settings.name = "sms";
  settings.adapter = "twilio";
  settings.values = {{"account_sid", "AC0123456789abcdef0123456789abcdef"},
                     {"auth_token", "0123456789abcdef0123456789abcdef"},
                     {"from", "+447400111222"},
                     {"api_base", api_base}};
  auto channel = adapters::make_twilio(settings);
  if (!channel) throw std::runtime_error(channel.error().message);
  return *channel;
}

class StubTwilio {
 public:
  using HttpRequest = adapters::HttpRequest;
  using HttpResponse = adapters::HttpResponse;
  using Answer = std::function<HttpResponse(StubTwilio&, const std::string& text)>;

  StubTwilio() : web_(options()) {
    const auto port = web_.listen("127.0.0.1", 0);
    if (!port) throw std::runtime_error(port.error().message);
    port_ = *port;
  }
  ~StubTwilio() { let_go(); }

  adapters::Channel channel() const {
    return twilio_at("http://127.0.0.1:" + std::to_string(port_));
  }

  // How the next texts are answered, one each; where nothing was said they are taken.
  void next(Answer answer) {
    const std::lock_guard lock(mutex_);
    answers_.push_back(std::move(answer));
  }
  // From now on the list is answered so; 200 shows what was taken.
  void list_answers(int status) {
    const std::lock_guard lock(mutex_);
    list_status_ = status;
  }

  // What came, in order: the words of a text, or "?" for a look at the list.
  std::vector<std::string> calls() {
    const std::lock_guard lock(mutex_);
    return calls_;
  }
  std::vector<std::string> wait_for_calls(std::size_t count) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return calls_.size() >= count; });
    return calls_;
  }

  // Ways to answer.
  static HttpResponse take(StubTwilio& stub, const std::string& text) {
    const std::lock_guard lock(stub.mutex_);
    const auto sid = "SM" + std::to_string(stub.taken_.size() + 1);
    stub.taken_.push_back({{"sid", sid},
                           {"direction", "outbound-api"},
                           {"status", "queued"},
                           {"body", text},
                           {"date_created", "Mon, 01 Dec 2025 10:00:00 +0000"}});
    return {201, {}, nlohmann::json{{"sid", sid}, {"status", "queued"}}.dump()};
  }
  static HttpResponse take_and_break(StubTwilio& stub, const std::string& text) {
    take(stub, text);
    return {500, {}, ""};
  }
  static HttpResponse break_down(StubTwilio&, const std::string&) { return {500, {}, ""}; }
  static HttpResponse hang(StubTwilio& stub, const std::string& text) {
    {
      std::unique_lock lock(stub.mutex_);
      stub.changed_.wait(lock, [&] { return stub.let_go_; });
    }
    return take(stub, text);
  }
  static Answer refuse(int status, int code, const adapters::Headers& headers = {}) {
    return [=](StubTwilio&, const std::string&) {
      return HttpResponse{status, headers, nlohmann::json{{"code", code}}.dump()};
    };
  }
  // Those that hang hang no longer.
  void let_go() {
    {
      const std::lock_guard lock(mutex_);
      let_go_ = true;
    }
    changed_.notify_all();
  }

 private:
  WebOptions options() {
    WebOptions options;
    options.routes = {
        {"POST", "/*", 64 * 1024, [this](const HttpRequest& request) { return post(request); }},
        {"GET", "/*", 0, [this](const HttpRequest&) { return list(); }}};
    options.workers = 8;
    return options;
  }

  Answer take_call(const std::string& call) {
    Answer answer = take;
    {
      const std::lock_guard lock(mutex_);
      calls_.push_back(call);
      if (call != "?" && !answers_.empty()) {
        answer = std::move(answers_.front());
        answers_.pop_front();
      }
    }
    changed_.notify_all();
    return answer;
  }

  HttpResponse post(const HttpRequest& request) {
    const auto text = adapters::field(adapters::read_form(request.body).value(), "Body");
    return take_call(text)(*this, text);
  }

  HttpResponse list() {
    take_call("?");
    const std::lock_guard lock(mutex_);
    return {list_status_, {}, nlohmann::json{{"messages", taken_}}.dump()};
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Answer> answers_;
  std::vector<std::string> calls_;
  nlohmann::json taken_ = nlohmann::json::array();
  int list_status_ = 200;
  bool let_go_ = false;
  int port_ = 0;
  Web web_;
};

}  // namespace kindbank::bot
