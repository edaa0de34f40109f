package org.liaoyuan.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.engine.ChatMessage;
import org.liaoyuan.engine.Sampling;
import org.liaoyuan.server.home.Home;
import org.liaoyuan.server.model.Answer;
import org.liaoyuan.server.model.AnswerPart;
import org.liaoyuan.server.model.ChatRequest;
import org.liaoyuan.server.model.Cost;
import org.liaoyuan.server.model.LocalModelService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a question in the terminal. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = {"在终端里回答一个问题。", "Answers a question in the terminal."})
final class Chat implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Choice choice;

    @Option(
            names = {"-m", "--model"},
            defaultValue = "default",
            description = {"模型名。", "The model's name."})
    @SuppressWarnings("NullAway.Init")
    private String model;

    @Option(
            names = {"-s", "--system"},
            description = {"系统提示词。", "A system prompt."})
    private @Nullable String system;

    @Option(
            names = {"-n", "--max-tokens"},
            paramLabel = "N",
            defaultValue = "0",
            description = {"回答最多多少个词元；0 表示不限。", "At most so many tokens; 0 for no limit."})
    private int maxTokens;

    @Option(
            names = {"-v", "--verbose"},
            description = {"之后显示用量。", "Show what it took afterwards."})
    private boolean verbose;

    @Parameters(description = {"要问的话。", "The question."})
    @SuppressWarnings("NullAway.Init")
    private String question;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (maxTokens < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--max-tokens is " + maxTokens + "; expected 1 or more, or 0 for no limit");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<ChatMessage> messages = system == null
                ? List.of(ChatMessage.user(question))
                : List.of(ChatMessage.system(system), ChatMessage.user(question));
        Optional<ServerClient> server = ServerClient.of(Home.fromEnvironment());
        if (server.isPresent()) {
            try (ServerClient client = server.get()) {
                client.chat(model, messages, maxTokens, verbose, out);
            }
        } else {
            answerHere(messages, out);
        }
        return 0;
    }

    private void answerHere(List<ChatMessage> messages, PrintWriter out) throws InterruptedException {
        try (LocalModelService models = choice.models()) {
            new ProgressBar(spec.commandLine().getErr()).pull(models, model);
            try (Answer answer =
                    models.chat(new ChatRequest(model, messages, Sampling.CHAT, maxTokens, List.of(), -1))) {
                for (Optional<AnswerPart> part = answer.next(); part.isPresent(); part = answer.next()) {
                    if (part.get() instanceof AnswerPart.Text text) {
                        out.print(text.text());
                        out.flush();
                    }
                }
                out.println();
                if (verbose) {
                    out.println(summary(answer.cost()));
                }
                out.flush();
            }
        }
    }

    private static String summary(Cost cost) {
        var usage = cost.usage();
        double seconds = usage.total().minus(usage.firstToken()).toMillis() / 1000.0;
        double rate = seconds <= 0 ? 0 : (usage.completionTokens() - 1) / seconds;
        return summary(usage.promptTokens(), usage.completionTokens(), rate, cost.joules(), cost.measured());
    }

    static String summary(int prompt, int completion, double rate, double joules, boolean measured) {
        return String.format(
                Locale.ROOT,
                "[%d + %d tokens, %.1f tokens/s, %s%.0f J]",
                prompt,
                completion,
                rate,
                measured ? "" : "≈",
                joules);
    }
}
