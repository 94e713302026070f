#!/usr/bin/env bash
# Renders a resume.json with two themes that others made (https://www.npmjs.com/package/resumed).
# Usage: scripts/resume_themes.sh site/resume/resume.json [WORK-FOLDER]
set -euo pipefail

resume=$(realpath "${1:?name a resume.json}")
work=${2:-$(mktemp -d)}
mkdir -p "$work"
cd "$work"
[ -f package.json ] || npm init -y >/dev/null
npm install --silent --no-audit --no-fund resumed jsonresume-theme-even jsonresume-theme-stackoverflow

npx resumed validate "$resume"
name=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).basics.name' "$resume")
for theme in even stackoverflow; do
  npx resumed render "$resume" --theme "jsonresume-theme-$theme" --output "$work/$theme.html"
  grep -qF "$name" "$work/$theme.html" || { echo "$theme does not show $name" >&2; exit 1; }
  echo "$theme: $(wc -c <"$work/$theme.html") bytes in $work/$theme.html"
done
