# flows/tea.yaml:1:1 file-left-out
ln -s gone.yaml flows/tea.yaml
kindbank check
