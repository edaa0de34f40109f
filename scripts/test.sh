# shellcheck shell=sh disable=SC2154
# ./liaoyuan test: installs what the tests need into $home/test, runs every test, counts them. Sourced by the launcher.
parts=$home/test
. "$root/scripts/scan.sh"
need mvn "install Maven 3.8 or newer"
need npm "install Node.js 20 or newer"
need python3 "install Python 3 (the official SDKs are among the tests' clients)"

find_chromium() {
  for name in "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome; do
    command -v "$name" && return 0
  done
  return 1
}

# pages to be read are set in both
has_fonts() { ! command -v fc-list >/dev/null 2>&1 || { fc-list | grep -q 'NotoSansCJK' && fc-list | grep -q 'DejaVu'; }; }

install_chromium() {
  find_chromium >/dev/null && has_fonts && return 0
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 \
    || fail "no Chromium was found: install it (Debian: apt-get install chromium fonts-noto-cjk), or set CHROMIUM to its path"
  step "installing Chromium …" sh -c 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fontconfig fonts-noto-cjk fonts-dejavu-core'
}

# The official SDKs, as pinned beside the scripts that use them.
install_clients() {
  clients=$root/server/src/test/clients
  [ -d "$clients" ] || return 0
  if ! cmp -s "$clients/requirements.txt" "$parts/python/requirements.txt"; then
    step "installing the Python clients …" sh -c 'rm -rf "$1" && python3 -m venv "$1" && "$1/bin/pip" install -q --disable-pip-version-check -r "$2/requirements.txt" && cp "$2/requirements.txt" "$1"' - "$parts/python" "$clients"
  fi
  if ! cmp -s "$clients/package-lock.json" "$parts/node/package-lock.json"; then
    mkdir -p "$parts/node"
    cp "$clients/package.json" "$clients/package-lock.json" "$parts/node"
    step "installing the Node client …" npm --prefix "$parts/node" ci --no-audit --no-fund
  fi
}

# The JSON-Schema-Test-Suite travels inside the source package of the jsonschema validator (MIT).
fetch_schemas() {
  schemas=$parts/jsonschema-4.26.0/json/tests/draft2020-12
  [ -d "$schemas" ] || step "fetching the JSON Schema test suite …" sh -c 'cd "$1" && python3 -m pip download -q --disable-pip-version-check --no-deps --no-binary :all: jsonschema==4.26.0 && tar xzf jsonschema-4.26.0.tar.gz && rm jsonschema-4.26.0.tar.gz' - "$parts"
}

# Sherpa-onnx's library and a model for it, and DeepFilterNet3: pinned beside the tests that use them; their wheels are for Linux on x86-64.
fetch_speech() {
  wanted=$root/sound/src/test/speech-requirements.txt
  [ "$(uname -sm)" = 'Linux x86_64' ] || return 0
  cmp -s "$wanted" "$parts/models/speech-requirements.txt" && return 0
  step "fetching sherpa-onnx, a model for it and DeepFilterNet3 …" python3 -m pip download -q --disable-pip-version-check --no-deps --require-hashes -r "$wanted" -d "$parts/models"
  cp "$wanted" "$parts/models"
}

# Surefire's totals, one line a module; its reports lose classes that two engines share.
totals() {
  sed -n 's/^\[[A-Z]*\] Tests run: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\), Skipped: \([0-9]*\)\(, Flakes: [0-9]*\)\{0,1\}$/\1 \2 \3 \4/p' "$results/maven.log"
}

# What failed, and what passed at its second try alone, said again at the end: the page's part prints a thousand lines after Maven's.
failures() {
  awk '$2 > 0 { print "[scan] FAILED: what it found stands at the beginning" }' "$results/scan"
  sed -n '/^\[[A-Z]*\] \(Failures\|Errors\|Flakes\): *$/,/^\[[A-Z]*\] Tests run:/p' "$results/maven.log" | grep -v 'Tests run:' || true
  node "$root/scripts/page-failures.mjs" "$root"/web/test-results/*.json
}

# A module whose tests fail does not keep the next one from being tested. In CI a test that failed is tried once more: two processes on two cores make some waits long.
run_maven() {
  { mvn -B -ntp -f "$root/pom.xml" verify -Dmaven.test.failure.ignore=true ${CI:+-Dsurefire.rerunFailingTestsCount=1} "-Dliaoyuan.test.models=$parts/models" "-Dliaoyuan.test.natives=$natives" \
      "-Dliaoyuan.test.schemas=$schemas" "-Dliaoyuan.test.program=$built" \
      "-Dliaoyuan.test.python=$parts/python/bin/python" "-Dliaoyuan.test.node=$parts/node" && echo ok >"$results/maven"; } 2>&1 | tee "$results/maven.log"
  [ -e "$results/maven" ] && totals | awk '{ tested += $1; failed += $2 + $3 } END { exit failed > 0 || tested == 0 }'
}

# The plain functions, then the pages in two halves beside each other: a page mostly waits. Each half has a server and a browser of its own.
run_page() {
  rm -rf "$root/web/test-results"
  (cd "$root/web" && npm run -s schema) || return 1
  page=0
  vitest unit --project unit || page=1
  vitest browser-2 --project browser --shard 2/2 >"$results/browser-2.log" 2>&1 &
  other=$!
  vitest browser-1 --project browser --shard 1/2 || page=1
  wait "$other" || page=1
  cat "$results/browser-2.log"
  return $page
}

# $1: the name of its results; then what vitest is told.
vitest() {
  (
    export RESULTS=$1 LIAOYUAN_TEST_MODELS=$parts/models LIAOYUAN_TEST_NATIVES=$natives CHROMIUM=$(find_chromium)
    shift
    cd "$root/web" && npx vitest run "$@"
  )
}

run_scan() {
  failed=0; skipped=0
  scan_secrets || failed=1
  scan_advisories || { [ $? -eq 3 ] && skipped=1 || failed=$((failed + 1)); }
  echo "2 $failed 0 $skipped" >"$results/scan"
  [ "$failed" -eq 0 ]
}

count() {
  {
    cat "$results/scan"
    totals
    sed -n 's/.*"numTotalTests":\([0-9]*\).*"numFailedTests":\([0-9]*\).*"numPendingTests":\([0-9]*\).*/\1 \2 0 \3/p' "$root"/web/test-results/*.json 2>/dev/null
  } | awk '{ all += $1; failed += $2 + $3; skipped += $4 } END { printf "%d passed, %d failed, %d skipped\n", all - failed - skipped, failed, skipped }'
}

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
install_chromium
install_clients
mkdir -p "$parts"
fetch_schemas
build
# the second one fills in the middle, which the first can't; the others read pictures, write down and speak
for model in smollm2-135m qwen2.5-coder-0.5b ppocr-v6 whisper-base kokoro speaker-encoder; do
  LIAOYUAN_HOME=$parts "$java" -jar "$app/liaoyuan.jar" pull $model
done
fetch_speech
natives=$(ls -d "$parts"/natives/*/ | tail -n 1)
natives=${natives%/}
status=0
run_scan || status=1
run_maven || status=1
run_page || status=1
failures
count
exit $status
