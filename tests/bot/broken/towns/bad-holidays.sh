# holidays.json:1:1 bad-holidays
printf '{"scotland": {"events": []}}' > holidays.json
printf 'holidays: holidays.json\n' >> town.yaml
kindbank check
