# flows/tea.yaml:1:1 unreadable-file
: > flows/tea.yaml
kindbank check
