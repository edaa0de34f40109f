package org.liaoyuan.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.liaoyuan.engine.llama.NativeGrammar;
import org.liaoyuan.engine.llama.NativeModel;

/** Parsed grammars, the latest used {@link #MOST} of them kept: a schema usually comes with every request of a program. Thread-safe. */
final class Grammars implements AutoCloseable {

    private static final int MOST = 32;

    private final NativeModel model;
    private final Map<String, NativeGrammar> parsed = new LinkedHashMap<>(16, 0.75f, true);

    Grammars(NativeModel model) {
        this.model = model;
    }

    /**
     * @return a copy at its beginning, which the caller closes
     * @throws EngineException if the grammar cannot be read
     */
    synchronized NativeGrammar get(String gbnf) {
        NativeGrammar known = parsed.get(gbnf);
        if (known == null) {
            known = NativeGrammar.parse(model, gbnf);
            parsed.put(gbnf, known);
            if (parsed.size() > MOST) {
                var oldest = parsed.entrySet().iterator();
                oldest.next().getValue().close();
                oldest.remove();
            }
        }
        return known.copy();
    }

    @Override
    public synchronized void close() {
        parsed.values().forEach(NativeGrammar::close);
        parsed.clear();
    }
}
