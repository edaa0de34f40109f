package org.liaoyuan.server.assistant.frame;

import java.util.List;

/** An assistant as a folder holds it: {@code assistant.json} and {@code eval.json}. */
record Definition(Manifest manifest, List<EvalCase> eval) {

    Definition {
        eval = List.copyOf(eval);
    }
}
