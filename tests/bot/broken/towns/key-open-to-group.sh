# town.yaml:1:46 key-open-to-group
printf '%064d\n' 0 > key
chmod 640 key
chown nobody key 2>/dev/null || true  # of root a group may be the service's own
sed -i 's/kindbank.db"/kindbank.db", key_file: key/' town.yaml
kindbank check
