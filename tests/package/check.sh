#!/bin/sh
# Packs the meetings of this repository and checks the packages with tools that others wrote.
# Usage: VOETNOOT_SCHEMAS=DIR check.sh PROGRAM   (python3 with requirements.txt as $PYTHON; node with playwright-core)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
program=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/project"
cp -r "$here/../../content" "$here/../../site.toml" "$work/project/"
cat >> "$work/project/site.toml" <<'TOML'

[publisher]
name = "Ministerie van Voorbeelden"
id = "https://example.nl/id/ministerie"
TOML
# An attachment whose name needs encoding in an address, and an image that a page needs.
printf 'bijlage' > "$work/project/content/meetings/jbz-2024-03-04/bijlage met spatie & é.txt"
pack() {
    "$program" archive --all --root "$work/project" --output "$1" --wacz --date 2025-01-01 --base-url https://agenda.example.nl/raad/
}
pack "$work/one" > "$work/one.txt"
pack "$work/two" > "$work/two.txt"
diff "$work/one.txt" "$work/two.txt"
diff -r --exclude=.voetnoot "$work/one" "$work/two"
"${PYTHON:-python3}" "$here/check.py" "$work/one"
for package in "$work"/one/*; do
    "$program" verify "$package"
    "$program" verify "$package"/data/*.wacz
done
node_home=${NODE_HOME:-$here}
[ "$node_home" = "$here" ] || cp "$here/open.mjs" "$node_home/"
node "$node_home/open.mjs" "$work"/one/*
