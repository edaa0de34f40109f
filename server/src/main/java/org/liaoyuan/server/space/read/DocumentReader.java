package org.liaoyuan.server.space.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.ZeroByteFileException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.ParseRecord;
import org.apache.tika.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.modulith.NamedInterface;
import org.xml.sax.SAXException;

/**
 * Reads a file, whatever it is, within {@link Limits}. What it is, its bytes say; the name only helps between kinds of the same bytes.
 * Thread-safe.
 *
 * <p>Each file is read on a thread of its own, which is given up when its time is over. One that then still does not end holds one of
 * {@link #MOST_AT_ONCE} permits until it does, or until {@link ReaderProcess} ends the process it is in.
 */
@NamedInterface("read")
public final class DocumentReader {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentReader.class);
    private static final int MOST_AT_ONCE = 2;

    private final Semaphore threads = new Semaphore(MOST_AT_ONCE);
    private final Limits limits;
    private final PictureReading reading;
    private @Nullable AutoDetectParser parser;

    public DocumentReader(Limits limits, PictureReading reading) {
        this.limits = limits;
        this.reading = reading;
    }

    /**
     * What a file says.
     *
     * @param type the media type that was found in its bytes
     * @param leftOut why pictures in it were not read; null where all were
     */
    @NamedInterface("read")
    public record Content(String type, List<Block> blocks, Unreadable.@Nullable Reason leftOut) {}

    /**
     * Reads it.
     *
     * @param name as its owner calls it
     * @param progress hears of pages that are read from pictures, on another thread
     */
    public Content read(Path file, String name, PictureReading.Progress progress)
            throws Unreadable, InterruptedException {
        if (!threads.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new Unreadable(Unreadable.Reason.TOO_SLOW);
        }
        Bounds bounds = new Bounds(limits);
        FutureTask<Content> task = new FutureTask<>(() -> {
            try {
                return parse(file, name, bounds, progress);
            } finally {
                threads.release();
            }
        });
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("space-parser")
                .priority(Thread.MIN_PRIORITY)
                .start(task);
        try {
            return await(task, bounds);
        } catch (ExecutionException e) {
            throw reason(e.getCause() == null ? e : e.getCause());
        } finally {
            thread.interrupt();
        }
    }

    /** The time may grow meanwhile: that for pictures is given picture by picture. */
    private static Content await(FutureTask<Content> task, Bounds bounds)
            throws Unreadable, ExecutionException, InterruptedException {
        while (true) {
            try {
                return task.get(Math.max(0, bounds.nanosLeft()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (bounds.nanosLeft() <= 0) {
                    throw new Unreadable(Unreadable.Reason.TOO_SLOW);
                }
            }
        }
    }

    private Content parse(Path file, String name, Bounds bounds, PictureReading.Progress progress)
            throws IOException, Unreadable {
        Pictures pictures = new Pictures(limits, bounds, reading, progress);
        BlockCollector collector = new BlockCollector(bounds);
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        ParseContext context = new ParseContext();
        ParseRecord record = new ParseRecord();
        AutoDetectParser tika = parser();
        context.set(ParseRecord.class, record);
        context.set(Parser.class, tika);
        context.set(Pictures.class, pictures);
        context.set(Bounds.class, bounds);
        context.set(BlockCollector.class, collector);
        context.set(EmbeddedDocumentExtractor.class, new EmbeddedFiles(context, bounds, pictures));
        try (TikaInputStream in = TikaInputStream.get(file, metadata)) {
            tika.parse(in, collector, metadata, context);
        } catch (TikaException | SAXException | RuntimeException | LinkageError e) {
            throw bounds.exceeded().map(Unreadable::new).orElseGet(() -> reason(e));
        }
        if (bounds.exceeded().isPresent()) {
            throw new Unreadable(bounds.exceeded().get());
        }
        // of a file inside, which Tika leaves out
        if (record.getExceptions().stream().anyMatch(DocumentReader::isBomb)) {
            throw new Unreadable(Unreadable.Reason.BOMB);
        }
        String type = type(metadata);
        List<Block> blocks = isPlain(type) ? plain(collector.blocks()) : collector.blocks();
        if (type.equals("application/zip") && needsPassword(file)) {
            throw new Unreadable(Unreadable.Reason.ENCRYPTED);
        }
        if (blocks.isEmpty()) {
            throw new Unreadable(pictures.leftOut().orElseGet(() -> whyEmpty(metadata, record, type)));
        }
        if (isPlain(type) && isNoise(blocks)) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
        return new Content(type, blocks, pictures.leftOut().orElse(null));
    }

    /** Bytes that a name calls text and that no encoding makes text of: one character in twenty is none. */
    private static boolean isNoise(List<Block> blocks) {
        long all = 0;
        long wrong = 0;
        for (Block block : blocks) {
            all += block.text().length();
            wrong += block.text().chars().filter(c -> c == 0xfffd).count();
        }
        return wrong * 20 > all;
    }

    /** Loaded at its first use: it costs a second, and most starts read nothing. */
    private synchronized AutoDetectParser parser() {
        AutoDetectParser current = parser;
        if (current == null) {
            current = Parsers.all();
            parser = current;
        }
        return current;
    }

    private static String type(Metadata metadata) {
        String type = metadata.get(Metadata.CONTENT_TYPE);
        return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    /** Structure that stands in the text itself; source code and such is plain enough. */
    private static boolean isPlain(String type) {
        return type.startsWith("text/")
                && !type.equals("text/html")
                && !type.equals("text/csv")
                && !type.equals("text/tsv");
    }

    private static List<Block> plain(List<Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (Block block : blocks) {
            all.addAll(block.kind() == Block.Kind.TEXT ? Markdown.blocks(block.page(), block.text()) : List.of(block));
        }
        return all;
    }

    /** Whether a ZIP's first file does (APPNOTE 4.4.4, bit 0 of the flags): Tika reads the names of such files, and no more. */
    private static boolean needsPassword(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = in.readNBytes(8);
            return header.length == 8 && header[0] == 'P' && header[2] == 3 && (header[6] & 1) == 1;
        }
    }

    private static boolean isEncrypted(Metadata metadata, ParseRecord record) {
        return record.getExceptions().stream().anyMatch(EncryptedDocumentException.class::isInstance)
                || List.of(metadata.getValues(TikaCoreProperties.TIKA_META_EXCEPTION_EMBEDDED_STREAM)).stream()
                        .anyMatch(trace -> trace.contains(EncryptedDocumentException.class.getName()));
    }

    private static Unreadable.Reason whyEmpty(Metadata metadata, ParseRecord record, String type) {
        if (isEncrypted(metadata, record)) {
            return Unreadable.Reason.ENCRYPTED;
        }
        boolean read = record.getParsers().length > 0
                && !List.of(record.getParsers()).contains("org.apache.tika.parser.EmptyParser");
        return read || type.startsWith("text/") ? Unreadable.Reason.EMPTY : Unreadable.Reason.UNSUPPORTED;
    }

    /** Parsers fail in many ways on bytes that are not what they seem. Nothing of the file is logged. */
    static Unreadable reason(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unreadable known) {
                return known;
            }
            if (cause instanceof InvalidPasswordException
                    || cause instanceof EncryptedDocumentException
                    || cause instanceof org.apache.poi.EncryptedDocumentException) {
                return new Unreadable(Unreadable.Reason.ENCRYPTED);
            }
            if (cause instanceof ZeroByteFileException) {
                return new Unreadable(Unreadable.Reason.EMPTY);
            }
            if (isBomb(cause)) {
                return new Unreadable(Unreadable.Reason.BOMB);
            }
        }
        if (e instanceof OutOfMemoryError || e instanceof StackOverflowError) {
            LOG.warn("a file could not be read: {}", e.getClass().getSimpleName());
            return new Unreadable(Unreadable.Reason.BOMB);
        }
        if (e instanceof TikaException
                || e instanceof SAXException
                || e instanceof RuntimeException
                || e instanceof IOException) {
            return new Unreadable(Unreadable.Reason.DAMAGED);
        }
        LOG.warn("a file could not be read: {}", e.getClass().getName());
        return new Unreadable(Unreadable.Reason.INTERNAL);
    }

    /** Tika and POI say so in words only. */
    private static boolean isBomb(Throwable e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("zip bomb");
    }
}
