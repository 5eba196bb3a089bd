#include "bot/settings_layers.h"

#include <algorithm>
#include <array>

#include "bot/settings_file.h"
#include "dialog/nearest.h"
#include "dialog/utf8.h"

namespace kindbank::bot {
namespace {

using dialog::Finding;
using dialog::Place;
using dialog::YamlNode;

constexpr std::string_view prefix = "KINDBANK_";
constexpr std::string_view from_file = "_file";
constexpr std::size_t max_value_bytes = 64 * 1024;
constexpr std::array<std::string_view, 5> sections = {"bank", "server", "store", "intake", "clock"};
constexpr std::array<std::string_view, 4> alone = {"flows", "areas", "holidays", "coordinators"};

std::string in_case(std::string_view text, char first, char last, int shift) {
  std::string changed{text};
  for (char& c : changed) {
    if (c >= first && c <= last) c = static_cast<char>(c + shift);
  }
  return changed;
}
std::string lower(std::string_view text) { return in_case(text, 'A', 'Z', 'a' - 'A'); }
std::string upper(std::string_view text) { return in_case(text, 'a', 'z', 'A' - 'a'); }

bool is_channel_name(std::string_view name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

std::string dotted(const std::string& section, const std::string& key) {
  return section.empty() ? key : section + "." + key;
}

std::string quoted(const std::string& text) {
  std::string inside;
  for (const char c : text) {
    if (c == '"' || c == '\\') inside += '\\';
    inside += c;
  }
  return '"' + inside + '"';
}

// As it could stand in the file, on one line.
std::string on_one_line(const YamlNode& node) {
  std::string all;
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "null";
    case YamlNode::Kind::scalar:
      return node.quoted ? quoted(node.scalar) : node.scalar;
    case YamlNode::Kind::list:
      for (const YamlNode& item : node.items) all += (all.empty() ? "" : ", ") + on_one_line(item);
      return "[" + all + "]";
    case YamlNode::Kind::map:
      for (const auto& [key, value] : node.entries)
        all += (all.empty() ? "" : ", ") + key.scalar + ": " + on_one_line(value);
      return "{" + all + "}";
  }
  return all;
}

YamlNode scalar(const std::string& text, const Place& place) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.quoted = true;
  node.scalar = text;
  node.place = place;
  return node;
}

}  // namespace

Layers::Layers(const SettingsInput& input) : folder_{input.working_folder} {
  if (input.file) {
    file_ = *input.file;
    const auto whole = file_.is_absolute() ? file_ : input.working_folder / file_;
    folder_ = whole.parent_path();
    add_file(whole);
  }
  for (const auto& [name, value] : input.environment) add_environment(name, value);
  for (const auto& [name, value] : input.flags) add_flag(name, value);
}

void Layers::error(const Place& place, std::string code, std::string message, std::string hint) {
  findings.push_back(
      {Finding::Level::error, place, std::move(code), std::move(message), std::move(hint)});
}

void Layers::warn(const Place& place, std::string code, std::string message, std::string hint) {
  findings.push_back(
      {Finding::Level::warning, place, std::move(code), std::move(message), std::move(hint)});
}

void Layers::show(std::string key, std::string value, std::string source) {
  shown.push_back({std::move(key), std::move(value), std::move(source)});
}

std::filesystem::path Layers::resolve(const std::string& path) const {
  return (folder_ / path).lexically_normal();  // an absolute path replaces the folder
}

// ---- the layers, lowest first

void Layers::add_file(const std::filesystem::path& path) {
  const auto text = contents(path, 2 * 1024 * 1024);
  if (!text) {
    error({file_.string(), 0, 0}, "missing-file", "The settings file cannot be read.",
          "Look at its name and its permissions.");
    return;
  }
  dialog::YamlRead read = dialog::read_yaml(*text, file_.string());
  findings.insert(findings.end(), read.findings.begin(), read.findings.end());
  if (!findings.empty() || read.root.kind == YamlNode::Kind::null) return;
  if (read.root.kind != YamlNode::Kind::map) {
    error(read.root.place, "wrong-type", "The settings are not a set of keys.",
          "Write them like server: {listen: \"127.0.0.1:8080\"}.");
    return;
  }
  for (const auto& [key, value] : read.root.entries) {
    const bool is_section =
        std::find(sections.begin(), sections.end(), key.scalar) != sections.end();
    if (is_section) {
      add_section(key, value, key.scalar);
    } else if (key.scalar == "channels" && value.kind == YamlNode::Kind::map) {
      for (const auto& [name, channel] : value.entries) {
        if (is_channel_name(name.scalar)) {
          add_section(name, channel, "channels." + name.scalar);
        } else {
          error(name.place, "bad-name", "'" + name.scalar + "' cannot be a channel's name.",
                "Use small letters and digits, with a letter first.");
        }
      }
    } else if (key.scalar == "channels") {
      add_section(key, value, "channels");
    } else {
      add("", key, value);
    }
  }
}

