package org.liaoyuan.server.openai.audio;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.liaoyuan.server.openai.ApiException;

/** A form with a file. The file lies in a temporary place until this is closed, and nowhere afterwards. */
final class AudioForm implements AutoCloseable {

    private static final int MOST_FIELDS = 32;
    private static final int MOST_FIELD_BYTES = 16_384;

    private final Map<String, List<String>> fields = new HashMap<>();
    private @Nullable Path file;

    private AudioForm() {}

    /**
     * Reads it, part by part.
     *
     * @param mostBytes of the file
     * @throws ApiException if it is no form, has too much in it, or no file
     */
    static AudioForm read(HttpServletRequest request, long mostBytes) throws IOException {
        AudioForm form = new AudioForm();
        try {
            form.parts(request, mostBytes);
            if (form.file == null) {
                throw missing("file");
            }
            return form;
        } catch (FileUploadException | UncheckedIOException e) {
            form.close();
            throw ApiException.invalid(
                    null, "The form can't be read: it must be multipart/form-data with a 'file' and a 'model'");
        } catch (IOException | RuntimeException e) {
            form.close();
            throw e;
        }
    }

    private void parts(HttpServletRequest request, long mostBytes) throws IOException, FileUploadException {
        FileUpload upload = new FileUpload();
        FileItemIterator parts = upload.getItemIterator(new ServletRequestContext(request));
        for (int count = 0; parts.hasNext(); count++) {
            if (count == MOST_FIELDS) {
                throw ApiException.invalid(null, "The form has more than " + MOST_FIELDS + " parts");
            }
            FileItemStream part = parts.next();
            String name = Optional.ofNullable(part.getFieldName()).orElse("");
            try (InputStream in = part.openStream()) {
                if (name.equals("file")) {
                    keep(in, mostBytes);
                } else {
                    byte[] bytes = in.readNBytes(MOST_FIELD_BYTES + 1);
                    if (bytes.length > MOST_FIELD_BYTES) {
                        throw ApiException.invalid(name, "'" + name + "' has more than " + MOST_FIELD_BYTES + " bytes");
                    }
                    fields.computeIfAbsent(name, n -> new ArrayList<>()).add(new String(bytes, StandardCharsets.UTF_8));
                }
            }
        }
    }

    private void keep(InputStream in, long mostBytes) throws IOException {
        if (file != null) {
            throw ApiException.invalid("file", "The form has two files; send one at a time");
        }
        Path kept = Files.createTempFile("liaoyuan-sound", ".part");
        file = kept;
        try (OutputStream out = Files.newOutputStream(kept)) {
            byte[] buffer = new byte[1 << 16];
            long sum = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sum += n;
                if (sum > mostBytes) {
                    throw new ApiException(
                            413,
                            "invalid_request_error",
                            "The file is larger than " + mostBytes
                                    + " bytes; send less, or raise liaoyuan.audio.most-bytes",
                            "file",
                            "request_too_large");
                }
                out.write(buffer, 0, n);
            }
        }
    }

    Path file() {
        return java.util.Objects.requireNonNull(file);
    }

    String text(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optional(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() || values.getFirst().isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    /** The values of a list, whose clients write its name with or without brackets. */
    List<String> all(String name) {
        List<String> all = new ArrayList<>(fields.getOrDefault(name, List.of()));
        all.addAll(fields.getOrDefault(name + "[]", List.of()));
        return all;
    }

    double number(String name, double absent, double least, double most) {
        String text = optional(name).orElse("");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ApiException.invalid(
                name,
                "Invalid value for '" + name + "': '" + text + "'; expected a number from " + least + " to " + most);
    }

    boolean flag(String name) {
        return switch (optional(name).orElse("false")) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> throw ApiException.invalid(name, "'" + name + "' must be true or false");
        };
    }

    private static ApiException missing(String name) {
        return new ApiException(
                400,
                "invalid_request_error",
                "Missing required parameter: '" + name + "'",
                name,
                "missing_required_parameter");
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file can't be deleted", e);
        }
    }
}
