#!/bin/sh
# Where the fonts in src/proofolio/assets/fonts come from: IBM Plex (SIL Open Font License 1.1),
# as Fontsource packs it for npm, split by unicode range; and a part of IBM Plex Math, under another
# name. Needs npm and uv; run from the repository's root.
# The matching @font-face rules stand at the top of src/proofolio/assets/portfolio.css.
set -eu

root="$PWD"
target="$PWD/src/proofolio/assets/fonts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # package, version, folder
    tar -xzf "$(npm pack --silent "$1@$2")"
    mv package "$3"
}
unpack @fontsource-variable/ibm-plex-sans 5.3.0 variable
unpack @fontsource/ibm-plex-sans 5.3.0 sans
unpack @fontsource/ibm-plex-mono 5.3.0 mono

for range in latin latin-ext cyrillic cyrillic-ext greek vietnamese; do
    cp "variable/files/ibm-plex-sans-$range-wght-normal.woff2" "$target/"
done
cp sans/files/ibm-plex-sans-latin-400-italic.woff2 "$target/"
cp mono/files/ibm-plex-mono-latin-400-normal.woff2 mono/files/ibm-plex-mono-latin-ext-400-normal.woff2 "$target/"
cp variable/LICENSE "$target/LICENSE-ibm-plex-sans.txt"
cp mono/LICENSE "$target/LICENSE-ibm-plex-mono.txt"

# For the résumé's PDF and for cards: whole fonts, as Typst takes them.
unpack @expo-google-fonts/ibm-plex-sans 0.4.1 print
pdf="$root/src/proofolio/resume/typst/fonts"
mkdir -p "$pdf"
for style in 400Regular 400Regular_Italic 600SemiBold 700Bold; do
    cp "print/$style/IBMPlexSans_$style.ttf" "$pdf/"
done
cp print/LICENSE_FONT "$pdf/LICENSE.txt"
unpack @expo-google-fonts/ibm-plex-mono 0.4.1 card
cp card/400Regular/IBMPlexMono_400Regular.ttf "$pdf/"

unpack @ibm/plex-math 1.1.0 maths
uv run --no-project --with "fonttools[woff]==4.68.0" python "$root/scripts/maths_font.py" \
    maths/fonts/complete/woff2/IBMPlexMath-Regular.woff2 "$target/maths.woff2" "$target/maths-more.woff2"
cp maths/LICENSE.txt "$target/LICENSE-ibm-plex-math.txt"
