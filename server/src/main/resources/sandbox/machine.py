# Runs a program of somebody inside of its namespaces: takes it from stdin, hands out its result on the descriptor that stdout was.
import json, os, sys, traceback

given = json.loads(sys.stdin.buffer.read())
out = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
scope = {"__name__": "__main__", "inputs": given["inputs"]}
kind, text = "result", ""
try:
    try:
        exec(compile(given["code"], "program", "exec"), scope)
    except SystemExit:
        pass
    text = json.dumps(scope.get("result"), ensure_ascii=False, allow_nan=False)
except MemoryError:
    kind = "memory"
except BaseException:
    kind, text = "error", traceback.format_exc(limit=-8)
scope.clear()
sys.stdout.flush()
out.write(kind + "\n" + text)
out.flush()
os._exit(0)
