package org.liaoyuan.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.liaoyuan.engine.LlamaModel;
import org.liaoyuan.server.model.LocalModelService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compiles llama.cpp for this machine. */
@Command(
        name = "build-natives",
        mixinStandardHelpOptions = true,
        description = {
            "为本机处理器编译 llama.cpp（约十分钟，需要 C++ 编译器）；之后启动时自动使用，读提示词更快。",
            "Compiles llama.cpp for this machine's processor (ten minutes or so, needs a C++ compiler); later starts use it and read prompts faster."
        })
final class BuildNatives implements Callable<Integer> {

    private static final long NANOS_A_DOT = 10_000_000_000L;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    private long dotted = System.nanoTime();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (LocalModelService models = choice.models()) {
            out.print("正在编译 · compiling ");
            out.flush();
            var folder = models.buildNatives(() -> dot(out));
            out.println();
            out.println(LlamaModel.checkNatives(folder) + " ✓ " + folder);
            out.flush();
        }
        return 0;
    }

    private void dot(PrintWriter out) {
        if (System.nanoTime() - dotted > NANOS_A_DOT) {
            dotted = System.nanoTime();
            out.print('.');
            out.flush();
        }
    }
}
