# Shows that include_direction.cmake can fail: each row is laid as one tree with one wrong line, and the
# complaint must name the file.
#   cmake -D SCRATCH=<a folder to write in> -P tests/include_direction_test.cmake
cmake_minimum_required(VERSION 3.25)

function(look tree result_name text_name)
  execute_process(
    COMMAND ${CMAKE_COMMAND} -D ROOT=${tree} -P ${CMAKE_CURRENT_LIST_DIR}/include_direction.cmake
    RESULT_VARIABLE result OUTPUT_VARIABLE out ERROR_VARIABLE out)
  set(${result_name} "${result}" PARENT_SCOPE)
  set(${text_name} "${out}" PARENT_SCOPE)
endfunction()

function(lay tree)
  file(REMOVE_RECURSE ${tree})
  file(WRITE ${tree}/dialog/time.h "#include <string>\n")
  file(WRITE ${tree}/dialog/json.cc "#include \"dialog/json.h\"\n#include <nlohmann/json.hpp>\n")
  file(WRITE ${tree}/adapters/http.h "#include \"dialog/time.h\"\n")
  file(WRITE ${tree}/store/outbox.cc "#include \"dialog/time.h\"\n#include <soci/soci.h>\n")
  file(WRITE ${tree}/bank/member.h "#include \"store/database.h\"\n")
  file(WRITE ${tree}/console/pages.cc "#include \"adapters/http.h\"\n#include \"bank/member.h\"\n")
  file(WRITE ${tree}/bot/web.cc "#include <httplib.h>\n#include \"console/pages.h\"\n")
  file(WRITE ${tree}/tests/bot/web_test.cc "#include <httplib.h>\n#include \"bot/web.h\"\n")
endfunction()

set(tree ${SCRATCH}/tree)
lay(${tree})
look(${tree} result text)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "a good tree is refused:\n${text}")
endif()

set(rows
  "dialog/flow.cc|#include \"store/database.h\""
  "dialog/flow.cc|#include \"adapters/http.h\""
  "adapters/twilio.cc|  #  include \"bank/member.h\""
  "store/outbox.h|#include \"bank/member.h\""
  "bank/member.cc|#include \"adapters/http.h\""
  "bank/member.cc|#include <soci/soci.h>"
  "console/pages.h|#include \"adapters/channel.h\""
  "console/pages.h|#include \"bot/settings.h\""
  "bank/visit.cc|#include \"visit.h\""
  "bank/visit.cc|#include \"../bot/settings.h\""
  "dialog/flow.cc|#include <store/database.h>"
  "dialog/flow.h|#include <yaml-cpp/yaml.h>"
  "dialog/flow.h|#include <nlohmann/json.hpp>"
  "dialog/flow.cc|#include <spdlog/spdlog.h>"
  "adapters/twilio.cc|#include <openssl/hmac.h>"
  "adapters/twilio.cc|#include <phonenumbers/phonenumberutil.h>"
  "store/outbox.cc|#include <sodium.h>"
  "bot/clock.cc|#include <date/tz.h>"
  "bot/turn.h|#include <curl/curl.h>"
  "bot/serve.cc|#include <httplib.h>"
  "bot/commands.h|#include <CLI/CLI.hpp>"
  "bot/turn.cc|#include HEADER")
foreach(row IN LISTS rows)
  string(REGEX MATCH "^([^|]+)\\|(.*)$" _ "${row}")
  set(source ${CMAKE_MATCH_1})
  set(line "${CMAKE_MATCH_2}")
  lay(${tree})
  file(APPEND ${tree}/${source} "${line}\n")
  look(${tree} result text)
  if(result EQUAL 0 OR NOT text MATCHES "${source}")
    message(FATAL_ERROR "let pass: ${line} in ${source}\n${text}")
  endif()
endforeach()

look(${SCRATCH}/nothing result text)
if(result EQUAL 0)
  message(FATAL_ERROR "an empty tree passes")
endif()
list(LENGTH rows count)
message(STATUS "${count} wrong lines are found")
