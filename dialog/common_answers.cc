#include "dialog/common_answers.h"

namespace kindbank::dialog {

const AnswerWords& common_answers(std::string_view language) {
  static const AnswerWords polish = {
      {"tak",
       "t",
       "no tak",
       "no",
       "oczywiscie",
       "jasne",
       "pewnie",
       "dobrze",
       "zgoda",
       "zgadzam sie",
       "zgadza sie",
       "w porzadku",
       "dokladnie",
       "chetnie",
       "moge",
       "owszem",
       "naturalnie",
       "prosze",
       "jak najbardziej",
       "z checia",
       "z przyjemnoscia",
       "niech bedzie",
       "pasuje",
       "tak jest",
       "okej",
       "spoko",
       "racja"},
      {"nie", "n", "niestety nie", "nie dziekuje", "raczej nie", "nie moge", "nie chce",
       "nie teraz", "nie zgadzam sie", "nie zgadza sie", "wcale nie", "absolutnie nie",
       "nie dam rady", "nie tym razem", "nie da rady", "nie pasuje"},
      {"ale", "jesli", "jezeli", "tylko", "pod warunkiem", "chyba ze", "o ile", "dopiero"},
      {}};
  static const AnswerWords romanian = {
      {"da",          "d",    "sigur",       "sigur ca da",   "desigur", "bineinteles", "in regula",
       "e in regula", "bine", "de acord",    "sunt de acord", "corect",  "e corect",    "exact",
       "cu placere",  "pot",  "evident",     "cu drag",       "normal",  "firește",     "fireste",
       "perfect",     "e ok", "este corect", "asa e"},
      {"nu", "n", "nu multumesc", "nu pot", "nu vreau", "nu acum", "din pacate nu", "mai bine nu",
       "nu sunt de acord", "deloc", "nicidecum", "nu e corect", "nu este corect", "nu azi",
       "nici vorba", "nu am cum", "nu prea"},
      {"dar", "daca", "numai", "doar", "cu conditia", "insa", "abia"},
      {}};
  static const AnswerWords none;
  if (language == "pl") return polish;
  return language == "ro" ? romanian : none;
}

}  // namespace kindbank::dialog
