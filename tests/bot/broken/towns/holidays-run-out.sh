# holidays.json:1:1 holidays-run-out
printf '{"england-and-wales": {"events": [{"date": "2026-12-28"}]}}' > holidays.json
cat >> town.yaml <<'SETTINGS'
holidays: holidays.json
bank: {languages: [en]}
clock: {start: "2026-11-24T10:00"}
server: {public_url: "https://kind.example.org"}
channels:
  sms:
    adapter: twilio
    account_sid: AC0123456789abcdef0123456789abcdef
    auth_token: inline-token
    from: "+447400111222"
    api_base: "http://127.0.0.1:1"
SETTINGS
chmod 600 town.yaml
kindbank check
