// Words that say too much, or too little, in a text: those of blame and offices, those that nobody
// else is to read on a locked phone, web addresses, and what people are told to text. The rules are
// those of CONTRIBUTING.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kindbank::dialog {

// The facts of a text, each as `stands_for`.
std::string with_facts_as(std::string_view text, std::string_view stands_for);

// Words of blame, of money and of offices, in English; each once.
std::vector<std::string> forbidden_in(std::string_view text);

// What shows on a locked phone and nobody else is to read: a word of health or worry (in English),
// "a number", a "{street}"; "" where the first characters may be read by anybody.
std::string sensitive_beginning(std::string_view text, std::string_view language);

// A word in capitals that carriers take, or "".
std::string opt_out_in(std::string_view text);

// The web address in it, with or without its scheme, or "".
std::string web_address_in(std::string_view text);

// "Text HUMAN or {code} CLEAR": what people are told to text, with a code for {code}; and what they
// are told to reply.
std::vector<std::string> words_to_text(std::string_view text);
std::vector<std::string> words_to_reply(std::string_view text);

}  // namespace kindbank::dialog
