# town.yaml:8:22 readable-by-all
cat >> town.yaml <<'SETTINGS'
server: {public_url: "https://kind.example.org"}
channels:
  sms:
    adapter: twilio
    auth_token_file: token
    account_sid: AC0123456789abcdef0123456789abcdef
    from: "+447400111222"
SETTINGS
echo 0123456789abcdef0123456789abcdef > token
chmod 644 token
kindbank check
