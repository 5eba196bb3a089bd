// The settings before they mean anything: what the file, the environment and the flags say, one
// above the other. Whoever takes a key thereby makes it known, and what nobody took is a mistake.
// Only bot/settings.cc uses this.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "bot/settings.h"
#include "dialog/yaml.h"

namespace kindbank::bot {

// A value as the topmost layer that has it says.
struct Written {
  std::string text;
  dialog::Place place;
};

class Layers {
 public:
  explicit Layers(const SettingsInput& input);

  enum class Kind { open, secret };
  // "bank" and "name"; the section is "" for what stands alone and "channels.sms" for a channel.
  // Reads the file where `<key>_file` is given. Nothing where no layer has it, or after a finding.
  std::optional<Written> take(const std::string& section, const std::string& key, Kind kind);
  // The same with a default, which is shown too.
  std::string take(const std::string& section, const std::string& key, std::string fallback);
  // Only the settings file can hold a list. Where it has none, `fallback` is what is shown.
  const dialog::YamlNode* take_list(const std::string& section, const std::string& key,
                                    std::string fallback);

  std::vector<std::string> channels() const;  // every name that some layer mentions
  dialog::Place place_of(const std::string& section, const std::string& key) const;
  void leave(const std::string& section);  // none of its keys can be judged
  void refuse_the_rest();

  // Where relative paths count from.
  std::filesystem::path folder() const { return folder_; }
  std::filesystem::path resolve(const std::string& path) const;

  void error(const dialog::Place& place, std::string code, std::string message, std::string hint);
  void warn(const dialog::Place& place, std::string code, std::string message, std::string hint);
  void show(std::string key, std::string value, std::string source);

  std::vector<dialog::Finding> findings;
  std::vector<ShownSetting> shown;

 private:
  enum class Layer { file, environment, flag };
  struct Entry {
    std::string section;
    std::string key;
    dialog::YamlNode value;
    dialog::Place place;  // of the key
    std::string source;
    Layer layer = Layer::file;
    enum class Use { untaken, taken } use = Use::untaken;
  };

  void add_file(const std::filesystem::path& path);
  void add_section(const dialog::YamlNode& key, const dialog::YamlNode& value,
                   const std::string& section);
  void add(const std::string& section, const dialog::YamlNode& key, const dialog::YamlNode& value);
  void add_environment(const std::string& name, const std::string& value);
  void add_flag(const std::string& name, const std::string& value);
  Entry* topmost(const std::string& section, const std::string& key);
  std::optional<std::string> text_of(const Entry& entry);
  std::optional<std::string> text_of_file(const Entry& entry, const std::string& path, Kind kind);

  std::filesystem::path folder_;
  std::filesystem::path file_;
  std::vector<Entry> entries_;
  std::map<std::string, std::set<std::string>> known_;  // section -> keys that were asked for
};

// The kinds of addresses that the channels serve, and how bad one of another kind is.
struct Reach {
  std::set<std::string> kinds;
  dialog::Finding::Level otherwise = dialog::Finding::Level::error;
};
// Whom the channels reach; nothing where one of them is in error, for it may serve any kind.
std::optional<Reach> read_channels(Layers& layers, Settings& settings);

// Without `reach` nobody's is judged.
std::vector<Coordinator> read_coordinators(Layers& layers, const std::vector<Partner>& partners,
                                           const std::optional<Reach>& reach);
std::vector<Partner> read_partners(Layers& layers);

}  // namespace kindbank::bot
