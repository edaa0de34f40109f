# shellcheck shell=sh disable=SC2154
# Looks through every file of the tree for secrets, and asks npm's registry for advisories on what the page is built of.
# Sourced by test.sh, which has installed the tools.

secrets_in() {
  # entropy of hex and words like "password" are no sign here: digests are pinned, and the pages have texts about passwords;
  # base 32's alphabet is no key
  "$parts/python/bin/detect-secrets" -C "$1" scan --all-files --disable-plugin HexHighEntropyString --disable-plugin KeywordDetector \
    --exclude-lines ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 \
    --exclude-files '(package-lock\.json|openapi/liaoyuan\.json|/node_modules/|/target/|/dist/|^\.git/)' \
    | python3 -c '
import json, sys
found = [(file, each["line_number"], each["type"]) for file, all in json.load(sys.stdin)["results"].items() for each in all]
for file, line, kind in found: print(f"{file}:{line}: {kind}")
sys.exit(len(found) > 0)'
}

# A scan that finds nothing in a file with a key has not looked.
scan_finds_a_planted_key() {
  planted=$(mktemp -d)
  printf -- '-----BEGIN %s KEY-----\n' 'RSA PRIVATE' >"$planted/key.pem"
  if secrets_in "$planted" >/dev/null; then found=1; else found=0; fi
  rm -rf "$planted"
  return $found
}

scan_secrets() {
  scan_finds_a_planted_key || { say "the scan for secrets does not find a planted key"; return 1; }
  tree=$(mktemp -d)
  git -C "$root" ls-files -z | (cd "$root" && xargs -0 cp --parents -t "$tree" 2>/dev/null)
  if secrets_in "$tree"; then say "no secret in the tree"; rm -rf "$tree"
  else rm -rf "$tree"; say "these look like secrets; take them out, or mark a false find with 'pragma: allowlist secret'"; return 1; fi
}

# Not every mirror of the registry knows advisories: then it ends with 3, for a check that was left out.
scan_advisories() {
  report=$(npm --prefix "$root/web" audit --json 2>/dev/null) || true
  printf '%s' "$report" | python3 -c '
import json, sys
try: counts = json.load(sys.stdin)["metadata"]["vulnerabilities"]
except (ValueError, KeyError):
    print("liaoyuan: the registry has no advisories to ask for: packages of the page are not checked", file=sys.stderr)
    sys.exit(3)
print("liaoyuan: advisories on packages of the page:", counts, file=sys.stderr)
sys.exit(counts["high"] + counts["critical"] > 0)'
}
