// The files of bot/simulator/, which the build puts into the program (embed.cmake), so that one
// binary is all there is to carry.
#pragma once

#include <string_view>

namespace kindbank::bot {

extern const std::string_view simulator_html;
extern const std::string_view simulator_css;
extern const std::string_view simulator_js;

}  // namespace kindbank::bot
