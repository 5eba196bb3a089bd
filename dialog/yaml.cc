#include "dialog/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <set>
#include <streambuf>

#include "dialog/yaml_slips.h"
#include "dialog/yaml_source.h"

namespace kindbank::dialog {
namespace {

constexpr std::size_t max_depth = 32;

// yaml-cpp reads from a stream; this one lends it the text without a copy.
class Lent : public std::streambuf {
 public:
  explicit Lent(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // only ever read
    setg(begin, begin, begin + text.size());
  }
};

// Reading cannot go on.
struct Stopped {};

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
    // Of a value that is not there yaml-cpp gives the place of what comes next.
    if (!frames_.empty() && frames_.back().key &&
        frames_.back().key->place.line != node.place.line) {
      node.place = frames_.back().key->place;
    }
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
    if (!node.quoted) {
      check_comment(offset(mark), value);
      check_half_quoted(offset(mark), value);
    }
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
    const auto end = source_.closing_quote(where);
    bool swallowed = false;
    if (end && !frames_.empty() && frames_.back().indent) {
      for (std::size_t index = source_.line_after(where);
           index < source_.lines() && source_.line_start(index) <= *end; ++index) {
        const std::size_t text = source_.line(index).find_first_not_of(" \r\n");
        swallowed = swallowed || (text != std::string_view::npos && text <= *frames_.back().indent);
      }
    }
    if (end && !swallowed) return;
    refuse(where, "unterminated-quote", "The quote that opens here is not closed.",
           "Close it at the end of the text.");
    throw Stopped{};
  }

  // "The room # 4" is only "The room" to YAML. A remark stands further off, or behind one word.
  void check_comment(std::size_t where, const std::string& value) {
    if (value.find(' ') == value.npos || source_.text().substr(where, value.size()) != value)
      return;
    const auto behind = where + value.size() + 1;
    if (source_.at(behind) != '#' || source_.at(behind - 1) != ' ') return;
    findings_.push_back({Finding::Level::warning, source_.place(behind), "text-cut-off",
                         "The text ends before this '#', which begins a remark.",
                         "Put the text in quotes; before a remark leave two blanks."});
  }

  // “Hello.” is a text with two odd signs, and so is Hello."
  void check_half_quoted(std::size_t where, const std::string& value) {
    for (const std::string_view quote :
         {"\u201C", "\u201D", "\u201E", "\u2018", "\u2019", "\u00AB"})
      if (value.starts_with(quote))
        return refuse(where, "curly-quotes", "Curly quotes do not hold a text together.",
                      "Type straight ones: \"like this\".");
    if (value.ends_with('"') && std::count(value.begin(), value.end(), '"') % 2 == 1)
      refuse(where, "unopened-quote", "The quote that closes this text was never opened.",
             "Put one before it, too.");
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
    if (style == YAML::EmitterStyle::Block) frame.indent = source_.indent(offset(mark));
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
      frame.node.entries.push_back({std::move(*frame.key), std::move(node)});
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
    } else if (frames_.size() == 1 && key.scalar == "flow" && frame.keys.contains("flow")) {
      say("duplicate-key", "A second flow begins here.", "Put it into a file of its own.");
      throw Stopped{};
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

void add_error(std::vector<Finding>& findings, const Place& place, std::string code,
               std::string message, std::string hint) {
  findings.push_back(
      {Finding::Level::error, place, std::move(code), std::move(message), std::move(hint)});
}

bool has_error(const std::vector<Finding>& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.level == Finding::Level::error; });
}

std::string say(const Finding& finding) {
  std::string said = finding.place.file;
  if (finding.place.line > 0) {
    said += ':' + std::to_string(finding.place.line) + ':' + std::to_string(finding.place.column);
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
  read.findings = check_bytes(source);
  if (!read.findings.empty()) return read;
  try {
    read.root = build(source, read.findings);
  } catch (const Stopped&) {
  } catch (const YAML::Exception& problem) {
    const std::size_t where = problem.mark.pos < 0 ? 0 : static_cast<std::size_t>(problem.mark.pos);
    read.findings.push_back(explain_slip(source, where, problem.msg));
  }
  return read;
}

}  // namespace kindbank::dialog
