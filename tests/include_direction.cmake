# Fails where a folder includes what it may not, or where a heavy third-party header is seen outside
# the sources it belongs to: the drawing in docs/architecture.md as a test.
#   cmake -D ROOT=<the tree to look at> -P tests/include_direction.cmake
cmake_minimum_required(VERSION 3.25)

set(folders dialog adapters store bank console bot tests)
# Whom each folder may include, as a pattern on the path between the quotes.
set(may_dialog "^dialog/")
set(may_adapters "^(dialog|adapters)/")
set(may_store "^(dialog|store)/")
set(may_bank "^(dialog|store|bank)/")
set(may_console "^((dialog|store|bank|console)/|adapters/http\\.h$)")
set(may_bot "^(dialog|adapters|store|bank|console|bot)/")
set(may_tests "^(dialog|adapters|store|bank|console|bot|tests)/")

# A heavy header, the sources that may see it, and how many of them at most (0: any number). Tests may
# see what they need; a header of ours never includes one of these.
set(heavy
  "yaml-cpp/|^dialog/[a-z_]+\\.cc$|1"
  "unicode/|^dialog/[a-z_]+\\.cc$|1"
  "nlohmann/json\\.hpp$|^(dialog|adapters|store|bank|bot)/[a-z_]+\\.cc$|0"
  "openssl/|^adapters/signature\\.cc$|1"
  "phonenumbers/|^adapters/phone\\.cc$|1"
  "soci/|^store/[a-z_]+\\.cc$|0"
  "sqlite3\\.h$|^store/[a-z_]+\\.cc$|0"
  "sodium(\\.h$|/)|^store/seal\\.cc$|1"
  "httplib\\.h$|^bot/[a-z_]+\\.cc$|1"
  "curl/|^bot/[a-z_]+\\.cc$|1"
  "date/|^bot/zone\\.cc$|1"
  "spdlog/|^bot/[a-z_]+\\.cc$|0"
  "CLI/|^bot/[a-z_]+\\.cc$|0")

set(wrong "")
set(looked_at 0)

function(complain source text)
  list(APPEND wrong "${source}: ${text}")
  set(wrong "${wrong}" PARENT_SCOPE)
endfunction()

macro(check_own folder source path)
  if(NOT path MATCHES "${may_${folder}}")
    complain(${source} "${folder}/ may not include \"${path}\"")
  endif()
endmacro()

macro(check_angle folder source path)
  foreach(name IN LISTS folders)
    if("${path}" MATCHES "^${name}/")
      complain(${source} "write our own <${path}> with quotes")
    endif()
  endforeach()
  if(NOT "${folder}" STREQUAL tests)
    set(row 0)
    foreach(rule IN LISTS heavy)
      math(EXPR row "${row} + 1")
      string(REGEX MATCH "^(.*)\\|(\\^.*)\\|([0-9]+)$" _ "${rule}")
      set(pattern "${CMAKE_MATCH_1}")
      set(allowed "${CMAKE_MATCH_2}")
      if("${path}" MATCHES "^${pattern}")
        if("${source}" MATCHES "${allowed}")
          list(APPEND seen_${row} ${source})
        else()
          complain(${source} "may not include <${path}>")
        endif()
      endif()
    endforeach()
  endif()
endmacro()

foreach(folder IN LISTS folders)
  file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/node_modules/")
  foreach(source IN LISTS sources)
    math(EXPR looked_at "${looked_at} + 1")
    file(STRINGS ${ROOT}/${source} lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS lines)
      if(line MATCHES "include[ \t]*\"([^\"]+)\"")
        set(path "${CMAKE_MATCH_1}")
        check_own(${folder} ${source} "${path}")
      elseif(line MATCHES "include[ \t]*<([^>]+)>")
        set(path "${CMAKE_MATCH_1}")
        check_angle(${folder} ${source} "${path}")
      else()
        complain(${source} "cannot read the line '${line}'")
      endif()
    endforeach()
  endforeach()
endforeach()

set(row 0)
foreach(rule IN LISTS heavy)
  math(EXPR row "${row} + 1")
  string(REGEX MATCH "([0-9]+)$" _ "${rule}")
  set(most ${CMAKE_MATCH_1})
  list(REMOVE_DUPLICATES seen_${row})
  list(LENGTH seen_${row} count)
  if(most GREATER 0 AND count GREATER most)
    string(REGEX MATCH "^[^|\\(]+" name "${rule}")
    list(JOIN seen_${row} ", " names)
    complain("${names}" "<${name}...> belongs into ${most} source only")
  endif()
endforeach()

if(looked_at EQUAL 0)
  message(FATAL_ERROR "no sources below '${ROOT}'")
endif()
if(wrong)
  list(JOIN wrong "\n" text)
  message(FATAL_ERROR "includes that go where they may not:\n${text}")
endif()
message(STATUS "${looked_at} sources include only what they may")
