# flows/words/choices.pl.yaml:2:1 choice-never-offered
printf 'lift: [podwozka]\ngarten: [ogrod]\n' > flows/words/choices.pl.yaml
kindbank check
