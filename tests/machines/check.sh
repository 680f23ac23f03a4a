#!/usr/bin/env bash
# Checks the files that sites have for machines: data, feeds, calendar, sitemaps, linked data, DiWoo, security.txt, headers.
#
#   tests/machines/check.sh [SITE...]
#
# Builds the site of `project`, whose titles are as nasty as titles can be, which must have and pass everything; then looks at each
# SITE that is given, such as public. Installs what it needs below target/machines. Needs Python 3.11, Node 20 and xmllint.
# Without VOETNOOT (a program that is built already) it builds the program.
set -euo pipefail
sites=()
for site in "$@"; do sites+=("$(realpath "$site")"); done
cd "$(dirname "$0")"
tools=$(realpath ../..)/target/machines
mkdir -p "$tools"

if ! cmp -s requirements.txt "$tools/requirements.txt"; then
  python3 -m venv "$tools/venv"
  "$tools/venv/bin/pip" install -q -r requirements.txt
  cp requirements.txt "$tools/requirements.txt"
fi
[[ -d node_modules/sitemap && -d node_modules/structured-data-testing-tool ]] || npm ci --silent --no-audit --no-fund
command -v xmllint >/dev/null || {
  apt-get -q update
  DEBIAN_FRONTEND=noninteractive apt-get -qy install --no-install-recommends libxml2-utils
}
if [[ -z ${VOETNOOT:-} ]]; then
  cargo build --quiet --locked
  VOETNOOT=$(realpath ../..)/target/debug/voetnoot
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r project "$work/project"
# A file that tells where weaknesses are reported must not have expired, and not be valid for more than a year.
sed -i "s/EXPIRES/$(date -d '+200 days' +%F)/" "$work/project/site.toml"
"$VOETNOOT" build --root "$work/project" --output "$work/site"
"$VOETNOOT" build --root "$work/project" --output "$work/again" 2>/dev/null

passed=0 failed=0
count() {
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}
count diff -r --exclude .voetnoot "$work/site" "$work/again"

look() {
  echo "--- $1"
  "$tools/venv/bin/python" check.py "$@" | tee "$work/out" || true
  read -r p _ f _ < <(tail -n 1 "$work/out" | grep -E '^[0-9]+ passed, [0-9]+ failed$' || echo 0 passed, 1 failed)
  passed=$((passed + p)) failed=$((failed + f))
}
look "$work/site" --complete
for site in "${sites[@]}"; do look "$site"; done
echo "$passed passed, $failed failed"
((failed == 0))
