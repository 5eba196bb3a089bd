# flows/words/need.en.yaml:1:1 unreadable-file
rm flows/words/need.en.yaml
kindbank check
