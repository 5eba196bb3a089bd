# flows:1:1 missing-flow
rm flows/start.yaml
kindbank check