void Layers::add_section(const YamlNode& key, const YamlNode& value, const std::string& section) {
  if (value.kind == YamlNode::Kind::null) return;
  if (value.kind != YamlNode::Kind::map) {
    error(value.place, "wrong-type", "The value of '" + key.scalar + "' is not a set of keys.",
          "Write " + key.scalar + ": {key: value}.");
    return;
  }
  for (const auto& [name, entry] : value.entries) add(section, name, entry);
}

void Layers::add(const std::string& section, const YamlNode& key, const YamlNode& value) {
  entries_.push_back({section, key.scalar, value, key.place,
                      file_.string() + ":" + std::to_string(key.place.line), Layer::file});
}

// An empty variable counts as none. What begins like ours but names no section is not ours.
void Layers::add_environment(const std::string& name, const std::string& value) {
  if (!name.starts_with(prefix) || value.empty()) return;
  const std::string rest = lower(std::string_view{name}.substr(prefix.size()));
  const std::string source = "environment " + name;
  const Place place{source, 0, 0};
  const auto put = [&](const std::string& section, const std::string& key) {
    entries_.push_back({section, key, scalar(value, place), place, source, Layer::environment});
  };
  for (const std::string_view section : sections) {
    const std::string start = std::string{section} + "_";
    if (rest.starts_with(start)) return put(std::string{section}, rest.substr(start.size()));
  }
  for (const std::string_view key : alone) {
    if (rest == key || rest == std::string{key} + std::string{from_file}) return put("", rest);
  }
  constexpr std::string_view channels = "channels_";
  if (!rest.starts_with(channels)) return;
  const std::size_t end = rest.find('_', channels.size());
  const std::string channel = rest.substr(channels.size(), end - channels.size());
  if (end == rest.npos || !is_channel_name(channel)) {
    error(place, "unknown-key", "'" + name + "' names no key of a channel.",
          "Write it like KINDBANK_CHANNELS_SMS_AUTH_TOKEN.");
    return;
  }
  put("channels." + channel, rest.substr(end + 1));
}

void Layers::add_flag(const std::string& name, const std::string& value) {
  const Place place{"flag", 0, 0};
  const std::size_t dot = name.rfind('.');
  const bool has_section = dot != name.npos;
  entries_.push_back({has_section ? name.substr(0, dot) : "",
                      has_section ? name.substr(dot + 1) : name, scalar(value, place), place,
                      "flag", Layer::flag});
}

// ---- taking

Layers::Entry* Layers::topmost(const std::string& section, const std::string& key) {
  known_[section].insert(key);
  Entry* top = nullptr;
  for (Entry& entry : entries_) {
    if (entry.section != section || entry.use == Entry::Use::taken) continue;
    if (entry.key != key && entry.key != key + std::string{from_file}) continue;
    entry.use = Entry::Use::taken;
    if (top != nullptr && top->layer == entry.layer) {
      error(entry.place, "given-twice",
            "'" + dotted(section, key) + "' is given as a value and as a file.",
            "Keep one of the two.");
    }
    top = &entry;
  }
  return top;
}

std::optional<std::string> Layers::text_of(const Entry& entry) {
  if (entry.value.kind == YamlNode::Kind::scalar) return entry.value.scalar;
  if (entry.value.kind == YamlNode::Kind::null) {
    error(entry.place, "empty-value",
          "The setting '" + dotted(entry.section, entry.key) + "' has no value.",
          "Write one, or remove the key.");
  } else {
    error(entry.value.place, "wrong-type",
          "The value of '" + dotted(entry.section, entry.key) + "' is not a text.",
          "Write one text, in quotes if it begins with { or [.");
  }
  return std::nullopt;
}

