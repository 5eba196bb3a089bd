#include "dialog/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <set>
#include <streambuf>

#include "dialog/utf8.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t max_bytes = 1024 * 1024;
constexpr std::size_t max_depth = 32;

// yaml-cpp reads from a stream; this one lends it the text without a copy.
class Lent : public std::streambuf {
 public:
  explicit Lent(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // only ever read
    setg(begin, begin, begin + text.size());
  }
};

// The text with the places of its lines.
class Source {
 public:
  Source(std::string_view text, const std::string& file) : text_{text}, file_{file} {
    starts_.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') starts_.push_back(at + 1);
    }
  }

  // Columns are counted in characters, as an editor shows them.
  Place place(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
    const std::size_t start = *std::prev(next);
    const std::string_view before = text_.substr(start, offset - start);
    const auto column = std::count_if(before.begin(), before.end(),
                                      [](char byte) { return (byte & 0xC0) != 0x80; });
    return {file_, static_cast<int>(next - starts_.begin()), static_cast<int>(column) + 1};
  }
  std::size_t column(std::size_t offset) const {
    return offset - *std::prev(std::upper_bound(starts_.begin(), starts_.end(), offset));
  }
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  std::string_view text() const { return text_; }
  const std::vector<std::size_t>& line_starts() const { return starts_; }
  std::string_view line(std::size_t index) const {
    const std::size_t end = index + 1 < starts_.size() ? starts_[index + 1] : text_.size();
    return text_.substr(starts_[index], end - starts_[index]);
  }

 private:
  std::string_view text_;
  const std::string& file_;
  std::vector<std::size_t> starts_;
};

// Reading cannot go on.
struct Stopped {};

// Where the quote that opens at `open` is closed; nothing where it never is.
std::optional<std::size_t> closing_quote(const Source& source, std::size_t open) {
  const char quote = source.at(open);
  for (std::size_t at = open + 1; at < source.text().size(); ++at) {
    if (quote == '"' && source.at(at) == '\\') {
      ++at;
    } else if (source.at(at) == quote) {
      if (quote == '"' || source.at(at + 1) != '\'') return at;
      ++at;
    }
  }
  return std::nullopt;
}

// Builds the tree out of yaml-cpp's events and refuses what it lets pass.
class Builder : public YAML::EventHandler {
 public:
  Builder(const Source& source, std::vector<Finding>& findings)
      : source_{source}, findings_{findings} {}

  YamlNode root;

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    refuse(offset(mark), "second-document", "A second document begins here.",
           "Put it into a file of its own and remove the line '---'.");
    throw Stopped{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    YamlNode node = begin(mark, YamlNode::Kind::null);
    const char first = source_.at(offset(mark));
    const bool written = first == '~' || first == 'n' || first == 'N';
    if (!written && !frames_.empty() && frames_.back().key) node.place = frames_.back().key->place;
    finish(std::move(node));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(offset(mark), "alias", "An alias (*) stands here.", "Write the value out.");
    finish(begin(mark, YamlNode::Kind::null));
  }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override {
    refuse(offset(mark), "anchor", "An anchor (&) stands here.",
           "Remove it; put quotes around a text that begins with '&'.");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    YamlNode node = begin(mark, YamlNode::Kind::scalar);
    check_tag(mark, tag);
    const char first = source_.at(offset(mark));
    node.quoted = tag == "!";
    node.scalar = value;
    if (node.quoted && (first == '"' || first == '\'')) check_quote(offset(mark));
    finish(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, YamlNode::Kind::list, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, YamlNode::Kind::map, style);
  }
  void OnMapEnd() override { close(); }

 private:
  // A list or map that is still being read.
  struct Frame {
    YamlNode node;
    std::optional<YamlNode> key;
    std::set<std::string, std::less<>> keys;
    std::optional<std::size_t> indent;  // of the block that it is, or stands in
  };

