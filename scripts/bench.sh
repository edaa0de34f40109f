# shellcheck shell=sh disable=SC2154,SC2012
# ./liaoyuan bench …: measures against named peers, and the server under load over time. Sourced by the launcher.
# In the server's own classes: their parts are not for programs outside.
inside() {
  [ -d "$home/test/natives" ] || fail "run ./liaoyuan test first: it fetches what this measures with"
  class=$1; shift
  exec mvn -q -B -f "$root/pom.xml" -pl server -am test "-Dtest=$class" -Dsurefire.failIfNoSpecifiedTests=false "$@" \
    "-Dliaoyuan.bench.models=$home/models" "-Dliaoyuan.test.models=$home/test/models" "-Dliaoyuan.test.natives=$(ls -d "$home"/test/natives/*/ | tail -n 1)"
}
# --questions N --model NAME, as properties of the test run.
asked() {
  class=$1; questions= model=; shift
  while [ $# -gt 0 ]; do
    case $1 in
      --questions) questions=${2:?--questions takes a number}; shift 2 ;;
      --model) model=${2:?--model takes a name}; shift 2 ;;
      *) fail "usage: liaoyuan bench evidence|rag|personas|talk [--questions N] [--model NAME]" 2 ;;
    esac
  done
  inside "$class" ${questions:+"-Dliaoyuan.bench.questions=$questions"} ${model:+"-Dliaoyuan.bench.model=$model"}
}
# --rerank MODEL --questions N
retrieval() {
  questions= model=; shift
  while [ $# -gt 0 ]; do
    case $1 in
      --questions) questions=${2:?--questions takes a number}; shift 2 ;;
      --rerank) model=${2:?--rerank takes a model}; shift 2 ;;
      *) fail "usage: liaoyuan bench retrieval [--rerank MODEL [--questions N]]" 2 ;;
    esac
  done
  inside RetrievalBench ${questions:+"-Dliaoyuan.bench.questions=$questions"} ${model:+"-Dliaoyuan.bench.rerank=$model"}
}
# ./liaoyuan agents eval [NAME…] [--cases N] [--model NAME] [--least SHARE]
agents_eval() {
  names= cases= model= least=; shift
  while [ $# -gt 0 ]; do
    case $1 in
      --cases) cases=${2:?--cases takes a number}; shift 2 ;;
      --model) model=${2:?--model takes a name}; shift 2 ;;
      --least) least=${2:?--least takes a share from 0 to 1}; shift 2 ;;
      leads|sales|service|intelligence|weekly) names=$names${names:+,}$1; shift ;;
      *) fail "usage: liaoyuan agents eval [leads|sales|service|intelligence|weekly …] [--cases N] [--model NAME] [--least SHARE]" 2 ;;
    esac
  done
  inside AgentBench ${names:+"-Dliaoyuan.bench.agents=$names"} ${cases:+"-Dliaoyuan.bench.cases=$cases"} \
    ${model:+"-Dliaoyuan.bench.model=$model"} ${least:+"-Dliaoyuan.bench.least=$least"}
}
# ./liaoyuan bench kills [PLACES]: kills servers at every place of runs, or at those that fit a pattern.
kills() {
  [ $# -le 2 ] || fail "usage: liaoyuan bench kills [PLACES], a pattern such as 'engine .*'" 2
  inside KilledGraphTest,KilledAmongOthersTest "-Dliaoyuan.test.kills=${2:-.*}"
}
# Text to sound: equality with misaki, first audio, and what Whisper understands. ./liaoyuan bench synthesis [--sentences N]
synthesis() {
  sentences=; shift
  while [ $# -gt 0 ]; do
    case $1 in
      --sentences) sentences=${2:?--sentences takes a number}; shift 2 ;;
      *) fail "usage: liaoyuan bench synthesis [--sentences N]" 2 ;;
    esac
  done
  [ -f "$home/test/models/kokoro-v1.0-int8.onnx" ] || fail "run ./liaoyuan test first: it fetches what this measures with"
  exec mvn -q -B -f "$root/pom.xml" -pl sound test "-Dtest=MisakiEqualityTest,MisakiWordsTest,SynthesisBench" -Dsurefire.failIfNoSpecifiedTests=false \
    -Dspotless.check.skip=true ${sentences:+"-Dliaoyuan.bench.sentences=$sentences"} "-Dliaoyuan.test.models=$home/test/models"
}
# The page of a server that runs: ./liaoyuan bench page [ADDRESS]
page() {
  [ -d "$root/web/node_modules/playwright-core" ] || fail "run ./liaoyuan test first: it fetches what this measures with"
  shift
  exec node "$root/web/bench/page.mjs" "$@"
}
# ./liaoyuan bench aid [--ahead] [--minutes N]: the page's live aid in Chromium, five minutes without it; --ahead with the net that looks ahead.
aid() {
  [ -d "$root/web/node_modules/playwright-core" ] || fail "run ./liaoyuan test first: it fetches what this measures with"
  if stale "$root/$sound" pom.xml sound/src/main/java sound-web/pom.xml sound-web/src; then
    step "building the hearing aid for the page …" npm --prefix "$root/web" run sound
    touch "$root/$sound"
  fi
  shift
  exec node "$root/web/bench/aid.mjs" "$@"
}
# ./liaoyuan bench audiometry [LISTENERS]: hearing tests on simulated listeners, so many a row.
audiometry() {
  [ $# -le 2 ] || fail "usage: liaoyuan bench audiometry [LISTENERS]" 2
  exec mvn -q -B -f "$root/pom.xml" -pl sound test -Dtest=AudiometryBench -Dsurefire.failIfNoSpecifiedTests=false ${2:+"-Dliaoyuan.bench.listeners=$2"}
}
case ${1:-} in
  permissions) inside PermissionBench ;;
  retrieval) retrieval "$@" ;;
  evidence) shift; asked EvidenceBench "$@" ;;
  rag) shift; asked RagBench "$@" ;;
  personas) shift; asked PersonaBench "$@" ;;
  talk) shift; asked TalkBench "$@" ;;
  ocr) inside PictureBench ;;
  synthesis) synthesis "$@" ;;
  aid) aid "$@" ;;
  audiometry) audiometry "$@" ;;
  kills) kills "$@" ;;
  eval) agents_eval "$@" ;; # as ./liaoyuan agents eval
  page) page "$@" ;;
  space) shift; inside SpaceBench "$@" ;; # -Dliaoyuan.bench.embed=true embeds all, -Dliaoyuan.bench.passages=N
  files) inside MixedFilesTest -Dliaoyuan.test.files=1000 -Dliaoyuan.test.broken=50 ;;
esac
if stale "$root/bench/target/liaoyuan-bench.jar" pom.xml engine/src/main sound/pom.xml sound/src/main bench/pom.xml bench/src/main; then
  need mvn "install Maven 3.8 or newer"
  step "building the benchmarks …" mvn -B -q -f "$root/pom.xml" -DskipTests -Dspotless.check.skip=true -pl bench -am package
  touch "$root/bench/target/liaoyuan-bench.jar"
fi
# Its sounds are scored by a referee outside; with options of the Java side alone it is called as any other.
case ${1:-} in hearing)
  case " $* " in *" --sources "*|*" --help "*) ;; *) shift; . "$root/scripts/hearing.sh"; hearing "$@" ;; esac
esac
LIAOYUAN_LAUNCHER=$root/liaoyuan # what is measured as a process of its own
export LIAOYUAN_LAUNCHER
# shellcheck disable=SC2086
exec "$java" $options "-Dliaoyuan.launcher=$root/liaoyuan" -jar "$root/bench/target/liaoyuan-bench.jar" "$@"
