# environment KINDBANK_BANK_LANGUAGES list-not-in-file
KINDBANK_BANK_LANGUAGES=pl kindbank check
