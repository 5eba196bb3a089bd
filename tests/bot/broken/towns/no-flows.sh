# flows:1:1 no-flows
rm flows/*.yaml
kindbank check
