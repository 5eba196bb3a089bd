# flows:1:1 missing-folder
mv flows elsewhere
kindbank check
