# flows/menu_old.yml:1:1 file-left-out
cp flows/menu.yaml flows/menu_old.yml
kindbank check
