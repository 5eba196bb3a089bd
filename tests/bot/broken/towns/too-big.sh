# flows/tea.yaml:1:1 too-big
head -c 1048577 /dev/zero | tr '\0' '#' > flows/tea.yaml
kindbank check
