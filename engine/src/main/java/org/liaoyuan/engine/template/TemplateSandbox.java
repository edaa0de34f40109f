package org.liaoyuan.engine.template;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaInterpreterResolver;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jinjava.javax.el.CompositeELResolver;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.EngineException;

/**
 * Jinja for templates of unknown origin: a part of the language, and bounds.
 *
 * <p>Guarantees: a template sees only what is passed in, reads no files, calls no Java but {@link PythonMethods} and {@link
 * TemplateFunctions}; a rendering ends in {@value #MOST_SECONDS} s for its caller. A loop is stopped then; a single expression
 * that is still at work is left to a thread of the lowest priority, and its template is not run again.
 */
final class TemplateSandbox {

    static final long MOST_SECONDS = 5;

    private static final long MOST_OUTPUT_CHARACTERS = 1 << 24;
    private static final int MOST_ELEMENTS = 100_000;
    private static final long STACK_BYTES = 1 << 20;

    private static final Set<String> TAGS = Set.of(
            "if",
            "elif",
            "else",
            "endif",
            "for",
            "endfor",
            "set",
            "endset",
            "macro",
            "endmacro",
            "call",
            "endcall",
            "break",
            "continue",
            "do",
            "raw",
            "endraw");
    private static final Set<String> FILTERS = Set.of(
            "trim",
            "tojson",
            "length",
            "count",
            "list",
            "string",
            "int",
            "float",
            "abs",
            "join",
            "default",
            "d",
            "upper",
            "lower",
            "capitalize",
            "title",
            "first",
            "last",
            "reverse",
            "map",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "safe",
            "escape",
            "e",
            "replace");
    private static final Set<String> FUNCTIONS =
            Set.of("range", "namespace", "dict", "raise_exception", "strftime_now", "super");

    private static final Map<Library, Set<String>> DISABLED = disabled();

    private final Jinjava jinjava;
    private volatile boolean runaway;

    TemplateSandbox() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new PythonMethods());
        resolver.add(JinjavaInterpreterResolver.DEFAULT_RESOLVER_READ_ONLY);
        jinjava = new Jinjava(JinjavaConfig.newBuilder()
                .withTrimBlocks(true)
                .withLstripBlocks(true)
                .withDisabled(DISABLED)
                .withElResolver(resolver)
                .withNodePreProcessor(new Weights())
                .withNestedInterpretationEnabled(false)
                .withMaxOutputSize(MOST_OUTPUT_CHARACTERS)
                .withMaxStringLength(PythonMethods.MOST_CHARACTERS)
                .withMaxRenderDepth(20)
                .withMaxMacroRecursionDepth(20)
                .withMaxListSize(MOST_ELEMENTS)
                .withMaxMapSize(MOST_ELEMENTS)
                .withLegacyOverrides(LegacyOverrides.newBuilder()
                        .withParseWhitespaceControlStrictly(true)
                        .withUsePyishObjectMapper(true)
                        .withWhitespaceRequiredWithinTokens(false)
                        .build())
                .build());
        jinjava.registerFilter(new Replace());
        jinjava.registerFilter(new PythonJson());
        jinjava.registerFunction(new ELFunctionDefinition(
                "", "raise_exception", TemplateFunctions.class, "raiseException", String.class));
        jinjava.registerFunction(
                new ELFunctionDefinition("", "strftime_now", TemplateFunctions.class, "strftimeNow", String.class));
    }

    private static Map<Library, Set<String>> disabled() {
        var all = new Jinjava().getGlobalContext();
        return Map.of(
                Library.TAG, others(all.getAllTags().stream().map(t -> t.getName()), TAGS),
                Library.FILTER, others(all.getAllFilters().stream().map(f -> f.getName()), FILTERS),
                Library.FUNCTION, others(all.getAllFunctions().stream().map(f -> f.getLocalName()), FUNCTIONS));
    }

    private static Set<String> others(Stream<String> all, Set<String> allowed) {
        return all.filter(name -> !allowed.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    /** @throws EngineException if the template asks for too much */
    RenderResult render(String source, Map<String, Object> bindings) {
        if (runaway) {
            throw new EngineException("the model's chat template did not end before and is not run again");
        }
        FutureTask<RenderResult> task = new FutureTask<>(() -> jinjava.renderForResult(source, bindings));
        // a thread of its own: this stack may overflow, and this thread may be given up
        Thread thread = new Thread(null, task, "chat-template", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            runaway = true;
            thread.setPriority(Thread.MIN_PRIORITY);
            thread.interrupt();
            throw new EngineException("the model's chat template did not end in " + MOST_SECONDS + " s");
        } catch (ExecutionException e) {
            // a stack or a heap that a template filled is free again now
            Throwable cause = e.getCause();
            throw new EngineException("the model's chat template can't be run: " + cause, cause == null ? e : cause);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new EngineException("the rendering of the chat template was interrupted", e);
        }
    }

    /** jinjava's own multiplies two long texts into memory before it looks at a limit. */
    private static final class Replace implements Filter {

        @Override
        public String getName() {
            return "replace";
        }

        @Override
        public @Nullable Object filter(@Nullable Object text, JinjavaInterpreter interpreter, String... arguments) {
            return text == null || arguments.length < 2
                    ? text
                    : PythonMethods.replace(String.valueOf(text), arguments[0], arguments[1]);
        }
    }
}
