# flows/languages/pl.yaml:1:11 wrong-language
mkdir flows/languages
echo 'language: ro' > flows/languages/pl.yaml
kindbank check
