// {"command":"member vet","arguments":{"number":["2"],"level":["V1"],"by":["Duty desk"]}}
// {"exit":0,"out":"Gil, member 2, is V1 now.\n","err":"","facts":{}}
#include "bot/command_request.h"

#include <nlohmann/json.hpp>

#include "bot/command.h"
#include "dialog/json.h"

namespace kindbank::bot {
namespace {

using nlohmann::json;

// What `read` makes of one object; a key that is missing or holds something else is a failure.
template <class Read>
auto read_object(std::string_view line, const char* what, Read read)
    -> Result<decltype(read(std::declval<const json&>()))> {
  const auto object = read_json(line);
  if (!object) return tl::make_unexpected(object.error());
  try {
    return read(*object);
  } catch (const json::exception&) {
    return fail(std::string("this is no ") + what);
  }
}

}  // namespace

CommandAnswer failed(const std::string& why) { return {exit_failed, "", why, {}}; }

std::string CommandRequest::argument(const std::string& name) const {
  const auto found = arguments.find(name);
  return found == arguments.end() || found->second.empty() ? "" : found->second.front();
}

std::string write_request(const CommandRequest& request) {
  return write_json({{"command", request.command}, {"arguments", request.arguments}}) + "\n";
}

Result<CommandRequest> read_request(std::string_view line) {
  return read_object(line, "command", [](const json& object) {
    CommandRequest request;
    object.at("command").get_to(request.command);
    object.at("arguments").get_to(request.arguments);
    return request;
  });
}

std::string write_answer(const CommandAnswer& answer) {
  return write_json({{"exit", answer.exit},
                     {"out", answer.out},
                     {"err", answer.err},
                     {"facts", answer.facts}}) +
         "\n";
}

Result<CommandAnswer> read_answer(std::string_view line) {
  return read_object(line, "answer", [](const json& object) {
    CommandAnswer answer;
    object.at("exit").get_to(answer.exit);
    object.at("out").get_to(answer.out);
    object.at("err").get_to(answer.err);
    object.at("facts").get_to(answer.facts);
    return answer;
  });
}

}  // namespace kindbank::bot