  static std::size_t offset(const YAML::Mark& mark) {
    return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
  }
  void refuse(std::size_t where, std::string code, std::string message, std::string hint) {
    findings_.push_back({Finding::Level::error, source_.place(where), std::move(code),
                         std::move(message), std::move(hint)});
  }
  YamlNode begin(const YAML::Mark& mark, YamlNode::Kind kind) const {
    YamlNode node;
    node.kind = kind;
    node.place = source_.place(offset(mark));
    return node;
  }

  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (source_.at(offset(mark)) != '!' && (tag.empty() || tag == "?" || tag == "!")) return;
    refuse(offset(mark), "tag", "A tag (!) stands here.",
           "Remove it; put quotes around a text that begins with '!'.");
  }

  // The lines of a quoted text stand further right than the key they belong to. Where one does not,
  // the author forgot a closing quote and the next keys were swallowed.
  void check_quote(std::size_t where) {
    const auto end = closing_quote(source_, where);
    bool swallowed = false;
    if (end && !frames_.empty() && frames_.back().indent) {
      const auto& starts = source_.line_starts();
      const auto first = std::upper_bound(starts.begin(), starts.end(), where) - starts.begin();
      for (auto index = static_cast<std::size_t>(first);
           index < starts.size() && starts[index] <= *end; ++index) {
        const std::string_view line = source_.line(index);
        const std::size_t text = line.find_first_not_of(" \r\n");
        swallowed = swallowed || (text != line.npos && text <= *frames_.back().indent);
      }
    }
    if (end && !swallowed) return;
    refuse(where, "unterminated-quote", "The quote that opens here is not closed.",
           "Close it at the end of the text.");
    if (!end) throw Stopped{};
  }

  void open(const YAML::Mark& mark, const std::string& tag, YamlNode::Kind kind,
            YAML::EmitterStyle::value style) {
    check_tag(mark, tag);
    if (frames_.size() >= max_depth) {
      refuse(offset(mark), "too-deep", "More than 32 lists and maps stand inside each other here.",
             "Flatten it.");
      throw Stopped{};
    }
    Frame frame;
    frame.node = begin(mark, kind);
    if (!frames_.empty()) frame.indent = frames_.back().indent;
    if (style == YAML::EmitterStyle::Block) frame.indent = source_.column(offset(mark));
    frames_.push_back(std::move(frame));
  }
  void close() {
    YamlNode node = std::move(frames_.back().node);
    frames_.pop_back();
    finish(std::move(node));
  }

  // Hands a whole value to the list or map around it.
  void finish(YamlNode node) {
    if (frames_.empty()) {
      root = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == YamlNode::Kind::list) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
      check_key(frame, node);
      frame.key = std::move(node);
    } else {
      frame.node.entries.emplace_back(std::move(*frame.key), std::move(node));
      frame.key.reset();
    }
  }

  void check_key(Frame& frame, const YamlNode& key) {
    const auto say = [this, &key](std::string code, std::string message, std::string hint) {
      findings_.push_back(
          {Finding::Level::error, key.place, std::move(code), std::move(message), std::move(hint)});
    };
    if (key.kind != YamlNode::Kind::scalar) {
      say("key-not-text", "The key here is not a plain word.",
          "Use one word, or put it in quotes.");
    } else if (key.scalar == "<<" && !key.quoted) {
      say("merge-key", "A merge key (<<) stands here.", "Write the keys out.");
    } else if (!frame.keys.insert(key.scalar).second) {
      say("duplicate-key", "The key '" + key.scalar + "' is given twice.",
          "Keep one of the two, or rename one.");
    }
  }

  const Source& source_;
  std::vector<Finding>& findings_;
  std::vector<Frame> frames_;
  int documents_ = 0;
};

std::string hint_for(const std::string& problem) {
  if (problem.find("illegal map value") != problem.npos) {
    return "Put a text that holds ': ' in quotes.";
  }
  if (problem.find("flow") != problem.npos) {
    return "Close every [ and {, and put a text that begins with one in quotes.";
  }
  return "Start keys that belong together in the same column, and put a text that holds ': ', '#', "
         "'{' or '\"' in quotes.";
}

