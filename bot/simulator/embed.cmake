# Writes the simulator's files as a C++ source:
# cmake -D FROM=bot/simulator -D TO=simulator_page.cc -P embed.cmake
set(source "#include \"bot/simulator_page.h\"\n\nnamespace kindbank::bot {\n\n")
foreach(kind html css js)
  file(READ "${FROM}/page.${kind}" text)
  string(APPEND source
    "const std::string_view simulator_${kind} = R\"embedded(${text})embedded\";\n\n")
endforeach()
string(APPEND source "}  // namespace kindbank::bot\n")
file(WRITE "${TO}" "${source}")
