# shellcheck shell=sh disable=SC2154
# ./liaoyuan bench …: measures against named peers, and the server under load over time. Sourced by the launcher.
if stale "$root/bench/target/liaoyuan-bench.jar" pom.xml engine/src/main bench/pom.xml bench/src/main; then
  need mvn "install Maven 3.8 or newer"
  step "building the benchmarks …" mvn -B -q -f "$root/pom.xml" -DskipTests -Dspotless.check.skip=true -pl bench -am package
  touch "$root/bench/target/liaoyuan-bench.jar"
fi
LIAOYUAN_LAUNCHER=$root/liaoyuan # what is measured as a process of its own
export LIAOYUAN_LAUNCHER
# shellcheck disable=SC2086
exec "$java" $options "-Dliaoyuan.launcher=$root/liaoyuan" -jar "$root/bench/target/liaoyuan-bench.jar" "$@"