// What is wrong with the bytes, whatever they say: size, encoding, control characters, tabs,
// directives. Whether reading can go on is whether nothing was found.
void check_bytes(const Source& source, std::vector<Finding>& findings) {
  const auto refuse = [&](std::size_t where, std::string code, std::string message,
                          std::string hint) {
    findings.push_back({Finding::Level::error, source.place(where), std::move(code),
                        std::move(message), std::move(hint)});
  };
  const std::string_view text = source.text();
  if (text.size() > max_bytes) {
    refuse(0, "too-big", "The file is larger than 1 MiB.", "Split it into several files.");
    return;
  }
  if (!is_utf8(text)) {
    const std::string repaired = repair_utf8(text).text;
    const auto wrong = std::mismatch(text.begin(), text.end(), repaired.begin(), repaired.end());
    refuse(static_cast<std::size_t>(wrong.first - text.begin()), "not-utf8",
           "The bytes here are not UTF-8.", "Save the file as UTF-8.");
    return;
  }
  const auto control = std::find_if(text.begin(), text.end(), [&](const char& byte) {
    if (byte == '\r') return &byte + 1 == text.data() + text.size() || *(&byte + 1) != '\n';
    return (byte >= 0 && byte < ' ' && byte != '\n' && byte != '\t') || byte == '\x7F';
  });
  if (control != text.end()) {
    refuse(static_cast<std::size_t>(control - text.begin()), "control-character",
           "A control character stands here.", "Remove it.");
    return;
  }
  bool begun = false;
  for (std::size_t index = 0; index < source.line_starts().size(); ++index) {
    const std::string_view line = source.line(index);
    const std::size_t first = line.find_first_not_of(" \t\r\n");
    if (first == line.npos) continue;
    if (const std::size_t tab = line.substr(0, first).find('\t'); tab != line.npos) {
      refuse(source.line_starts()[index] + tab, "tab",
             "A tab stands at the beginning of this line.", "Use spaces.");
    }
    if (!begun && line[0] == '%') {
      refuse(source.line_starts()[index], "directive", "A directive (%) stands here.",
             "Remove it.");
    }
    begun = begun || line[first] != '#';
  }
}

// Throws Stopped or YAML::Exception where it cannot go on.
YamlNode build(const Source& source, std::vector<Finding>& findings) {
  Lent lent{source.text()};
  std::istream stream{&lent};
  YAML::Parser parser{stream};
  Builder builder{source, findings};
  while (parser.HandleNextDocument(builder)) {
  }
  return std::move(builder.root);
}

}  // namespace

std::string say(const Finding& finding) {
  std::string said = finding.place.file;
  if (finding.place.line > 0) {
    said += ":" + std::to_string(finding.place.line) + ":" + std::to_string(finding.place.column);
  }
  if (!said.empty()) said += ": ";
  said += finding.code + ": " + finding.message;
  if (!finding.hint.empty()) said += " " + finding.hint;
  return said;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(), [key](const auto& entry) {
    return entry.first.kind == Kind::scalar && entry.first.scalar == key;
  });
  return found == entries.end() ? nullptr : &found->second;
}

YamlRead read_yaml(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const Source source{text, file};
  YamlRead read;
  check_bytes(source, read.findings);
  if (!read.findings.empty()) return read;
  try {
    read.root = build(source, read.findings);
  } catch (const Stopped&) {
  } catch (const YAML::Exception& problem) {
    const std::size_t where = problem.mark.pos < 0 ? 0 : static_cast<std::size_t>(problem.mark.pos);
    read.findings.push_back({Finding::Level::error, source.place(where), "bad-yaml",
                             "The file cannot be read from here on (" + problem.msg + ").",
                             hint_for(problem.msg)});
  }
  return read;
}

}  // namespace kindbank::dialog
