package org.liaoyuan.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A master key that is elsewhere, such as in a key management service, used by a program. It is run with one more word, {@code wrap} or
 * {@code unwrap}; it reads base64 from its standard input and answers base64 on its standard output, exit code 0.
 *
 * <p>What is wrapped is the data key's id and the key, so that no data key passes for another. What the program prints on standard output
 * is never shown; of what it says on standard error the first characters are, when it fails.
 */
final class KeyCommand implements MasterKey {

    static final String KIND = "command ";

    private static final int ID_BYTES = 16;
    private static final int MOST_OUTPUT_BYTES = 64 << 10;
    private static final int MOST_SAID = 500;

    private final List<String> command;
    private final Duration limit;

    /** @param command not empty */
    KeyCommand(List<String> command, Duration limit) {
        this.command = List.copyOf(command);
        this.limit = limit;
    }

    /** {@code command} and the program's file name: its arguments may say more than a list should. */
    @Override
    public String name() {
        Path program = Path.of(command.getFirst()).getFileName();
        return KIND + (program == null ? command.getFirst() : program);
    }

    @Override
    public byte[] wrap(UUID dataKey, byte[] key) {
        byte[] text = ByteBuffer.allocate(ID_BYTES + key.length)
                .put(id(dataKey))
                .put(key)
                .array();
        byte[] wrapped = run("wrap", text);
        if (wrapped.length == 0 || Arrays.equals(wrapped, text)) {
            throw new VaultException(name() + " wrap answered nothing, or what it was given; expected it encrypted");
        }
        return wrapped;
    }

    @Override
    public byte[] unwrap(UUID dataKey, byte[] wrapped, String by) {
        byte[] text = run("unwrap", wrapped);
        if (text.length != ID_BYTES + Gcm.KEY_BYTES || !Arrays.equals(text, 0, ID_BYTES, id(dataKey), 0, ID_BYTES)) {
            throw new VaultException(name() + " unwrap answered something else than the data key " + dataKey
                    + ": is liaoyuan.secrets.command the one that wrapped it?");
        }
        return Arrays.copyOfRange(text, ID_BYTES, text.length);
    }

    private static byte[] id(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private byte[] run(String verb, byte[] input) {
        List<String> words = new ArrayList<>(command);
        words.add(verb);
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            Process process = new ProcessBuilder(words).start();
            try {
                return talk(process, verb, input, deadline);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new VaultException(name() + " can't be run: " + e.getMessage() + "; see liaoyuan.secrets.command", e);
        } catch (TimeoutException e) {
            throw new VaultException(name() + " " + verb + " did not end within " + limit.toSeconds()
                    + " s (liaoyuan.secrets.time-limit)");
        } catch (ExecutionException e) {
            throw new VaultException(name() + " " + verb + " can't be heard: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VaultException(name() + " " + verb + " was interrupted", e);
        }
    }

    private byte[] talk(Process process, String verb, byte[] input, long deadline)
            throws TimeoutException, ExecutionException, InterruptedException {
        CompletableFuture<byte[]> out = read(process.getInputStream(), MOST_OUTPUT_BYTES);
        CompletableFuture<byte[]> said = read(process.getErrorStream(), MOST_SAID);
        try (OutputStream in = process.getOutputStream()) {
            in.write(Base64.getEncoder().encode(input));
            in.write('\n');
        } catch (IOException itReadNothing) {
            // its exit code and words say why
        }
        byte[] answer = out.get(left(deadline), TimeUnit.NANOSECONDS);
        byte[] words = said.get(left(deadline), TimeUnit.NANOSECONDS);
        if (!process.waitFor(left(deadline), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException();
        }
        if (process.exitValue() != 0) {
            throw new VaultException(name() + " " + verb + " ended with " + process.exitValue() + ": "
                    + new String(words, StandardCharsets.UTF_8)
                            .replaceAll("\\p{Cntrl}+", " ")
                            .strip());
        }
        return decode(verb, answer);
    }

    private byte[] decode(String verb, byte[] answer) {
        try {
            // with or without ends of lines
            String text = new String(answer, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // without its cause: that quotes the answer
            throw new VaultException(name() + " " + verb + " answered something that is no base64");
        }
    }

    private static long left(long deadline) {
        return Math.max(0, deadline - System.nanoTime());
    }

    /** The first bytes of a stream, which is read to its end, so that no writer waits. */
    private static CompletableFuture<byte[]> read(InputStream in, int most) {
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        var unused = Thread.ofVirtual().name("key-command").start(() -> {
            try (in) {
                byte[] first = in.readNBytes(most);
                in.transferTo(OutputStream.nullOutputStream());
                read.complete(first);
            } catch (IOException e) {
                read.completeExceptionally(e);
            }
        });
        return read;
    }
}
