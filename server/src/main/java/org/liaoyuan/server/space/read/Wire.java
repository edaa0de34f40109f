package org.liaoyuan.server.space.read;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link ReaderProcess} and {@link ReaderMain} say to each other: numbers big-endian, texts as a length and UTF-8. Answers come
 * from a process that has read a stranger's file: each length is checked before room is made for it.
 */
final class Wire {

    private static final int READ = 0;
    private static final int REFUSED = 1;
    private static final int PROGRESS = 2;
    private static final int DRAWN = 3;

    /** Of a name, a path, a media type. */
    private static final int MOST_NAME = 1 << 16;

    /** Of a page that is drawn. */
    private static final int MOST_DRAWN = 20_000_000;

    /** A character has three bytes of UTF-8 at most, or four for two of UTF-16. */
    private static final int BYTES_A_CHARACTER = 3;

    private Wire() {}

    /**
     * A file to read, or to draw a page of.
     *
     * @param pictures path of what reads pictures; empty for nothing
     * @param page that is to be drawn: 1 …; 0 where the file is to be read
     */
    record Question(String path, String name, String pictures, Limits limits, int page) {}

    static void ask(DataOutputStream out, Question question) throws IOException {
        write(out, question.path);
        write(out, question.name);
        write(out, question.pictures);
        out.writeInt(question.limits.characters());
        out.writeLong(question.limits.unpacked());
        out.writeInt(question.limits.files());
        out.writeLong(question.limits.time().toMillis());
        out.writeInt(question.limits.pictures());
        out.writeLong(question.limits.pictureTime().toMillis());
        out.writeLong(question.limits.pixels());
        out.writeInt(question.page);
        out.flush();
    }

    /** @throws java.io.EOFException if nobody asks any more */
    static Question asked(DataInputStream in) throws IOException {
        String path = text(in, MOST_NAME);
        String name = text(in, MOST_NAME);
        String pictures = text(in, MOST_NAME);
        Limits limits = limits(in);
        return new Question(path, name, pictures, limits, in.readInt());
    }

    private static Limits limits(DataInputStream in) throws IOException {
        return new Limits(
                in.readInt(),
                in.readLong(),
                in.readInt(),
                Duration.ofMillis(in.readLong()),
                in.readInt(),
                Duration.ofMillis(in.readLong()),
                in.readLong());
    }

    static void progress(DataOutputStream out, int done, int all) throws IOException {
        out.writeByte(PROGRESS);
        out.writeInt(done);
        out.writeInt(all);
        out.flush();
    }

    static void refuse(DataOutputStream out, Unreadable.Reason reason) throws IOException {
        out.writeByte(REFUSED);
        out.writeByte(reason.ordinal());
        out.flush();
    }

    static void answer(DataOutputStream out, DocumentReader.Content content) throws IOException {
        out.writeByte(READ);
        write(out, content.type());
        out.writeByte(content.leftOut() == null ? 0 : content.leftOut().ordinal() + 1);
        out.writeInt(content.blocks().size());
        for (Block block : content.blocks()) {
            out.writeByte(block.kind().ordinal());
            out.writeByte(block.level());
            out.writeInt(block.page() == null ? 0 : block.page());
            write(out, block.text());
            write(out, block.places());
        }
        out.flush();
    }

    static void answer(DataOutputStream out, DrawnPage page) throws IOException {
        out.writeByte(DRAWN);
        write(out, page.type());
        out.writeInt(page.pages());
        out.writeInt(page.bytes().length);
        out.write(page.bytes());
        out.flush();
    }

    /** @throws java.io.EOFException if the other process ended before it answered */
    static DrawnPage drawn(DataInputStream in) throws IOException, Unreadable {
        int kind = in.readUnsignedByte();
        if (kind == REFUSED) {
            throw new Unreadable(one(Unreadable.Reason.values(), in.readUnsignedByte()));
        }
        String type = text(in, MOST_NAME);
        int pages = in.readInt();
        int length = in.readInt();
        check(kind == DRAWN && length > 0 && length <= MOST_DRAWN, length);
        byte[] bytes = in.readNBytes(length);
        check(bytes.length == length, bytes.length);
        return DrawnPage.of(type, pages, bytes);
    }

    private static void write(DataOutputStream out, List<Place> places) throws IOException {
        out.writeInt(places.size());
        for (Place place : places) {
            out.writeInt(place.start());
            out.writeInt(place.end());
            out.writeInt(place.box().page());
            out.writeDouble(place.box().x());
            out.writeDouble(place.box().y());
            out.writeDouble(place.box().width());
            out.writeDouble(place.box().height());
        }
    }

    /** @throws java.io.EOFException if the other process ended before it answered */
    static DocumentReader.Content answered(DataInputStream in, Limits limits, PictureReading.Progress progress)
            throws IOException, Unreadable {
        int kind = in.readUnsignedByte();
        while (kind == PROGRESS) {
            progress.at(in.readInt(), in.readInt());
            kind = in.readUnsignedByte();
        }
        if (kind == REFUSED) {
            throw new Unreadable(one(Unreadable.Reason.values(), in.readUnsignedByte()));
        }
        String type = text(in, MOST_NAME);
        int leftOut = in.readUnsignedByte();
        // each block has a character at least; a table's lines and bars are not among those that were counted
        int most = 4 * limits.characters();
        int count = in.readInt();
        check(kind == READ && count >= 0 && count <= most, count);
        List<Block> blocks = new ArrayList<>();
        long characters = 0;
        for (int i = 0; i < count; i++) {
            Block.Kind what = one(Block.Kind.values(), in.readUnsignedByte());
            int level = in.readUnsignedByte();
            int page = in.readInt();
            String text = text(in, BYTES_A_CHARACTER * most);
            characters += text.length();
            check(characters <= most, characters);
            blocks.add(new Block(what, level, page == 0 ? null : page, text, places(in, text.length())));
        }
        return new DocumentReader.Content(
                type, List.copyOf(blocks), leftOut == 0 ? null : one(Unreadable.Reason.values(), leftOut - 1));
    }

    /** Each is of a character at least. */
    private static List<Place> places(DataInputStream in, int most) throws IOException {
        int count = in.readInt();
        check(count >= 0 && count <= most, count);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = in.readInt();
            int end = in.readInt();
            check(start >= 0 && start <= end && end <= most, end);
            Box box = new Box(in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
            places.add(new Place(start, end, box));
        }
        return places;
    }

    private static <T> T one(T[] all, int ordinal) throws IOException {
        check(ordinal < all.length, ordinal);
        return all[ordinal];
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        check(length >= 0 && length <= most, length);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void check(boolean sound, long value) throws IOException {
        if (!sound) {
            throw new IOException("the reading process sent " + value + ", which is out of its bounds");
        }
    }
}