std::optional<std::string> Layers::text_of_file(const Entry& entry, const std::string& path,
                                                Kind kind) {
  const auto whole = resolve(path);
  auto text = contents(whole, max_value_bytes);
  if (!text) {
    error(entry.value.place, "missing-file",
          "The file of '" + dotted(entry.section, entry.key) + "' cannot be read.",
          "Look for " + whole.string() + " and at its permissions.");
    return std::nullopt;
  }
  while (!text->empty() &&
         std::string_view{" \t\r\n"}.find(text->back()) != std::string_view::npos) {
    text->pop_back();
  }
  if (text->empty() || !is_utf8(*text) || text->find('\0') != text->npos) {
    error(entry.value.place, "bad-file",
          "The file of '" + dotted(entry.section, entry.key) + "' holds no text.",
          "Write the value into " + whole.string() + ".");
    return std::nullopt;
  }
  if (kind == Kind::secret && all_may_read(whole)) {
    warn(entry.value.place, "readable-by-all",
         "Everybody on this machine can read the file of '" + dotted(entry.section, entry.key) +
             "'.",
         "chmod 600 " + whole.string());
  }
  return text;
}

std::optional<Written> Layers::take(const std::string& section, const std::string& key, Kind kind) {
  const Entry* top = topmost(section, key);
  if (top == nullptr) return std::nullopt;
  auto text = text_of(*top);
  if (!text) return std::nullopt;
  std::string source = top->source;
  if (top->key != key) {
    source += ", file " + *text;
    text = text_of_file(*top, *text, kind);
    if (!text) return std::nullopt;
  } else if (kind == Kind::secret && top->layer == Layer::file &&
             all_may_read(folder_ / file_.filename())) {
    warn(top->place, "readable-by-all",
         "'" + dotted(section, key) + "' stands in a file that everybody on this machine can read.",
         "chmod 600 the settings, or move it to a file of its own: " + key + "_file.");
  }
  show(dotted(section, key), kind == Kind::secret ? "(set)" : *text, source);
  return Written{*text, top->value.place};
}

std::string Layers::take(const std::string& section, const std::string& key, std::string fallback) {
  if (auto written = take(section, key, Kind::open)) return written->text;
  show(dotted(section, key), fallback, "default");
  return fallback;
}

const YamlNode* Layers::take_list(const std::string& section, const std::string& key,
                                  std::string fallback) {
  const Entry* top = topmost(section, key);
  if (top == nullptr) {
    show(dotted(section, key), std::move(fallback), "default");
    return nullptr;
  }
  if (top->layer != Layer::file) {
    error(top->place, "list-not-in-file", "'" + dotted(section, key) + "' is a list.",
          "Only the settings file can hold it.");
    return nullptr;
  }
  if (top->value.kind != YamlNode::Kind::list || top->key != key) {
    error(top->value.place, "wrong-type",
          "The value of '" + dotted(section, key) + "' is not a list.", "Write [one, two].");
    return nullptr;
  }
  show(dotted(section, key), on_one_line(top->value), top->source);
  return &top->value;
}

std::vector<std::string> Layers::channels() const {
  constexpr std::string_view start = "channels.";
  std::set<std::string> names;
  for (const Entry& entry : entries_) {
    if (entry.section.starts_with(start)) names.insert(entry.section.substr(start.size()));
  }
  return {names.begin(), names.end()};
}

Place Layers::place_of(const std::string& section, const std::string& key) const {
  Place place{file_.string(), 0, 0};
  for (const Entry& entry : entries_) {
    const bool same = entry.key == key || entry.key == key + std::string{from_file};
    if (entry.section == section && (same || key.empty())) {
      place = entry.place;
      if (key.empty()) return place;  // where the section begins
    }
  }
  return place;
}

void Layers::leave(const std::string& section) {
  for (Entry& entry : entries_) {
    if (entry.section == section) entry.use = Entry::Use::taken;
  }
}

void Layers::refuse_the_rest() {
  for (const std::string_view section : sections) known_[""].emplace(section);
  known_[""].emplace("channels");
  for (const Entry& entry : entries_) {
    if (entry.use == Entry::Use::taken) continue;
    std::vector<std::string> keys;
    for (const std::string& key : known_[entry.section]) {
      keys.push_back(key);
      keys.push_back(key + std::string{from_file});
    }
    std::string best = dialog::nearest(entry.key, keys);
    std::string name = dotted(entry.section, entry.key);
    if (entry.layer == Layer::environment) {
      name = entry.source.substr(entry.source.find(' ') + 1);
      if (!best.empty()) best = name.substr(0, name.size() - entry.key.size()) + upper(best);
    }
    std::string all;
    for (const std::string& key : known_[entry.section]) all += (all.empty() ? "" : ", ") + key;
    error(entry.place, "unknown-key", "There is no setting '" + name + "'.",
          best.empty() ? "The keys here are: " + all + "." : "Did you mean '" + best + "'?");
  }
}

}  // namespace kindbank::bot
