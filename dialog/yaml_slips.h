// What an author most likely did where a file stops being YAML. The parser says it in words of its
// own, and often lines behind the slip. Only dialog/yaml.cc uses this.
#pragma once

#include <string_view>

#include "dialog/yaml_source.h"

namespace kindbank::dialog {

// `problem` is what the parser said at the byte `where`.
Finding explain_slip(const Source& source, std::size_t where, std::string_view problem);

}  // namespace kindbank::dialog
